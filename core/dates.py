"""Days, moments and waits as people say them, in Arabic and English, in the active time zone."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, override
from hijridate import Gregorian

from .reader import digits_only, reader_country

NEAR = 6  # days within which the weekday is said
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def day_text(day: date, language: str | None = None, *, today: date | None = None) -> str:
    """الثلاثاء 17 نوفمبر: the weekday when it is near, the year when it is not this one."""
    today, day = today or timezone.localdate(), _as_day(day)
    weekday = abs((day - today).days) <= NEAR
    return _day(day, _language(language), weekday=weekday, year=day.year != today.year)


def full_day_text(day: date, language: str | None = None) -> str:
    """الثلاثاء 17 نوفمبر 2026: everything, for papers and for the title of a short form."""
    return _day(_as_day(day), _language(language), weekday=True, year=True)


def month_text(day: date, language: str | None = None) -> str:
    """The name of its month: November, نوفمبر or تشرين الثاني."""
    speaks = _language(language)
    return str(_locale(speaks, reader_country() if speaks == "ar" else "").months["format"]["wide"][day.month])


def clock_text(at: datetime) -> str:
    """18:01 in the active zone, 24 hours."""
    return digits_only(timezone.localtime(at).strftime("%H:%M"))


def moment_text(at: datetime, language: str | None = None, *, today: date | None = None, full: bool = False) -> str:
    """الثلاثاء 17 نوفمبر، 18:01."""
    language = _language(language)
    day = full_day_text(at, language) if full else day_text(at, language, today=today)
    return f"{day}{'، ' if language == 'ar' else ', '}{clock_text(at)}"


def hijri_text(day: date, language: str | None = None) -> str:
    """12 جمادى الآخرة 1448 هـ by Umm al-Qura, as a second date; empty outside the years it covers."""
    day, language = _as_day(day), _language(language)
    try:
        hijri = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        return ""
    tongue: Literal["ar", "en"] = "ar" if language == "ar" else "en"
    era = "هـ" if tongue == "ar" else "AH"
    return digits_only(f"{hijri.day} {hijri.month_name(tongue)} {hijri.year} {era}")


def ago_text(then: date, language: str | None = None, *, now: datetime | None = None) -> str:
    """منذ 5 أيام: how long ago, in whole sentences; «الآن» within a minute."""
    now = now or timezone.now()
    with _speaking(language):
        count, say = _length(then, now, _AGO)
        return say(count) % {"count": digits_only(str(count))} if count else _present(then)


def in_time_text(then: date, language: str | None = None, *, now: datetime | None = None) -> str:
    """بعد 3 أيام: how long until; what has passed is said by `ago_text`."""
    now = now or timezone.now()
    with _speaking(language):
        if _seconds(then, now) > 0:
            return ago_text(then, now=now)
        count, say = _length(then, now, _AHEAD)
        return say(count) % {"count": digits_only(str(count))} if count else _present(then)


def until_text(limit: date, language: str | None = None, *, now: datetime | None = None) -> str:
    """حتى 11:00 when it is today, حتى الخميس 26 نوفمبر، 11:00 otherwise; a date has no clock."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    with _speaking(language):
        if not isinstance(limit, datetime):
            said = day_text(limit, today=today)
        elif _as_day(limit) == today:
            said = clock_text(limit)
        else:
            said = moment_text(limit, today=today)
        return gettext("until %(limit)s") % {"limit": said}


def _speaking(language: str | None) -> AbstractContextManager[None]:
    """The asked language for a while; the reader's own is spoken already."""
    return override(_language(language)) if language or not get_language() else nullcontext()


def _language(language: str | None) -> str:
    return (language or get_language() or "ar")[:2]


def _as_day(value: date) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) else value


def _day(day: date, language: str, *, weekday: bool, year: bool) -> str:
    names = _locale(language, reader_country() if language == "ar" else "")
    parts = [names.days["format"]["wide"][day.weekday()]] if weekday else []
    parts += [str(day.day), names.months["format"]["wide"][day.month]]
    return digits_only(" ".join([*parts, str(day.year)] if year else parts))


@lru_cache(maxsize=64)
def _locale(language: str, country: str) -> Locale:
    try:
        return Locale(language, country or None)
    except UnknownLocaleError:
        return Locale(language)


Say = Callable[[int], str]

_AGO: dict[str, Say] = {
    "minute": lambda n: ngettext("%(count)s minute ago", "%(count)s minutes ago", n),
    "hour": lambda n: ngettext("%(count)s hour ago", "%(count)s hours ago", n),
    "day": lambda n: ngettext("%(count)s day ago", "%(count)s days ago", n),
    "month": lambda n: ngettext("%(count)s month ago", "%(count)s months ago", n),
    "year": lambda n: ngettext("%(count)s year ago", "%(count)s years ago", n),
}
_AHEAD: dict[str, Say] = {
    "minute": lambda n: ngettext("in %(count)s minute", "in %(count)s minutes", n),
    "hour": lambda n: ngettext("in %(count)s hour", "in %(count)s hours", n),
    "day": lambda n: ngettext("in %(count)s day", "in %(count)s days", n),
    "month": lambda n: ngettext("in %(count)s month", "in %(count)s months", n),
    "year": lambda n: ngettext("in %(count)s year", "in %(count)s years", n),
}


def _present(then: date) -> str:
    return gettext("just now") if isinstance(then, datetime) else gettext("today")


def _seconds(then: date, now: datetime) -> float:
    """How long ago in seconds (below zero: ahead). Bare dates are compared as dates."""
    if isinstance(then, datetime):
        return (now - then).total_seconds()
    return float((timezone.localdate(now) - then).days * _DAY)


def _length(then: date, now: datetime, sentences: dict[str, Say]) -> tuple[int, Say]:
    """The whole units between two times, in the unit people would use: days by the calendar, months after sixty."""
    seconds = int(abs(_seconds(then, now)))
    days = abs((timezone.localdate(now) - _as_day(then)).days)
    if seconds < _HOUR:
        return seconds // _MINUTE, sentences["minute"]
    if seconds < _DAY:
        return seconds // _HOUR, sentences["hour"]
    if days < 60:
        return days, sentences["day"]
    return (days // 30, sentences["month"]) if days < 730 else (days // 365, sentences["year"])
