"""The agreed money moves one way, by date too, and only when it may."""

from datetime import date, timedelta

import pytest

from clients.models import Contact
from orders.errors import InstalmentMoved
from orders.models import Order, Trigger
from orders.services import instalments, work
from orders.services.pricing import PartSpec
from outbox.models import Event
from tests.cast import NOW

from .conftest import Desk, instalment

LATER = NOW + timedelta(days=1)
BY_DATE = [
    PartSpec("الدفعة الأولى", Trigger.SIGNING, 5_000),
    PartSpec("منتصف ديسمبر", Trigger.DATE, 5_000, due_on=date(2026, 12, 15)),
]


@pytest.fixture
def order(desk: Desk, reem: Contact) -> Order:
    return desk.signed(reem)


def test_invoicing_follows_due_and_twice_is_harmless(order: Order) -> None:
    row = instalment(order, 1)
    for _again in range(2):
        assert instalments.mark_invoiced(instalment=row, now=LATER).state == "invoiced"
    assert instalment(order, 1).state == "invoiced"


def test_what_is_not_due_is_neither_invoiced_nor_paid(desk: Desk, order: Order) -> None:
    with pytest.raises(InstalmentMoved):
        instalments.mark_invoiced(instalment=instalment(order, 2), now=LATER)
    with pytest.raises(InstalmentMoved):
        instalments.mark_paid(instalment=instalment(order, 2), by=desk.nour.actor, now=LATER)


def test_paying_twice_funds_once(desk: Desk, order: Order) -> None:
    for at in (LATER, LATER + timedelta(hours=1)):
        instalments.mark_paid(instalment=instalment(order, 1), by=desk.nour.actor, now=at)
    assert instalment(order, 1).paid_at == LATER
    assert instalment(order, 1).milestone.funded_at == LATER
    assert Event.objects.filter(verb="milestone.funded").count() == 1


def test_a_paid_instalment_is_not_invoiced_again(desk: Desk, order: Order) -> None:
    instalments.mark_paid(instalment=instalment(order, 1), by=desk.nour.actor, now=LATER)
    with pytest.raises(InstalmentMoved):
        instalments.mark_invoiced(instalment=instalment(order, 1), now=LATER)


def test_a_dated_instalment_falls_due_on_its_day_in_riyadh_and_once(desk: Desk, reem: Contact) -> None:
    order = desk.signed(reem, parts=BY_DATE)
    last_minute = NOW.replace(month=12, day=14, hour=20, minute=59)  # 23:59 on the 14th in Riyadh
    assert instalments.fall_due_by_date(now=last_minute) == 0
    assert instalments.fall_due_by_date(now=last_minute + timedelta(minutes=1)) == 1
    assert instalments.fall_due_by_date(now=last_minute + timedelta(minutes=2)) == 0
    assert instalment(order, 2).state == "due"
    assert Event.objects.get(verb="instalment.due", data__position=2).actor_kind == "worker"


def test_a_date_before_the_signature_waits_for_it(desk: Desk, reem: Contact) -> None:
    order = desk.accepted(reem, parts=BY_DATE)
    after = NOW.replace(month=12, day=20)
    assert instalments.fall_due_by_date(now=after) == 0
    work.start_order(order=order, by=desk.nour.actor, now=after, reason="بدأنا")
    assert instalments.fall_due_by_date(now=after) == 1


def test_the_beat_reads_only_what_is_due(
    desk: Desk, reem: Contact, hannah: Contact, django_assert_num_queries: object
) -> None:
    desk.signed(reem, parts=BY_DATE)
    desk.signed(hannah, parts=BY_DATE)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert instalments.fall_due_by_date(now=NOW) == 0
