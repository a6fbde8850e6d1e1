"""On which morning a reminder goes: nine o'clock where the client is, on a working day there. No database."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.countries import COUNTRIES
from payments.services.mornings import Mornings, mornings_of
from payments.services.reminder_steps import APART, STEPS, fitting, ladder

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
RIYADH = Mornings("Asia/Riyadh", frozenset({7, 1, 2, 3, 4}))


def there(country: str) -> Mornings:
    return mornings_of(country, else_zone="Asia/Riyadh", else_days=[7, 1, 2, 3, 4])


def days(due_on: date, mornings: Mornings, **more: object) -> dict[int, date]:
    zone = ZoneInfo(mornings.zone)
    return {
        one.step: one.send_at.astimezone(zone).date() for one in ladder(due_on, mornings, **({"now": LONG_AGO} | more))
    }


@pytest.mark.parametrize(
    ("country", "zone", "weekend"),
    [
        ("SA", "Asia/Riyadh", {5, 6}),
        ("AE", "Asia/Dubai", {6, 7}),
        ("EG", "Africa/Cairo", {5, 6}),
        ("MA", "Africa/Casablanca", {6, 7}),
        ("IR", "Asia/Tehran", {5}),
        ("IN", "Asia/Kolkata", {7}),
        ("AF", "Asia/Kabul", {4, 5}),
        ("BR", "America/Sao_Paulo", {6, 7}),
        ("se", "Europe/Stockholm", {6, 7}),
    ],
)
def test_a_country_has_its_clock_and_its_weekend(country: str, zone: str, weekend: set[int]) -> None:
    mornings = there(country)
    assert ZoneInfo(mornings.zone).utcoffset(LONG_AGO) == ZoneInfo(zone).utcoffset(LONG_AGO)
    assert set(range(1, 8)) - mornings.working_days == weekend


@pytest.mark.parametrize("country", ["", "ZZ", "CD", "AQ"])
def test_where_the_country_says_nothing_the_business_does(country: str) -> None:
    assert there(country) == RIYADH


def test_the_steps_of_an_invoice_due_on_a_sunday_in_riyadh() -> None:
    november, december = date(2026, 11, 1).replace, date(2026, 12, 1).replace
    assert days(date(2026, 11, 29), RIYADH) == {
        -3: november(day=26), 0: november(day=29), 3: december(day=2), 7: december(day=6), 14: december(day=13)
    }  # fmt: skip
    assert ladder(date(2026, 11, 29), RIYADH, now=LONG_AGO)[0].send_at == datetime(2026, 11, 26, 6, tzinfo=UTC)


def test_before_the_day_a_weekend_moves_a_letter_back_and_after_it_on() -> None:
    moved = days(date(2026, 11, 27), RIYADH)  # a Friday; three days before is a Tuesday
    assert (moved[-3], moved[0]) == (date(2026, 11, 24), date(2026, 11, 29))
    assert days(date(2026, 11, 30), RIYADH)[-3] == date(2026, 11, 26)  # Friday the 27th → Thursday


def test_two_letters_keep_two_days_apart_even_when_a_weekend_pushes_them_together() -> None:
    moved = days(date(2026, 11, 27), RIYADH)
    assert moved[3] == date(2026, 12, 1)  # the 30th would be a day after the letter of Sunday the 29th


def test_nine_o_clock_stays_nine_when_the_clock_changes() -> None:
    berlin = ladder(date(2026, 10, 26), there("DE"), now=LONG_AGO)  # winter time began on the 25th
    assert {one.send_at.astimezone(ZoneInfo("Europe/Berlin")).hour for one in berlin} == {9}
    assert [one.send_at.hour for one in berlin][:2] == [7, 8]
    cairo = ladder(date(2026, 10, 29), there("EG"), now=LONG_AGO)
    assert [one.send_at.hour for one in cairo][:2] == [6, 6]
    assert cairo[-1].send_at.hour == 7


def test_a_night_that_is_an_hour_short_makes_no_two_days() -> None:
    berlin = days(date(2027, 3, 26), there("DE"))  # Friday; +3 would be Monday the 29th, summer time began between
    assert berlin[3] == date(2027, 3, 29)
    last = datetime(2027, 3, 27, 8, tzinfo=UTC)  # nine on Saturday: 47 hours before nine on Monday
    assert days(date(2027, 3, 26), there("DE"), used={-3, 0}, last=last)[3] == date(2027, 3, 30)


def test_morocco_turns_its_clock_back_for_ramadan() -> None:
    before, during = ladder(date(2027, 2, 8), there("MA"), now=LONG_AGO)[:2]
    assert (before.send_at.hour, during.send_at.hour) == (8, 9)


def test_what_lies_in_the_past_is_left_out() -> None:
    now = datetime(2026, 11, 29, 6, 1, tzinfo=UTC)  # a minute after nine in Riyadh
    assert list(days(date(2026, 11, 29), RIYADH, now=now)) == [3, 7, 14]
    assert list(days(date(2026, 11, 29), RIYADH, now=now - timedelta(minutes=1))) == [0, 3, 7, 14]
    assert days(date(2020, 1, 1), RIYADH, now=now) == {}


def test_used_steps_stay_away_and_the_last_letter_is_kept_clear_of() -> None:
    last = datetime(2026, 12, 1, 12, tzinfo=UTC)
    left = days(date(2026, 11, 29), RIYADH, used={-3, 0}, last=last)
    assert left == {3: date(2026, 12, 6), 7: date(2026, 12, 8), 14: date(2026, 12, 13)}  # the 4th and 5th are weekend


def test_words_fit_the_day() -> None:
    assert [fitting(days) for days in (-20, -3, -1, 0, 2, 3, 6, 7, 13, 14, 90)] == [
        -3, -3, -3, 0, 0, 3, 3, 7, 7, 14, 14
    ]  # fmt: skip


CALENDARS = st.one_of(
    st.sampled_from(sorted(COUNTRIES)).map(there),
    st.builds(
        Mornings,
        st.sampled_from(["Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Cairo", "Africa/Casablanca"]),
        st.frozensets(st.integers(1, 7), min_size=1),
    ),
)


@given(CALENDARS, st.dates(date(2025, 1, 1), date(2030, 1, 1)), st.integers(-30, 30))
def test_whatever_the_calendar_letters_go_on_working_mornings_in_order_and_apart(
    mornings: Mornings, due_on: date, shift: int
) -> None:
    now = datetime.combine(due_on, datetime.min.time(), UTC) + timedelta(days=shift, hours=shift)
    planned = ladder(due_on, mornings, now=now)
    assert [one.step for one in planned] == [step for step in STEPS if step in {one.step for one in planned}]
    for one in planned:
        local = one.send_at.astimezone(ZoneInfo(mornings.zone))
        assert (local.hour, local.minute) == (9, 0)
        assert local.isoweekday() in mornings.working_days
        assert one.send_at >= now
    assert all(later.send_at - one.send_at >= APART for one, later in pairwise(planned))
