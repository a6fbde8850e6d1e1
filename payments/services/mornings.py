"""When a letter about money may reach a client: nine o'clock of a working day where the client is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from clients.countries import COUNTRIES

NINE = time(9)
DECENT_HOURS = range(9, 20)  # a letter held up by a stopped worker may still go within these
DAY = timedelta(days=1)
WHOLE_WEEK = range(1, 8)

# Countries of several zones, where letters follow the one in which most people live.
_MOST_LIVE_IN = {
    "AR": "America/Argentina/Buenos_Aires", "AU": "Australia/Sydney", "BR": "America/Sao_Paulo",
    "CL": "America/Santiago", "CN": "Asia/Shanghai", "CY": "Asia/Nicosia", "ID": "Asia/Jakarta",
    "KZ": "Asia/Almaty", "MX": "America/Mexico_City", "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon", "RU": "Europe/Moscow", "UA": "Europe/Kyiv", "UZ": "Asia/Tashkent",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mornings:
    """The mornings of one place: its IANA zone and its ISO working days (Monday is 1)."""

    zone: str
    working_days: frozenset[int]

    def at(self, day: date) -> datetime:
        """Nine o'clock of that day there, in UTC: two mornings across a change of clocks are 47 hours apart."""
        return datetime.combine(day, NINE, ZoneInfo(self.zone)).astimezone(UTC)

    def on_or_after(self, day: date) -> date:
        """That day, or the next working day."""
        return self._walk(day, DAY)

    def on_or_before(self, day: date) -> date:
        """That day, or the last working day before it."""
        return self._walk(day, -DAY)

    def not_before(self, moment: datetime) -> datetime:
        """The first morning of a working day at or after the moment."""
        day = self.on_or_after(moment.astimezone(ZoneInfo(self.zone)).date())
        while self.at(day) < moment:
            day = self.on_or_after(day + DAY)
        return self.at(day)

    def is_decent(self, moment: datetime) -> bool:
        """Whether a letter may still go at that moment: a working day, by daylight."""
        local = moment.astimezone(ZoneInfo(self.zone))
        return local.isoweekday() in self.working_days and local.hour in DECENT_HOURS

    def _walk(self, day: date, step: timedelta) -> date:
        while self.working_days and day.isoweekday() not in self.working_days:
            day += step
        return day


def mornings_of(country: str, *, else_zone: str, else_days: Iterable[int]) -> Mornings:
    """The mornings of a client in `country` (ISO code); those of the business where the country is not known."""
    return _of_country(country.upper()) or Mornings(else_zone, frozenset(else_days))


@cache
def _of_country(country: str) -> Mornings | None:
    known = COUNTRIES.get(country)
    if known is not None:
        return Mornings(known.zone, frozenset(known.working_days))
    zones = get_global("territory_zones").get(country, [])
    zone = _MOST_LIVE_IN.get(country) or (zones[0] if len(zones) == 1 else "")
    return Mornings(zone, _week_of(country)) if zone else None


def _week_of(country: str) -> frozenset[int]:
    """The days outside the weekend, as the Unicode locale data have it (there Monday is 0)."""
    try:
        there = Locale.parse(f"und_{country}")
    except (UnknownLocaleError, ValueError):
        return frozenset((1, 2, 3, 4, 5))
    first, last = there.weekend_start + 1, there.weekend_end + 1
    weekend = {(first - 1 + days) % 7 + 1 for days in range((last - first) % 7 + 1)}
    return frozenset(set(WHOLE_WEEK) - weekend)
