"""The ask: in the client's morning, held while a complaint is open, one reminder, then let be."""

from datetime import timedelta

import pytest

from clients.models import Contact
from orders.models import Order
from outbox.models import Event
from reviews.errors import AskGoesByHand, AskIsHeld, AskMovedOn, WaiveNeedsReason
from reviews.models import AskState, ReviewAsk
from reviews.services import asking
from tests.cast import NOW
from tests.reviews.conftest import DAY, MORNING, Desk, complain, finish, letters, settle

pytestmark = pytest.mark.django_db


def test_it_goes_out_the_day_after_in_the_morning_there(ask: ReviewAsk, order: Order) -> None:
    assert asking.send_due_asks(now=NOW) == 0
    assert asking.send_due_asks(now=MORNING - timedelta(hours=1)) == 0  # half past eight
    assert asking.send_due_asks(now=MORNING) == 1
    [letter] = letters(order, "review_ask")
    assert order.title in letter.subject
    assert asking.ask_link(ask=ask, now=MORNING).url in letter.body
    ask.refresh_from_db()
    assert (ask.state, ask.sent_at, ask.remind_on) == (AskState.SENT, MORNING, (MORNING + 7 * DAY).date())
    assert Event.objects.filter(verb="review.asked", order_ref=order.ref).count() == 1


def test_a_second_run_sends_nothing(ask: ReviewAsk, order: Order) -> None:
    asking.send_due_asks(now=MORNING)
    assert asking.send_due_asks(now=MORNING) == 0
    assert len(letters(order, "review_ask")) == 1


def test_it_waits_for_a_working_day_where_the_client_is(desk: Desk, hannah: Contact) -> None:
    """Hannah is in Berlin: nothing on Saturday or Sunday."""
    friday = NOW + 5 * DAY
    order = finish(desk.accepted(hannah), friday)
    for day in (1, 2):
        assert asking.send_due_asks(now=friday + day * DAY + timedelta(hours=4)) == 0
    assert asking.send_due_asks(now=friday + 3 * DAY) == 0  # half past seven in Berlin
    assert asking.send_due_asks(now=friday + 3 * DAY + timedelta(hours=2)) == 1
    assert letters(order, "review_ask")[0].language == "en"


def test_it_is_held_while_a_complaint_is_open(ask: ReviewAsk, order: Order, desk: Desk) -> None:
    complaint = complain(order)
    assert asking.send_due_asks(now=MORNING) == 0
    with pytest.raises(AskIsHeld):
        asking.send_ask_now(ask=ask, by=desk.nour.actor, now=MORNING)
    settle(complaint, MORNING)
    assert asking.send_due_asks(now=MORNING + DAY) == 1


def test_the_reminder_is_held_as_well(ask: ReviewAsk, order: Order) -> None:
    asking.send_due_asks(now=MORNING)
    complaint = complain(order, MORNING)
    assert asking.send_due_asks(now=MORNING + 8 * DAY) == 0
    settle(complaint, MORNING + 8 * DAY)
    assert asking.send_due_asks(now=MORNING + 9 * DAY) == 1
    assert len(letters(order, "review_reminder")) == 1


def test_one_reminder_a_week_later_then_it_is_closed(ask: ReviewAsk, order: Order) -> None:
    asking.send_due_asks(now=MORNING)
    for day in range(1, 50):
        asking.send_due_asks(now=MORNING + day * DAY)
    ask.refresh_from_db()
    assert ask.state == AskState.CLOSED
    [reminder] = letters(order, "review_reminder")
    assert reminder.created_at == MORNING + 7 * DAY
    assert len(letters(order, "review_ask")) == 1
    verbs = Event.objects.filter(order_ref=order.ref, verb__startswith="review.").order_by("pk")
    assert [event.verb for event in verbs] == ["review.asked", "review.reminded", "review.closed"]


def test_what_nobody_could_send_runs_out(asked_there: ReviewAsk) -> None:
    assert asking.send_due_asks(now=NOW + 29 * DAY) == 0
    assert asking.send_due_asks(now=NOW + 32 * DAY) == 1
    asked_there.refresh_from_db()
    assert (asked_there.state, asked_there.sent_at) == (AskState.CLOSED, None)


def test_the_owner_need_not_wait_and_twice_is_harmless(ask: ReviewAsk, order: Order, desk: Desk) -> None:
    for _press in range(2):
        assert asking.send_ask_now(ask=ask, by=desk.nour.actor, now=NOW).state == AskState.SENT
    assert len(letters(order, "review_ask")) == 1


def test_no_letter_goes_through_a_platform(asked_there: ReviewAsk, on_mostaql: Order, desk: Desk) -> None:
    by = desk.nour.actor
    with pytest.raises(AskGoesByHand):
        asking.send_ask_now(ask=asked_there, by=by, now=NOW)
    for _press in range(2):
        asking.note_asked(ask=asked_there, by=by, now=MORNING)
    assert asking.send_due_asks(now=MORNING + 8 * DAY) == 0
    for _press in range(2):
        asking.note_reminded(ask=asked_there, by=by, now=MORNING + 8 * DAY)
    assert asked_there.state == AskState.REMINDED
    with pytest.raises(AskMovedOn):
        asking.note_asked(
            ask=asking.waive_ask(ask=asked_there, reason="أُقفل حسابه", by=by, now=NOW), by=by, now=MORNING
        )
    assert not letters(on_mostaql, "review_ask")


def test_it_is_waived_with_a_reason(ask: ReviewAsk, order: Order, desk: Desk) -> None:
    by = desk.nour.actor
    with pytest.raises(WaiveNeedsReason):
        asking.waive_ask(ask=ask, reason="  ", by=by, now=NOW)
    for _press in range(2):
        asking.waive_ask(ask=ask, reason="شريك قريب", by=by, now=NOW)
    assert (ask.state, ask.waive_reason) == (AskState.WAIVED, "شريك قريب")
    assert asking.send_due_asks(now=MORNING) == 0
    assert Event.objects.filter(verb="review.waived").count() == 1
    with pytest.raises(AskMovedOn):
        asking.send_ask_now(ask=ask, by=by, now=MORNING)
    assert not letters(order, "review_ask")


def test_the_picks_cost_the_same_for_many(desk: Desk, reem: Contact, django_assert_max_num_queries: object) -> None:
    """Nothing due: three questions to three indexes, however many asks there are."""
    for _one in range(3):
        finish(desk.accepted(reem))
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        asking.send_due_asks(now=NOW)
