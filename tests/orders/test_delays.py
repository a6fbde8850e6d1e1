"""An agreed day moves later only with a notice that says why."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from clients.models import Contact
from core.errors import Refused
from orders.errors import CauseIsMissing, DayIsKept, DayIsPast, DayIsTheSame, OrderIsClosed, ReasonIsMissing
from orders.models import DelayNotice, Milestone, Order
from orders.services import delays, instalments, offers
from outbox.models import Event, Letter
from tests.cast import NOW, Freelancer

from .conftest import Desk, instalment

DUE = date(2026, 12, 17)
LATER = DUE + timedelta(days=5)
CAUSE = "أخطأتُ في تقدير وقت ربط نظام الحجز"


@pytest.fixture
def order(desk: Desk, reem: Contact) -> Order:
    order = desk.signed(reem)
    instalments.mark_paid(instalment=instalment(order, 1), by=desk.nour.actor, now=NOW)
    order.refresh_from_db()
    return order


def move(desk: Desk, order: Order, new_on: date = LATER, **more: object) -> DelayNotice | None:
    values: dict[str, object] = {"milestone": None, **more}
    moved = delays.move_due(order=order, new_on=new_on, by=desk.nour.actor, now=NOW, **values)
    order.refresh_from_db()
    return moved


def test_later_with_its_cause_is_written_to_the_client(desk: Desk, order: Order) -> None:
    notice = move(desk, order, cause=CAUSE, remedy="أضيف صفحة القائمة بلا مقابل")
    assert notice is not None
    assert (order.due_on, notice.old_on, notice.new_on, notice.state) == (LATER, DUE, LATER, "sent")
    letter = Letter.objects.get(template="order_delayed")
    assert CAUSE in letter.body
    assert "أضيف صفحة القائمة بلا مقابل" in letter.body
    event = Event.objects.get(verb="order.delayed")
    assert (event.data["old_on"], event.data["new_on"]) == ("2026-12-17", "2026-12-22")


def test_later_without_a_word_is_refused(desk: Desk, order: Order) -> None:
    with pytest.raises(CauseIsMissing):
        move(desk, order, cause=" ")
    order.refresh_from_db()
    assert order.due_on == DUE
    assert not DelayNotice.objects.exists()


def test_without_a_letter_it_needs_a_reason(desk: Desk, order: Order) -> None:
    notice = move(desk, order, waive_reason="اتفقنا هاتفيًا")
    assert notice is not None
    assert (notice.state, notice.agreed) == ("waived", False)
    assert not Letter.objects.filter(template="order_delayed").exists()


def test_what_the_client_agreed_to_says_how(desk: Desk, order: Order) -> None:
    with pytest.raises(ReasonIsMissing):
        move(desk, order, agreed=True, cause=CAUSE)
    notice = move(desk, order, agreed=True, waive_reason="طلبت ريم التأجيل إلى ما بعد الإجازة")
    assert notice is not None
    assert (notice.state, notice.agreed) == ("waived", True)


def test_earlier_is_free(desk: Desk, order: Order) -> None:
    assert move(desk, order, DUE - timedelta(days=3)) is None
    assert order.due_on == DUE - timedelta(days=3)
    assert Event.objects.filter(verb="order.hastened").count() == 1
    assert not DelayNotice.objects.exists()


def test_a_stage_has_its_own_day(desk: Desk, order: Order) -> None:
    stage = order.milestones.get(position=2)
    assert move(desk, order, DUE, milestone=stage) is None  # its first day
    notice = move(desk, order, LATER, milestone=stage, cause=CAUSE)
    stage.refresh_from_db()
    assert notice is not None
    assert (stage.due_on, order.due_on, notice.milestone) == (LATER, DUE, stage)
    assert stage.title in Letter.objects.get(template="order_delayed").body
    verbs = Event.objects.filter(verb__in=["order.dated", "order.delayed"]).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["order.dated", "order.delayed"]


def test_the_same_form_twice_is_one_notice(desk: Desk, order: Order) -> None:
    once = uuid4()
    first, second = (move(desk, order, cause=CAUSE, once=once) for _ in range(2))
    assert first == second
    assert DelayNotice.objects.count() == Letter.objects.filter(template="order_delayed").count() == 1


@pytest.mark.parametrize(("new_on", "refusal"), [(DUE, DayIsTheSame), (date(2026, 11, 21), DayIsPast)])
def test_days_that_make_no_sense(desk: Desk, order: Order, new_on: date, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        move(desk, order, new_on, cause=CAUSE)


def test_too_late(desk: Desk, order: Order, hannah: Contact) -> None:
    with pytest.raises(OrderIsClosed):
        move(desk, desk.signed(hannah), cause=CAUSE)
    stage = order.milestones.get(position=1)
    Milestone.objects.filter(pk=stage.pk).update(state="approved", approved_at=NOW, approved_by="contact")
    with pytest.raises(DayIsKept):
        move(desk, order, milestone=stage, cause=CAUSE)
    Order.objects.filter(pk=order.pk).update(state="delivered", delivered_at=NOW, first_delivered_on=DUE)
    with pytest.raises(DayIsKept):
        move(desk, order, cause=CAUSE)


def test_a_platform_order_is_never_written_to(desk: Desk, tariq: Contact) -> None:
    offer = offers.send_offer(offer=desk.ready(tariq), by=desk.nour.actor, now=NOW)
    order = offers.award_offer(offer=offer, by=desk.nour.actor, now=NOW)
    notice = move(desk, order, cause=CAUSE)
    assert notice is not None
    assert notice.state == "sent"
    assert not Letter.objects.filter(client_ref=tariq.client.ref).exists()


def test_the_database_wants_an_explanation_and_a_later_day(desk: Desk, order: Order) -> None:
    row = {"business": order.business, "order": order, "noted_at": NOW, "state": "sent"}
    for values in ({"old_on": DUE, "new_on": LATER}, {"old_on": LATER, "new_on": DUE, "cause": CAUSE}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DelayNotice.objects.create(**row, **values)


def test_a_stranger_sees_no_notice(desk: Desk, order: Order, sam: Freelancer) -> None:
    move(desk, order, cause=CAUSE)
    assert not DelayNotice.objects.owned_by(sam.business).exists()
