"""No work before contract and deposit, or a reason that is kept and reported."""

from datetime import timedelta

import pytest

from clients.models import Contact
from orders.errors import ContractIsUnsigned, DepositIsUnpaid, OrderIsClosed, ReasonIsMissing
from orders.models import MilestoneState, Order, OrderException, OrderState
from orders.services import instalments, work
from outbox.models import Event, Todo
from tests.cast import NOW, Freelancer

from .conftest import Desk, instalment, sign

LATER = NOW + timedelta(days=1)


def start(desk: Desk, order: Order, reason: str = "") -> Order:
    return work.start_order(order=order, by=desk.nour.actor, now=LATER, reason=reason)


def pay(desk: Desk, order: Order, position: int = 1) -> None:
    instalments.mark_paid(instalment=instalment(order, position), by=desk.nour.actor, now=LATER)


def test_the_paid_deposit_starts_the_work(desk: Desk, reem: Contact) -> None:
    order = desk.signed(reem)
    pay(desk, order)
    order.refresh_from_db()
    assert (order.state, order.started_at) == (OrderState.IN_PROGRESS, LATER)
    assert str(order.due_on) == "2026-12-18"  # 25 days from Monday 23 November
    assert order.milestones.get(position=1).state == MilestoneState.WORKING
    assert order.milestones.get(position=1).funded_at == LATER
    assert Todo.objects.get(key=f"kickoff:{order.ref}:deposit").done_at == LATER
    verbs = list(Event.objects.filter(order_ref=order.ref).order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["milestone.funded", "order.started"]


def test_without_contract_or_deposit_it_is_refused(desk: Desk, reem: Contact) -> None:
    order = desk.accepted(reem)
    with pytest.raises(ContractIsUnsigned):
        start(desk, order)
    sign(order.contract, reem)
    with pytest.raises(DepositIsUnpaid):
        start(desk, order)
    order.refresh_from_db()
    assert order.started_at is None
    assert not OrderException.objects.exists()


def test_a_reason_starts_it_and_is_kept_for_each_missing_thing(desk: Desk, reem: Contact) -> None:
    order = start(desk, desk.accepted(reem), "عميلة قديمة، والعقد في الطريق")
    assert order.state == OrderState.IN_PROGRESS
    assert {row.kind for row in OrderException.objects.owned_by(desk.nour.business)} == {"no_contract", "no_deposit"}
    assert Event.objects.filter(verb="order.exception_recorded").count() == 2
    assert instalment(order, 1).state == "due"  # nothing is left to wait for


def test_a_later_signature_does_not_move_the_work_back(desk: Desk, reem: Contact) -> None:
    order = start(desk, desk.accepted(reem), "مستعجل")
    sign(order.contract, reem)
    order.refresh_from_db()
    assert order.state == OrderState.IN_PROGRESS
    assert Event.objects.filter(verb="instalment.due").count() == 1
    assert Event.objects.filter(verb="order.started").count() == 1


def test_starting_before_the_deposit_keeps_one_exception(desk: Desk, reem: Contact) -> None:
    order = start(desk, desk.signed(reem), "وصل إشعار التحويل")
    assert [row.kind for row in order.exceptions.all()] == ["no_deposit"]
    pay(desk, order)
    order.refresh_from_db()
    assert Event.objects.filter(verb="order.started").count() == 1


def test_starting_twice_is_harmless(desk: Desk, reem: Contact) -> None:
    order = start(desk, desk.signed(reem), "سبب")
    assert start(desk, order).started_at == order.started_at
    assert Event.objects.filter(verb="order.started").count() == 1


def test_a_cancelled_order_does_not_start(desk: Desk, reem: Contact) -> None:
    order = work.cancel_order(order=desk.accepted(reem), reason="x", by=desk.nour.actor, now=NOW)
    with pytest.raises(OrderIsClosed):
        start(desk, order, "سبب")


def test_the_first_reason_of_a_kind_stands(desk: Desk, reem: Contact) -> None:
    order = desk.accepted(reem)
    with pytest.raises(ReasonIsMissing):
        work.record_exception(order=order, kind="no_contract", reason=" ", by=desk.nour.actor, now=NOW)
    for reason in ("الأول", "الثاني"):
        kept = work.record_exception(order=order, kind="no_contract", reason=reason, by=desk.nour.actor, now=NOW)
    assert (kept.reason, kept.recorded_by) == ("الأول", desk.nour.user.ref)


def test_a_stranger_sees_no_exceptions(desk: Desk, reem: Contact, sam: Freelancer) -> None:
    start(desk, desk.accepted(reem), "سبب")
    assert not OrderException.objects.owned_by(sam.business).exists()
