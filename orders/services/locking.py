"""The order's row while an act works on it, and the one way to say what the act did."""

from datetime import datetime

from core.actors import Actor
from orders.models import Order, OrderState
from outbox.services.events import emit

WORKING_STATES = {OrderState.IN_PROGRESS, OrderState.DELIVERED, OrderState.FINAL_CHANGES}


def locked(order: Order) -> Order:
    """The order's row as it stands now, locked until the transaction ends."""
    rows = Order.objects.select_related("business", "client", "contact")
    return rows.select_for_update(of=("self",)).get(pk=order.pk)


def tell(order: Order, verb: str, by: Actor, now: datetime, **data: object) -> None:
    """Write the order's event `verb` in the caller's transaction; the order's number goes with it."""
    emit(
        business=order.business, verb=verb, subject=("order", order.ref), actor=by, now=now,
        client_ref=order.client.ref, order_ref=order.ref, data={"number": order.number, **data},
    )  # fmt: skip
