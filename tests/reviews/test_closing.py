"""What follows when an order is completed: thanks, a day to be in touch again, the planned ask. Each once."""

from datetime import timedelta

import pytest

from clients.models import Contact
from clients.services.next_contact import next_contact, plan_contact
from orders.models import Order
from outbox.models import Letter, Todo
from reviews.models import AskState, ReviewAsk
from reviews.services.closing import thanked
from tests.cast import NOW
from tests.reviews.conftest import DAY, Desk, award, completed, finish, letters

pytestmark = pytest.mark.django_db


def test_a_finished_order_is_thanked_invited_back_and_planned_to_be_asked(order: Order, ask: ReviewAsk) -> None:
    [thanks] = letters(order, "order_thanks")
    assert thanks.recipient == "reem@alwaha.example"
    assert order.title in thanks.subject
    assert "/c/" in thanks.body
    plan = next_contact(order.client)
    assert plan is not None
    assert plan.due_on == (NOW + 90 * DAY).date()
    assert (ask.state, ask.send_on) == (AskState.PLANNED, (NOW + DAY).date())
    assert (ask.remind_on - ask.send_on, ask.closes_on) == (7 * DAY, (NOW + 30 * DAY).date())
    assert not letters(order, "review_ask")


def test_completed_again_changes_nothing(order: Order) -> None:
    completed(order, NOW + timedelta(hours=1))
    assert len(letters(order, "order_thanks")) == 1
    assert ReviewAsk.objects.filter(order=order).count() == 1
    assert Todo.objects.filter(key__startswith="next_contact:").count() == 1


def test_an_earlier_day_to_be_in_touch_stays(desk: Desk, reem: Contact) -> None:
    soon = (NOW + 10 * DAY).date()
    plan_contact(client=reem.client, on=soon, now=NOW)
    finish(desk.accepted(reem))
    plan = next_contact(reem.client)
    assert plan is not None
    assert plan.due_on == soon


def test_a_later_one_comes_nearer(desk: Desk, reem: Contact) -> None:
    plan_contact(client=reem.client, on=(NOW + 200 * DAY).date(), now=NOW - DAY)
    finish(desk.accepted(reem))
    plan = next_contact(reem.client)
    assert plan is not None
    assert plan.due_on == (NOW + 90 * DAY).date()


def test_each_client_reads_their_own_language(desk: Desk, hannah: Contact) -> None:
    [thanks] = letters(finish(desk.accepted(hannah)), "order_thanks")
    assert thanks.language == "en"
    assert thanks.subject.startswith("Thank you")
    assert "work with you again" in thanks.body


def test_a_platform_client_gets_no_letter_and_the_freelancer_a_task(on_mostaql: Order, asked_there: ReviewAsk) -> None:
    assert not Letter.objects.filter(client_ref=on_mostaql.client.ref).exists()
    task = Todo.objects.get(key=f"closing_thanks:{on_mostaql.ref}")
    assert on_mostaql.number in task.text
    assert asked_there.state == AskState.PLANNED
    assert thanked(order=on_mostaql, now=NOW)
    assert not thanked(order=on_mostaql, now=NOW)


def test_a_platforms_window_is_the_last_day(desk: Desk, tariq: Contact) -> None:
    platform = tariq.client.platform
    platform.review_days = 5
    platform.save()
    ask = ReviewAsk.objects.get(order=finish(award(desk, tariq)))
    assert ask.closes_on == (NOW + 5 * DAY).date()
    assert ask.remind_on <= ask.closes_on
