"""Reply windows, the working week and days off; what they promise is recomputed whenever they change."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Business
from clients.errors import EmptyWindow, NoWorkingDay, UnknownZone, WindowCount, WindowsOverlap
from clients.models import Conversation, DayOff, ReplyWindow, WindowClock
from core.actors import Actor
from outbox.services.events import emit

from .calendars import reply_due, work_calendar

MOST_WINDOWS = 4
LONGEST_GAP = timedelta(hours=10)  # between two windows of one day
LONGEST_NIGHT = timedelta(hours=18)  # from the last window of a day to the first of the next
DAY_MINUTES = 24 * 60
BATCH = 500

Hours = tuple[time, time]


@transaction.atomic
def save_windows(*, business: Business, windows: Sequence[Hours], by: Actor, now: datetime) -> list[str | Promise]:
    """Replaces the reply windows (one to four a day) and returns warnings, such as windows too far apart.

    Raises WindowCount, EmptyWindow, WindowsOverlap, NoWorkingTime; nothing is saved then.
    """
    spans = _spans(windows)
    ReplyWindow.objects.owned_by(business).delete()
    ReplyWindow.objects.bulk_create(
        ReplyWindow(business=business, starts=starts, ends=ends, position=position)
        for position, (starts, ends) in enumerate(sorted(windows))
    )
    _changed(business, by, now)
    return _warnings(spans)


@transaction.atomic
def save_week(*, business: Business, zone: str, working_days: Sequence[int], by: Actor, now: datetime) -> None:
    """Sets the IANA zone and the ISO weekdays (Monday is 1) on which windows open."""
    if zone not in available_timezones():
        raise UnknownZone
    days = sorted({day for day in working_days if 1 <= day <= 7})
    if not days:
        raise NoWorkingDay
    business.zone, business.working_days = zone, days
    business.save(update_fields=["zone", "working_days"])
    _changed(business, by, now)


@transaction.atomic
def add_day_off(*, business: Business, day: date, reason: str = "", by: Actor, now: datetime) -> DayOff:
    """No window opens on this date; adding it twice changes only the reason."""
    row, _created = DayOff.objects.update_or_create(business=business, date=day, defaults={"reason": reason.strip()})
    _changed(business, by, now)
    return row


@transaction.atomic
def remove_day_off(*, day_off: DayOff, by: Actor, now: datetime) -> None:
    """The date is a working day like any other again."""
    business = day_off.business
    DayOff.objects.filter(pk=day_off.pk).delete()
    _changed(business, by, now)


def gap_warnings(windows: Sequence[Hours]) -> list[str | Promise]:
    """What a freelancer should know about these windows before clients feel it: too few, too far apart."""
    return _warnings(_spans(windows))


def set_window_clock(*, business: Business, now: datetime) -> WindowClock:
    """Points the clock at the next window that opens; raises NoWorkingTime when none will."""
    opens_at = work_calendar(business).next_window(now).starts
    clock, _created = WindowClock.objects.update_or_create(business=business, defaults={"opens_at": opens_at})
    return clock


def _changed(business: Business, by: Actor, now: datetime) -> None:
    set_window_clock(business=business, now=now)
    _recompute_due(business)
    emit(business=business, verb="windows.changed", subject=("business", business.ref), actor=by, now=now)


def _recompute_due(business: Business) -> None:
    """Every promise already made follows the new windows, counted from when its message came."""
    calendar = work_calendar(business)
    waiting = list(Conversation.objects.owned_by(business).filter(state="ours").select_for_update())
    for conversation in waiting:
        if conversation.waiting_since is not None:
            conversation.reply_due_at = reply_due(calendar, conversation.waiting_since)
    Conversation.objects.bulk_update(waiting, ["reply_due_at"], batch_size=BATCH)


def _spans(windows: Sequence[Hours]) -> list[tuple[int, int]]:
    """The windows as minutes of the day, in order; refuses what cannot be a set of windows."""
    if not 1 <= len(windows) <= MOST_WINDOWS:
        raise WindowCount
    if any(starts == ends for starts, ends in windows):
        raise EmptyWindow
    spans = sorted(_minutes(starts, ends) for starts, ends in windows)
    following = [*spans[1:], (spans[0][0] + DAY_MINUTES, 0)]
    if any(span[1] > later[0] for span, later in zip(spans, following, strict=True)):
        raise WindowsOverlap
    return spans


def _minutes(starts: time, ends: time) -> tuple[int, int]:
    first, last = (moment.hour * 60 + moment.minute for moment in (starts, ends))
    return first, last if last > first else last + DAY_MINUTES


def _warnings(spans: list[tuple[int, int]]) -> list[str | Promise]:
    if len(spans) == 1:
        return [_("With a single window a day a client may wait a whole day. Two short windows answer sooner.")]
    warnings: list[str | Promise] = []
    between = max(later[0] - span[1] for span, later in pairwise(spans))
    if between > LONGEST_GAP.total_seconds() / 60:
        warnings.append(_("Two windows of the day are more than 10 hours apart. Clients feel such a gap."))
    if spans[0][0] + DAY_MINUTES - spans[-1][1] > LONGEST_NIGHT.total_seconds() / 60:
        warnings.append(_("More than 18 hours pass from the last window of a day to the first of the next."))
    return warnings
