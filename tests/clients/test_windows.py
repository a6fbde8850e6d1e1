from datetime import date, time, timedelta

import pytest

from accounts.models import Business
from clients.errors import EmptyWindow, NoWorkingDay, UnknownZone, WindowCount, WindowsOverlap
from clients.models import Conversation, DayOff, Lead, ReplyWindow, WindowClock
from clients.services.windows import add_day_off, remove_day_off, save_week, save_windows
from core.windows import NoWorkingTime
from tests.cast import NOW, Freelancer

from .conftest import riyadh

MORNING, EVENING = (time(8), time(9)), (time(17), time(18))


def save(nour: Freelancer, *windows: tuple[time, time]) -> list[str]:
    return [str(one) for one in save_windows(business=nour.business, windows=windows, by=nour.actor, now=NOW)]


def hours(nour: Freelancer) -> list[tuple[time, time]]:
    return list(ReplyWindow.objects.owned_by(nour.business).in_order().values_list("starts", "ends"))


def clock(nour: Freelancer) -> WindowClock:
    return WindowClock.objects.get(business=nour.business)


def test_it_saves_in_order_without_a_warning(nour: Freelancer):
    assert save(nour, EVENING, MORNING) == []
    assert hours(nour) == [MORNING, EVENING]


def test_saving_the_same_again_is_harmless(nour: Freelancer):
    save(nour, MORNING, EVENING)
    save(nour, MORNING, EVENING)
    assert hours(nour) == [MORNING, EVENING]


@pytest.mark.parametrize(
    "windows",
    [
        [MORNING],  # a single window a day
        [(time(6), time(7)), (time(20), time(21))],  # thirteen hours between
        [(time(9), time(10)), (time(10), time(11))],  # twenty-two hours overnight
    ],
)
def test_windows_too_far_apart_are_saved_with_a_warning(nour: Freelancer, windows: list):
    warnings = save(nour, *windows)
    assert len(warnings) == 1
    assert warnings[0]
    assert hours(nour) == windows


@pytest.mark.parametrize(
    ("windows", "refusal"),
    [
        ([], WindowCount),
        ([(time(hour), time(hour, 30)) for hour in (8, 10, 12, 14, 16)], WindowCount),
        ([(time(9), time(9))], EmptyWindow),
        ([(time(9), time(11)), (time(10), time(12))], WindowsOverlap),
        ([(time(22), time(1)), (time(0, 30), time(2))], WindowsOverlap),
        ([(time(9), time(11)), (time(9), time(10))], WindowsOverlap),
    ],
)
def test_what_is_no_set_of_windows_is_refused_and_nothing_changes(nour: Freelancer, windows: list, refusal: type):
    before = hours(nour)
    with pytest.raises(refusal) as refused:
        save(nour, *windows)
    assert str(refused.value)
    assert hours(nour) == before


def test_windows_may_touch(nour: Freelancer):
    save(nour, (time(9), time(11)), (time(11), time(12)), (time(16), time(17)))
    assert len(hours(nour)) == 3


def test_promises_already_made_follow_the_new_windows(nour: Freelancer, talk: Conversation):
    assert talk.reply_due_at == riyadh(22, 17)
    save(nour, MORNING, (time(12), time(13)))
    talk.refresh_from_db()
    assert (talk.waiting_since, talk.reply_due_at) == (NOW, riyadh(22, 13))
    assert clock(nour).opens_at == riyadh(22, 12)


def test_promises_follow_zone_and_week(nour: Freelancer, talk: Conversation):
    save_week(business=nour.business, zone="Africa/Cairo", working_days=[1, 2, 3], by=nour.actor, now=NOW)
    talk.refresh_from_db()
    nour.business.refresh_from_db()
    assert (nour.business.zone, nour.business.working_days) == ("Africa/Cairo", [1, 2, 3])
    # Sunday is no working day any more: Monday 11:00 in Cairo is 12:00 in Riyadh.
    assert talk.reply_due_at == riyadh(23, 12)


def test_promises_follow_days_off_both_ways(nour: Freelancer, talk: Conversation):
    day = add_day_off(business=nour.business, day=date(2026, 11, 22), reason="مرض", by=nour.actor, now=NOW)
    talk.refresh_from_db()
    assert (talk.reply_due_at, clock(nour).opens_at) == (riyadh(23, 11), riyadh(23, 9))
    remove_day_off(day_off=day, by=nour.actor, now=NOW)
    talk.refresh_from_db()
    assert (talk.reply_due_at, clock(nour).opens_at) == (riyadh(22, 17), riyadh(22, 16))


def test_the_same_day_off_twice_is_one(nour: Freelancer):
    for reason in ("عيد", "عيد الفطر"):
        add_day_off(business=nour.business, day=date(2026, 12, 1), reason=reason, by=nour.actor, now=NOW)
    assert DayOff.objects.owned_by(nour.business).get().reason == "عيد الفطر"


@pytest.mark.parametrize(
    ("zone", "days", "refusal"), [("Riyadh", [1], UnknownZone), ("Asia/Riyadh", [0, 8], NoWorkingDay)]
)
def test_an_impossible_week_is_refused(nour: Freelancer, zone: str, days: list[int], refusal: type):
    with pytest.raises(refusal):
        save_week(business=nour.business, zone=zone, working_days=days, by=nour.actor, now=NOW)
    assert Business.objects.get(pk=nour.business.pk).zone == "Asia/Riyadh"


def test_a_day_off_that_leaves_no_working_day_is_refused(nour: Freelancer):
    save_week(business=nour.business, zone="Asia/Riyadh", working_days=[7], by=nour.actor, now=NOW)
    sundays = [date(2026, 11, 22) + timedelta(weeks=week) for week in range(57)]
    DayOff.objects.bulk_create(DayOff(business=nour.business, date=day) for day in sundays)
    with pytest.raises(NoWorkingTime):
        add_day_off(business=nour.business, day=date(2027, 12, 26), by=nour.actor, now=NOW)
    assert not DayOff.objects.filter(date=date(2027, 12, 26)).exists()


def test_nours_windows_leave_sams_promises_alone(nour: Freelancer, sam: Freelancer, reem: Lead):
    before = hours(sam)
    save(nour, MORNING, EVENING)
    assert hours(sam) == before
