"""Orders of Nour's that are finished, and the asks that follow."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from clients.models import Contact
from core.actors import Actor
from orders.models import Order, OrderHold, OrderState
from orders.services.accepting import award_offer
from orders.services.days import today_of
from outbox.models import Letter
from outbox.services.events import emit
from outbox.services.sweeps import drain
from reviews.models import ReviewAsk
from tests.cast import NOW
from tests.orders.conftest import Desk, desk, hannah, reem, tariq

__all__ = ["Desk", "desk", "hannah", "reem", "tariq"]

DAY = timedelta(days=1)
MORNING = NOW + DAY  # Monday, 09:30 in Riyadh: the day after


def finish(order: Order, now: datetime = NOW) -> Order:
    """The order is completed and the workers have done what follows."""
    Order.objects.filter(pk=order.pk).update(
        state=OrderState.COMPLETED, started_at=now, delivered_at=now, completed_at=now, released_at=now, progress=100,
        first_delivered_on=today_of(order.business, now),
    )  # fmt: skip
    order.refresh_from_db()
    completed(order, now)
    return order


def completed(order: Order, now: datetime = NOW) -> None:
    """Says that the order was completed; the workers run."""
    with transaction.atomic():
        emit(
            business=order.business, verb="order.completed", subject=("order", order.ref), actor=owner_of(order),
            now=now, client_ref=order.client.ref, order_ref=order.ref, data={"number": order.number},
        )  # fmt: skip
    drain(now=now)


def owner_of(order: Order) -> Actor:
    return Actor.owner(order.business.owner.ref)


def award(desk: Desk, contact: Contact) -> Order:
    """The platform awarded the work."""
    return award_offer(offer=desk.sent(contact), by=desk.nour.actor, now=NOW)


def complain(order: Order, now: datetime = NOW) -> OrderHold:
    return OrderHold.objects.create(
        business=order.business, order=order, kind=OrderHold.Kind.DISPUTED, since=today_of(order.business, now),
        began_at=now,
    )  # fmt: skip


def settle(hold: OrderHold, now: datetime) -> None:
    OrderHold.objects.filter(pk=hold.pk).update(until=today_of(hold.business, now), ended_at=now)


def letters(order: Order, template: str) -> list[Letter]:
    return list(Letter.objects.filter(order_ref=order.ref, template=template))


@pytest.fixture
def order(desk: Desk, reem: Contact) -> Order:
    """Reem's, finished at NOW."""
    return finish(desk.accepted(reem))


@pytest.fixture
def ask(order: Order) -> ReviewAsk:
    return ReviewAsk.objects.with_order().get(order=order)


@pytest.fixture
def on_mostaql(desk: Desk, tariq: Contact) -> Order:
    """Tariq's, which went through Mostaql."""
    return finish(award(desk, tariq))


@pytest.fixture
def asked_there(on_mostaql: Order) -> ReviewAsk:
    return ReviewAsk.objects.with_order().get(order=on_mostaql)
