"""Handing over what was agreed, the client's last changes, and the end."""

from datetime import date, datetime, timedelta

import pytest

from clients.models import Contact
from orders.errors import (
    DeliveryIsOpen,
    FinalChangesAreAsked,
    FinalChangesAreOver,
    MoneyIsMissing,
    NoChangesLeft,
    OrderIsClosed,
    TextIsMissing,
    WrongPerson,
)
from orders.models import ChangeList, Order, OrderHold, OrderState
from orders.services import delivering, holds, instalments, offers, work
from orders.services.pricing import PartSpec
from outbox.models import Event, Letter
from tests.cast import NOW

from .conftest import Desk, instalment


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


HALVES = [
    PartSpec("مقدمة", "signing", percent_bp=5000),
    PartSpec("عند الاكتمال", "completion", percent_bp=5000),
]


@pytest.fixture
def order(desk: Desk, reem: Contact) -> Order:
    order = desk.signed(reem, parts=HALVES)
    pay(desk, order, 1, 0)
    return order


def pay(desk: Desk, order: Order, position: int, number: int) -> None:
    instalments.mark_paid(instalment=instalment(order, position), by=desk.nour.actor, now=day(number))
    order.refresh_from_db()


def finish(order: Order) -> None:
    order.scope.update(done_at=NOW)
    order.milestones.update(state="approved", approved_at=NOW, approved_by="contact")


def deliver(desk: Desk, order: Order, number: int = 5, reason: str = "") -> Order:
    delivering.deliver_order(order=order, by=desk.nour.actor, now=day(number), reason=reason)
    order.refresh_from_db()
    return order


def ask(order: Order, contact: Contact, text: str = "كبّروا الشعار", number: int = 6) -> ChangeList:
    return delivering.ask_final_changes(order=order, text=text, contact=contact, now=day(number))


def verbs(order: Order) -> list[str]:
    return list(Event.objects.filter(order_ref=order.ref).order_by("pk").values_list("verb", flat=True))


def test_what_is_done_is_handed_over_and_the_rest_falls_due(desk: Desk, order: Order) -> None:
    finish(order)
    deliver(desk, order)
    assert (order.state, order.first_delivered_on, order.progress) == (OrderState.DELIVERED, date(2026, 11, 27), 100)
    assert instalment(order, 2).state == "due"
    letter = Letter.objects.get(template="order_delivered")
    assert letter.recipient == "reem@alwaha.example"
    assert order.title in letter.subject
    assert "order.delivered" in verbs(order)


def test_something_open_needs_a_written_reason(desk: Desk, order: Order) -> None:
    with pytest.raises(DeliveryIsOpen) as refused:
        deliver(desk, order)
    assert (refused.value.params["items"], refused.value.params["stages"]) == (3, 2)
    deliver(desk, order, reason="ألغى العميل ربط الحجز")
    assert (order.state, order.deliver_reason) == (OrderState.DELIVERED, "ألغى العميل ربط الحجز")
    assert (order.progress, instalment(order, 2).state) == (0, "due")


def test_a_reason_nobody_needs_is_not_kept(desk: Desk, order: Order) -> None:
    finish(order)
    assert deliver(desk, order, reason="لا شيء").deliver_reason == ""


def test_handing_over_twice_is_one(desk: Desk, order: Order) -> None:
    finish(order)
    deliver(desk, order)
    deliver(desk, order, 7)
    assert order.delivered_at == day(5)
    assert verbs(order).count("order.delivered") == verbs(order).count("instalment.due") - 1 == 1


def test_nothing_is_handed_over_before_the_work_or_after_the_end(desk: Desk, reem: Contact, order: Order) -> None:
    with pytest.raises(OrderIsClosed):
        deliver(desk, desk.signed(reem), reason="سبب")
    finish(order)
    deliver(desk, order)
    pay(desk, order, 2, 6)
    with pytest.raises(OrderIsClosed):
        deliver(desk, order, 7)


def test_waiting_on_the_client_ends_with_the_hand_over(desk: Desk, order: Order) -> None:
    holds.hold(order=order, kind="client", by=desk.nour.actor, now=day(1))
    due_on = order.due_on
    deliver(desk, order, reason="بلا رد")
    assert due_on is not None
    assert order.due_on == due_on + timedelta(days=4)
    assert not OrderHold.objects.standing().exists()


def test_the_last_payment_finishes_what_was_handed_over(desk: Desk, order: Order) -> None:
    finish(order)
    deliver(desk, order)
    pay(desk, order, 2, 8)
    assert (order.state, order.completed_at) == (OrderState.COMPLETED, day(8))
    pay(desk, order, 2, 9)
    assert verbs(order).count("order.completed") == 1


def test_paid_before_the_hand_over_the_owner_finishes_it(desk: Desk, order: Order) -> None:
    finish(order)
    work.record_progress(order=order, percent=100, by=desk.nour.actor, now=day(1))
    pay(desk, order, 2, 2)
    assert order.state == OrderState.IN_PROGRESS
    with pytest.raises(OrderIsClosed):
        delivering.complete_order(order=order, by=desk.nour.actor, now=day(3))
    deliver(desk, order)
    for number in (6, 7):
        order = delivering.complete_order(order=order, by=desk.nour.actor, now=day(number))
    assert order.completed_at == day(6)
    assert verbs(order).count("order.completed") == 1


def test_unpaid_work_is_not_finished_by_hand(desk: Desk, order: Order) -> None:
    finish(order)
    deliver(desk, order)
    with pytest.raises(MoneyIsMissing):
        delivering.complete_order(order=order, by=desk.nour.actor, now=day(6))


def test_final_changes_use_up_an_included_one_and_are_handed_over_again(
    desk: Desk, reem: Contact, order: Order
) -> None:
    finish(order)
    deliver(desk, order)
    made = ask(order, reem)
    order.refresh_from_db()
    assert (order.state, made.submission, made.is_correction) == (OrderState.FINAL_CHANGES, None, False)
    assert "كبّروا الشعار" in Letter.objects.get(template="final_changes").body
    deliver(desk, order, 9)
    assert (order.state, order.first_delivered_on) == (OrderState.DELIVERED, date(2026, 11, 27))
    assert Letter.objects.filter(template="order_delivered").count() == 2
    assert verbs(order)[-1] == "order.delivered"


def test_the_same_list_twice_is_one_and_another_waits(desk: Desk, reem: Contact, order: Order) -> None:
    finish(order)
    deliver(desk, order)
    assert ask(order, reem).pk == ask(order, reem).pk
    with pytest.raises(FinalChangesAreAsked):
        ask(order, reem, "شيء آخر")


def test_the_one_too_many_is_refused(desk: Desk, reem: Contact, order: Order) -> None:
    finish(order)
    Order.objects.filter(pk=order.pk).update(revisions=1)
    deliver(desk, order)
    ask(order, reem)
    deliver(desk, order, 7)
    with pytest.raises(NoChangesLeft):
        ask(order, reem, "تعديل ثانٍ", 8)
    order.refresh_from_db()
    assert order.state == OrderState.DELIVERED


def test_after_the_last_payment_it_is_a_correction_or_extra_work(desk: Desk, reem: Contact, order: Order) -> None:
    finish(order)
    deliver(desk, order)
    pay(desk, order, 2, 6)
    with pytest.raises(FinalChangesAreOver):
        ask(order, reem, number=7)


def test_final_changes_come_after_the_hand_over_from_its_client_with_words(
    desk: Desk, reem: Contact, hannah: Contact, order: Order
) -> None:
    with pytest.raises(OrderIsClosed):
        ask(order, reem)
    with pytest.raises(WrongPerson):
        ask(order, hannah)
    with pytest.raises(TextIsMissing):
        ask(order, reem, " ")


def test_a_platform_order_is_handed_over_and_finished_without_a_letter(desk: Desk, tariq: Contact) -> None:
    offer = offers.send_offer(offer=desk.ready(tariq), by=desk.nour.actor, now=NOW)
    order = offers.award_offer(offer=offer, by=desk.nour.actor, now=NOW)
    finish(order)
    deliver(desk, order)
    order = delivering.complete_order(order=order, by=desk.nour.actor, now=day(6))
    assert order.state == OrderState.COMPLETED
    assert not Letter.objects.filter(client_ref=tariq.client.ref).exists()
    assert not order.instalments.exclude(state="planned").exists()
