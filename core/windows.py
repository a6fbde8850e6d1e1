"""Reply windows on the wall clock, turned into instants one day at a time, so that no clock change moves them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from .errors import Refused

SEARCH_DAYS = 400
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


class NoWorkingTime(Refused):
    """No reply window opens within the next year: no working day, no window, or every day is off."""

    sentence = _("There is no working day with a reply window within the next year. Check working days and days off.")


@dataclass(frozen=True, slots=True)
class WallWindow:
    """Hours on the wall. An end that is not after the start is on the next day (22:00 to 00:00)."""

    starts: time
    ends: time

    def __post_init__(self) -> None:
        if self.starts == self.ends:
            raise ValueError("a window has a length")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Two instants in UTC; the end is not inside."""

    starts: datetime
    ends: datetime

    def __contains__(self, at: datetime) -> bool:
        return self.starts <= at < self.ends


@dataclass(frozen=True)
class WorkCalendar:
    """A working week: IANA zone, ISO weekdays (Monday is 1), windows on the wall, and days off."""

    zone: str
    working_days: frozenset[int]
    windows: Sequence[WallWindow]
    days_off: frozenset[date] = field(default_factory=frozenset)

    def is_working_day(self, day: date) -> bool:
        return day.isoweekday() in self.working_days and day not in self.days_off

    def spans_on(self, day: date) -> list[Span]:
        """The windows that open on this day, in order; one that the clock skips whole is left out."""
        if not self.is_working_day(day):
            return []
        zone = ZoneInfo(self.zone)
        spans = [_span(day, window, zone) for window in self.windows]
        return sorted(span for span in spans if span.starts < span.ends)

    def next_window(self, after: datetime) -> Span:
        """The first window that opens at or after this instant; raises NoWorkingTime when none does for a year."""
        for day in self._days_from(after):
            for span in self.spans_on(day):
                if span.starts >= after:
                    return span
        raise NoWorkingTime

    def current(self, at: datetime) -> Span | None:
        """The window that is open at this instant, if one is."""
        today = self._local_day(at)
        spans = [span for day in (today - _DAY, today) for span in self.spans_on(day) if at in span]
        return spans[0] if spans else None

    def reply_due(self, received_at: datetime) -> datetime:
        """When the answer is promised: the end of the next window that opens."""
        return self.next_window(received_at).ends

    def _local_day(self, at: datetime) -> date:
        if at.tzinfo is None:
            raise ValueError("an instant carries its zone")
        return at.astimezone(ZoneInfo(self.zone)).date()

    def _days_from(self, after: datetime) -> Iterator[date]:
        first = self._local_day(after) - _DAY
        return (first + _DAY * count for count in range(SEARCH_DAYS))


def _span(day: date, window: WallWindow, zone: ZoneInfo) -> Span:
    last_day = day if window.ends > window.starts else day + _DAY
    return Span(instant(day, window.starts, zone), instant(last_day, window.ends, zone))


def instant(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """The UTC instant of a wall time. A time shown twice is its first showing; a time skipped is the jump itself."""
    local = datetime.combine(day, wall.replace(fold=0), tzinfo=zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    return _jump(local.replace(fold=1).astimezone(UTC), moment, zone)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first second between two instants at which the zone's offset is the later one."""
    offset = after.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + _SECOND * ((after - before) // _SECOND // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
