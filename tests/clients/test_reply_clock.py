"""When an answer is promised: working week, windows, days off, clock changes, and the very second it is late."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from clients.models import Conversation
from clients.services.calendars import reply_promise
from clients.services.leads import note_lead
from clients.services.messages import receive_message
from clients.services.opening import open_business
from clients.services.windows import add_day_off, save_windows
from core.actors import Actor
from tests.cast import NOW, Freelancer

from .conftest import riyadh

SECOND = timedelta(seconds=1)


def lead_at(whose: Freelancer, moment: datetime) -> Conversation:
    lead = note_lead(business=whose.business, name="علي", text="مرحبا", by=whose.actor, now=moment)
    return lead.client.conversation


@pytest.mark.parametrize(
    ("said", "due"),
    [
        (riyadh(22, 8), riyadh(22, 11)),  # before the morning window: its end
        (riyadh(22, 9), riyadh(22, 11)),  # as it opens
        (riyadh(22, 9, 30), riyadh(22, 17)),  # inside it: the next one
        (riyadh(22, 16, 1), riyadh(23, 11)),  # inside the last of the day: tomorrow morning
        (riyadh(26, 17, 30), riyadh(29, 11)),  # Thursday evening: Friday and Saturday are free
        (riyadh(27, 12), riyadh(29, 11)),  # on Friday
    ],
)
def test_due_at_the_end_of_the_next_window_of_the_working_week(nour: Freelancer, said: datetime, due: datetime):
    assert lead_at(nour, said).reply_due_at == due


def test_a_western_week_rests_on_saturday_and_sunday(sam: Freelancer):
    friday = datetime(2026, 11, 27, 18, tzinfo=ZoneInfo("Asia/Dubai"))
    assert lead_at(sam, friday).reply_due_at == datetime(2026, 11, 30, 11, tzinfo=ZoneInfo("Asia/Dubai"))


def test_a_day_off_is_stepped_over(nour: Freelancer):
    add_day_off(business=nour.business, day=date(2026, 11, 23), reason="عيد", by=nour.actor, now=NOW)
    assert lead_at(nour, riyadh(22, 18)).reply_due_at == riyadh(24, 11)


def _cairo(month: int, day: int, hour: int) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZoneInfo("Africa/Cairo"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "due_utc"),
    [
        # Egypt goes to summer time on Friday 24 April 2026 and back on Thursday 29 October at midnight.
        (_cairo(4, 23, 18), datetime(2026, 4, 26, 8, tzinfo=UTC)),  # Sunday 11:00 in summer time
        (_cairo(10, 29, 18), datetime(2026, 11, 1, 9, tzinfo=UTC)),  # Sunday 11:00 in winter time
    ],
)
def test_the_promise_keeps_its_wall_time_across_a_clock_change(said: datetime, due_utc: datetime):
    owner = User.objects.create_user("cairo@maktab.example", full_name="منى", language="ar")
    business = open_business(owner=owner, name="منى", country="EG", now=said - timedelta(days=1))
    assert reply_promise(business, said) == due_utc
    assert due_utc.astimezone(ZoneInfo("Africa/Cairo")).time() == time(11)


def test_a_window_past_midnight_promises_the_next_day(nour: Freelancer):
    save_windows(business=nour.business, windows=[(time(22), time(1))], by=nour.actor, now=NOW)
    assert lead_at(nour, riyadh(22, 12)).reply_due_at == riyadh(23, 1)


def test_a_later_message_never_moves_an_earlier_promise(nour: Freelancer):
    talk = lead_at(nour, riyadh(22, 8))
    who = Actor.contact("C0NTACT001")
    receive_message(conversation=talk, body="هل من جديد؟", via="portal", by=who, now=riyadh(22, 15))
    talk.refresh_from_db()
    assert (talk.waiting_since, talk.reply_due_at) == (riyadh(22, 8), riyadh(22, 11))


def test_an_earlier_message_logged_later_brings_the_promise_forward(nour: Freelancer):
    talk = lead_at(nour, riyadh(22, 12))
    receive_message(
        conversation=talk, body="اتصلتُ صباحًا", via="phone", by=nour.actor, now=riyadh(22, 13), happened_at=riyadh(22, 8)
    )
    talk.refresh_from_db()
    assert (talk.waiting_since, talk.reply_due_at) == (riyadh(22, 8), riyadh(22, 11))


def test_overdue_from_the_very_second_it_is_due(nour: Freelancer):
    talk = lead_at(nour, riyadh(22, 8))
    due = riyadh(22, 11)
    queue = Conversation.objects.owned_by(nour.business)
    assert not queue.overdue(due - SECOND).exists()
    assert not talk.is_overdue(due - SECOND)
    assert queue.overdue(due).get() == talk
    assert talk.is_overdue(due)


def test_two_days_are_too_long_whatever_the_windows(nour: Freelancer):
    talk = lead_at(nour, riyadh(26, 18))  # Thursday evening; due on Sunday at 11:00
    ceiling = riyadh(28, 18)
    queue = Conversation.objects.owned_by(nour.business)
    assert talk.reply_due_at > ceiling
    assert not queue.overdue(ceiling - SECOND).exists()
    assert not talk.is_past_ceiling(ceiling - SECOND)
    assert queue.overdue(ceiling).get() == talk
    assert talk.is_past_ceiling(ceiling)
    assert talk.is_overdue(ceiling)


def test_the_queue_is_ordered_by_promise_and_every_client_is_equal(nour: Freelancer):
    late, early = lead_at(nour, riyadh(22, 12)), lead_at(nour, riyadh(22, 8))
    assert list(Conversation.objects.owned_by(nour.business).waiting_on_us()) == [early, late]


@pytest.mark.parametrize(("minutes", "share"), [(0, 0), (90, 50), (180, 100), (600, 100), (-5, 0)])
def test_the_timer_shows_the_share_of_time_used(nour: Freelancer, minutes: int, share: int):
    talk = lead_at(nour, riyadh(22, 8))  # three hours until 11:00
    assert talk.share_used(riyadh(22, 8) + timedelta(minutes=minutes)) == share


def test_a_calendar_that_ran_out_of_days_falls_back_to_two_days(nour: Freelancer):
    nour.business.working_days = []
    assert reply_promise(nour.business, NOW) == NOW + timedelta(hours=48)
