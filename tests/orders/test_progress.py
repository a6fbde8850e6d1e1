"""Progress makes what was agreed fall due, each instalment once."""

from datetime import timedelta

import pytest

from clients.models import Contact
from orders.errors import GoingBackNeedsReason, OrderIsClosed, PercentIsWrong
from orders.models import Order, ProgressMark
from orders.services import instalments, offers, work
from orders.services.pricing import half_half
from outbox.models import Event
from tests.cast import NOW

from .conftest import Desk, instalment

LATER = NOW + timedelta(days=1)


def working(desk: Desk, contact: Contact, **more: object) -> Order:
    order = desk.signed(contact, **more)
    instalments.mark_paid(instalment=instalment(order, 1), by=desk.nour.actor, now=LATER)
    order.refresh_from_db()
    return order


def record(desk: Desk, order: Order, percent: int, **more: object) -> Order:
    return work.record_progress(order=order, percent=percent, by=desk.nour.actor, now=LATER, **more)


def due(order: Order) -> list[int]:
    return list(order.instalments.filter(state="due").order_by("position").values_list("position", flat=True))


def test_crossing_half_raises_the_second_instalment_once(desk: Desk, reem: Contact) -> None:
    order = working(desk, reem)
    assert due(record(desk, order, 49)) == []
    assert due(record(desk, order, 51)) == [2]
    assert due(record(desk, order, 60)) == [2]
    raised = Event.objects.filter(verb="instalment.due", data__position=2)
    assert raised.count() == 1
    assert raised.get().data["amount"] == {"minor": 220000, "currency": "SAR"}


def test_a_leap_raises_all_it_passes(desk: Desk, reem: Contact) -> None:
    assert due(record(desk, working(desk, reem), 100)) == [2, 3, 4]


def test_going_back_needs_a_reason_and_raises_nothing_again(desk: Desk, reem: Contact) -> None:
    order = record(desk, working(desk, reem), 55)
    with pytest.raises(GoingBackNeedsReason):
        record(desk, order, 40)
    order = record(desk, order, 40, reason="أُعيد تصميم الشعار")
    record(desk, order, 55)
    assert list(ProgressMark.objects.order_by("pk").values_list("percent", "reason")) == [
        (55, ""), (40, "أُعيد تصميم الشعار"), (55, ""),
    ]  # fmt: skip
    assert Event.objects.filter(verb="instalment.due", data__position=2).count() == 1


def test_the_same_percentage_again_is_harmless(desk: Desk, reem: Contact) -> None:
    order = record(desk, working(desk, reem), 30)
    record(desk, order, 30)
    assert Event.objects.filter(verb="order.progressed").count() == 1


def test_completion_money_falls_due_with_the_whole_work(desk: Desk, reem: Contact) -> None:
    order = working(desk, reem, parts=half_half("ar"))
    assert due(record(desk, order, 99)) == []
    assert due(record(desk, order, 100)) == [2]


@pytest.mark.parametrize("percent", [-1, 101, 50.0, True])
def test_only_whole_percentages(desk: Desk, reem: Contact, percent: int) -> None:
    with pytest.raises(PercentIsWrong):
        record(desk, working(desk, reem), percent)


def test_nothing_progresses_before_the_start(desk: Desk, reem: Contact) -> None:
    with pytest.raises(OrderIsClosed):
        record(desk, desk.signed(reem), 10)


def test_on_a_platform_order_nothing_falls_due(desk: Desk, tariq: Contact) -> None:
    order = offers.award_offer(offer=desk.sent(tariq), by=desk.nour.actor, now=NOW)
    assert due(record(desk, order, 100)) == []
    assert not Event.objects.filter(verb="instalment.due").exists()


def test_agreed_items_are_ticked_and_opened_again(desk: Desk, reem: Contact) -> None:
    order = working(desk, reem)
    item = order.scope.get(position=1)
    for _again in range(2):
        work.tick_scope(item=item, done=True, by=desk.nour.actor, now=LATER)
    item.refresh_from_db()
    assert item.done_at == LATER
    work.tick_scope(item=item, done=False, by=desk.nour.actor, now=LATER)
    item.refresh_from_db()
    assert item.done_at is None
    verbs = Event.objects.filter(verb__startswith="order.scope").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["order.scope_ticked", "order.scope_unticked"]


def test_nothing_is_ticked_before_the_start(desk: Desk, reem: Contact) -> None:
    order = desk.accepted(reem)
    with pytest.raises(OrderIsClosed):
        work.tick_scope(item=order.scope.get(position=1), done=True, by=desk.nour.actor, now=LATER)
