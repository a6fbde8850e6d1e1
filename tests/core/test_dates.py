"""Days, moments and waits: the weekday when near, the year when another, Arabic counted in its six forms."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import override

from core.dates import (
    ago_text,
    clock_text,
    day_text,
    full_day_text,
    hijri_text,
    in_time_text,
    moment_text,
    until_text,
)
from core.reader import use_country, use_digits

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)  # Sunday, 09:30 in Riyadh
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _riyadh() -> Iterator[None]:
    with timezone.override("Asia/Riyadh"):
        yield


@pytest.mark.parametrize(
    ("day", "arabic", "english"),
    [
        (date(2026, 11, 24), "الثلاثاء 24 نوفمبر", "Tuesday 24 November"),
        (date(2026, 11, 16), "الاثنين 16 نوفمبر", "Monday 16 November"),
        (date(2026, 11, 29), "29 نوفمبر", "29 November"),
        (date(2026, 3, 1), "1 مارس", "1 March"),
        (date(2027, 1, 5), "5 يناير 2027", "5 January 2027"),
        (date(2025, 11, 22), "22 نوفمبر 2025", "22 November 2025"),
    ],
)
def test_a_day_says_what_one_needs(day: date, arabic: str, english: str) -> None:
    assert day_text(day, "ar", today=TODAY) == arabic
    assert day_text(day, "en", today=TODAY) == english


def test_a_paper_says_the_whole_day() -> None:
    assert full_day_text(date(2026, 11, 17), "ar") == "الثلاثاء 17 نوفمبر 2026"
    assert full_day_text(date(2026, 11, 17), "en") == "Tuesday 17 November 2026"


@pytest.mark.parametrize(
    ("country", "month"),
    [("SA", "نوفمبر"), ("EG", "نوفمبر"), ("JO", "تشرين الثاني"), ("MA", "نونبر"), ("ZZ", "نوفمبر")],
)
def test_months_have_the_names_of_the_country(country: str, month: str) -> None:
    with use_country(country):
        assert day_text(date(2026, 11, 2), "ar", today=TODAY) == f"2 {month}"
        assert day_text(date(2026, 11, 2), "en", today=TODAY) == "2 November"


def test_an_instant_is_said_in_the_readers_zone() -> None:
    late = datetime(2026, 11, 24, 22, 15, tzinfo=UTC)
    assert moment_text(late, "ar", today=TODAY) == "الأربعاء 25 نوفمبر، 01:15"
    assert moment_text(late, "en", today=TODAY) == "Wednesday 25 November, 01:15"
    assert clock_text(late) == "01:15"
    with timezone.override("Africa/Cairo"):
        assert clock_text(late) == "00:15"


@pytest.mark.parametrize(
    ("passed", "arabic", "english"),
    [
        (timedelta(seconds=20), "الآن", "just now"),
        (timedelta(minutes=1), "منذ دقيقة", "1 minute ago"),
        (timedelta(minutes=11), "منذ 11 دقيقة", "11 minutes ago"),
        (timedelta(hours=2), "منذ ساعتين", "2 hours ago"),
        (timedelta(days=1), "منذ يوم", "1 day ago"),
        (timedelta(days=2), "منذ يومين", "2 days ago"),
        (timedelta(days=5), "منذ 5 أيام", "5 days ago"),
        (timedelta(days=45), "منذ 45 يومًا", "45 days ago"),
        (timedelta(days=100), "منذ 3 أشهر", "3 months ago"),
        (timedelta(days=800), "منذ سنتين", "2 years ago"),
        (timedelta(days=365 * 100), "منذ 100 سنة", "100 years ago"),
    ],
)
def test_a_wait_is_said_as_a_length(passed: timedelta, arabic: str, english: str) -> None:
    assert ago_text(NOW - passed, "ar", now=NOW) == arabic
    assert ago_text(NOW - passed, "en", now=NOW) == english


@pytest.mark.parametrize(
    ("ahead", "arabic", "english"),
    [
        (timedelta(minutes=40), "بعد 40 دقيقة", "in 40 minutes"),
        (timedelta(hours=3), "بعد 3 ساعات", "in 3 hours"),
        (timedelta(days=2), "بعد يومين", "in 2 days"),
        (timedelta(days=3), "بعد 3 أيام", "in 3 days"),
        (timedelta(days=-3), "منذ 3 أيام", "3 days ago"),
    ],
)
def test_what_comes_is_said_as_a_length_too(ahead: timedelta, arabic: str, english: str) -> None:
    assert in_time_text(NOW + ahead, "ar", now=NOW) == arabic
    assert in_time_text(NOW + ahead, "en", now=NOW) == english


def test_days_are_counted_by_the_calendar_not_by_hours() -> None:
    last_night = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)  # Friday 23:00, 34 hours before Sunday morning
    assert ago_text(last_night, "en", now=NOW) == "2 days ago"
    assert ago_text(date(2026, 11, 21), "en", now=NOW) == "1 day ago"
    assert ago_text(TODAY, "ar", now=NOW) == "اليوم"


def test_a_limit_is_said_as_a_moment() -> None:
    assert until_text(datetime(2026, 11, 22, 8, 0, tzinfo=UTC), "ar", now=NOW) == "حتى 11:00"
    assert until_text(datetime(2026, 11, 26, 8, 0, tzinfo=UTC), "ar", now=NOW) == "حتى الخميس 26 نوفمبر، 11:00"
    assert until_text(date(2026, 11, 26), "en", now=NOW) == "until Thursday 26 November"


def test_the_second_date_is_umm_al_qura() -> None:
    assert hijri_text(TODAY, "ar") == "12 جمادى الآخرة 1448 هـ"
    assert hijri_text(TODAY, "en") == "12 Jumada al-Akhirah 1448 AH"
    assert hijri_text(date(1800, 1, 1), "ar") == ""


def test_dates_follow_the_readers_digits() -> None:
    with use_digits("arab"):
        assert day_text(date(2026, 11, 24), "ar", today=TODAY) == "الثلاثاء ٢٤ نوفمبر"
        assert ago_text(NOW - timedelta(days=5), "ar", now=NOW) == "منذ ٥ أيام"
        assert clock_text(NOW) == "٠٩:٣٠"


@pytest.mark.parametrize(
    ("source", "drawn"),
    [
        ("{% day value %}", "الثلاثاء 24 نوفمبر"),
        ("{% moment value %}", "الثلاثاء 24 نوفمبر، 18:00"),
        ("{% in_time value %}", "بعد يومين"),
        ("{% until value %}", "حتى الثلاثاء 24 نوفمبر، 18:00"),
        ("{{ value|full_day }}", "الثلاثاء 24 نوفمبر 2026"),
        ("{{ value|full_moment }}", "الثلاثاء 24 نوفمبر 2026، 18:00"),
    ],
)
def test_on_a_page_the_whole_moment_is_in_the_title(source: str, drawn: str) -> None:
    value = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    with override("ar"):
        page = Template("{% load formats %}" + source).render(Context({"value": value, "now": NOW}))
    assert page == (
        '<time datetime="2026-11-24T15:00:00+00:00" dir="rtl" title="الثلاثاء 24 نوفمبر 2026، 18:00">'
        + drawn
        + "</time>"
    )


@pytest.mark.parametrize("say", [ago_text, in_time_text, until_text])
def test_without_a_given_now_the_clock_is_asked(say: Callable[[datetime, str], str]) -> None:
    assert say(timezone.now(), "en") in {"just now", f"until {clock_text(timezone.now())}"}
