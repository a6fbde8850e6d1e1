"""The end of an order: handed over and paid."""

from datetime import datetime

from django.db import transaction

from core.actors import Actor
from orders.errors import MoneyIsMissing, OrderIsClosed
from orders.models import Instalment, Order, OrderHold, OrderKind, OrderState
from orders.models.states import ORDER_MOVES, moved

from .holds import end_hold
from .locking import locked, tell


@transaction.atomic
def complete_order(*, order: Order, by: Actor, now: datetime) -> Order:
    """Finish an order that was handed over and is paid. Twice is harmless.

    The money of a platform order comes by the platform's own rules, so it is not asked about. Raises OrderIsClosed
    before the hand-over, MoneyIsMissing.
    """
    order = locked(order)
    if order.state == OrderState.COMPLETED:
        return order
    if order.state not in ORDER_MOVES["complete"][0]:
        raise OrderIsClosed(state=order.get_state_display())
    if order.kind == OrderKind.DIRECT and not is_paid(order):
        raise MoneyIsMissing
    _complete(order, by, now)
    return order


def complete_if_settled(*, order: Order, by: Actor, now: datetime) -> bool:
    """Finish the order if this payment was the last thing missing; True when this call finished it.

    Call it in a transaction that holds the order's lock.
    """
    if order.kind == OrderKind.PLATFORM or not is_paid(order):
        return False
    return _complete(order, by, now)


def is_paid(order: Order) -> bool:
    """True when every part of the plan has arrived."""
    plan = Instalment.objects.filter(order=order)
    return plan.exists() and not plan.unpaid().exists()


def _complete(order: Order, by: Actor, now: datetime) -> bool:
    if not moved(Order.objects.filter(pk=order.pk), ORDER_MOVES, "complete", completed_at=now, update_due_on=None):
        return False
    order.state, order.completed_at, order.update_due_on = OrderState.COMPLETED, now, None
    for kind in (OrderHold.Kind.CLIENT, OrderHold.Kind.UNPAID):  # nothing waits any more; a complaint may go on
        end_hold(order=order, kind=kind, by=by, now=now)
    tell(order, "order.completed", by, now)
    return True
