"""News of the work: when it is time, what the draft says, and that it reaches the client."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from clients.models import Contact, Conversation
from clients.services.messages import receive_message
from core.actors import Actor
from orders.errors import CadenceIsWrong, OrderIsClosed, TextIsMissing
from orders.models import Order, ProgressUpdate
from orders.services import holds, instalments, offers, updates
from outbox.models import Event, Letter, Todo
from tests.cast import NOW, Freelancer

from .conftest import Desk, instalment


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


@pytest.fixture
def order(desk: Desk, reem: Contact) -> Order:
    return started(desk, reem)


def started(desk: Desk, contact: Contact) -> Order:
    order = desk.signed(contact)
    instalments.mark_paid(instalment=instalment(order, 1), by=desk.nour.actor, now=NOW)
    order.refresh_from_db()
    return order


def send(desk: Desk, order: Order, number: int = 3, text: str = "وصلنا إلى النصف", **more: object) -> ProgressUpdate:
    sent = updates.send_update(order=order, text=text, by=desk.nour.actor, now=day(number), **more)
    order.refresh_from_db()
    return sent


def test_news_goes_into_the_talk_and_by_letter_and_the_next_is_a_week_away(desk: Desk, order: Order) -> None:
    assert order.update_due_on == date(2026, 11, 29)
    send(desk, order)
    talk = Conversation.objects.get(client=order.client)
    assert (talk.last_text, talk.state) == ("وصلنا إلى النصف", "theirs")
    assert "وصلنا إلى النصف" in Letter.objects.get(template="order_update").body
    assert order.update_due_on == date(2026, 12, 2)
    assert Event.objects.get(verb="order.updated").data["percent"] == 0


def test_news_answers_what_waits_in_the_talk(desk: Desk, order: Order) -> None:
    talk = Conversation.objects.get(client=order.client)
    receive_message(conversation=talk, body="أين وصلنا؟", via="mail", by=Actor.contact(""), now=day(2))
    send(desk, order)
    talk.refresh_from_db()
    assert (talk.state, talk.reply_due_at) == ("theirs", None)


def test_the_same_form_twice_is_one_message(desk: Desk, order: Order) -> None:
    once = uuid4()
    assert send(desk, order, once=once) == send(desk, order, once=once)
    assert Letter.objects.filter(template="order_update").count() == 1


def test_time_for_news_is_said_once_and_ticked_by_sending(desk: Desk, order: Order) -> None:
    assert updates.ask_for_news(now=day(6)) == 0
    assert updates.ask_for_news(now=day(7)) == 1
    assert updates.ask_for_news(now=day(8)) == 0
    todo = Todo.objects.get(key__startswith="news:")
    send(desk, order, 8)
    todo.refresh_from_db()
    assert todo.done_at == day(8)
    assert updates.ask_for_news(now=day(15)) == 1


def test_while_a_hold_stands_no_news_is_due_and_its_days_are_added(desk: Desk, order: Order) -> None:
    holds.hold(order=order, kind="client", by=desk.nour.actor, now=day(1))
    assert updates.ask_for_news(now=day(9)) == 0
    holds.end_hold(order=order, kind="client", by=desk.nour.actor, now=day(4))
    order.refresh_from_db()
    assert order.update_due_on == date(2026, 12, 2)


def test_the_cadence_is_the_owners(desk: Desk, order: Order) -> None:
    by = desk.nour.actor
    assert updates.set_cadence(order=order, days=14, by=by, now=day(1)).update_due_on == date(2026, 12, 6)
    assert updates.set_cadence(order=order, days=1, by=by, now=day(5)).update_due_on == date(2026, 11, 27)
    assert updates.set_cadence(order=order, days=0, by=by, now=day(5)).update_due_on is None
    assert updates.ask_for_news(now=day(30)) == 0
    with pytest.raises(CadenceIsWrong):
        updates.set_cadence(order=order, days=61, by=by, now=day(5))


def test_what_is_refused(desk: Desk, order: Order, hannah: Contact) -> None:
    with pytest.raises(TextIsMissing):
        send(desk, order, text=" ")
    with pytest.raises(OrderIsClosed):
        send(desk, desk.signed(hannah))


def test_the_draft_speaks_the_clients_language_and_says_where_it_stands(
    desk: Desk, order: Order, hannah: Contact
) -> None:
    order.milestones.filter(position=1).update(state="approved", approved_at=NOW, approved_by="contact")
    order.milestones.filter(position=2).update(due_on=date(2026, 12, 3))
    draft = updates.draft_update(order, date(2026, 11, 25))
    first, second = order.milestones.filter(position__lte=2).order_by("position")
    assert f"• {first.title}" in draft
    assert second.title in draft
    assert "ريم السالم" in draft
    english = updates.draft_update(started(desk, hannah), date(2026, 11, 25))
    assert "Hello Hannah Vogel," in english
    assert "Thursday 17 December 2026" in english


def test_a_platform_client_gets_no_letter(desk: Desk, tariq: Contact) -> None:
    offer = offers.send_offer(offer=desk.ready(tariq), by=desk.nour.actor, now=NOW)
    order = offers.award_offer(offer=offer, by=desk.nour.actor, now=NOW)
    send(desk, order)
    assert not Letter.objects.filter(client_ref=tariq.client.ref).exists()
    assert Conversation.objects.get(client=order.client).messages.filter(via="platform", direction="out").exists()


def test_a_stranger_sees_no_news(desk: Desk, order: Order, sam: Freelancer) -> None:
    send(desk, order)
    assert not ProgressUpdate.objects.owned_by(sam.business).exists()
