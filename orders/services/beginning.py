"""The moment work starts, by whichever way it comes."""

from datetime import datetime, timedelta

from core.actors import Actor
from orders.models import Milestone, Order, OrderState
from orders.models.states import MILESTONE_MOVES, ORDER_MOVES, moved
from outbox.services.events import emit

from .days import today_of


def begin(*, order: Order, by: Actor, now: datetime) -> bool:
    """Start the clock of the work: its due day, its first stage, event `order.started`. Once; False afterwards.

    Call it in a transaction. An order that has not been started yet moves to in progress.
    """
    today = today_of(order.business, now)
    due_on = today + timedelta(days=order.work_days) if order.work_days else None
    news_on = today + timedelta(days=order.update_every_days) if order.update_every_days else None
    changes = {"started_at": now, "due_on": due_on, "update_due_on": news_on}
    unstarted = Order.objects.filter(pk=order.pk, started_at=None)
    platform_order = unstarted.filter(state=OrderState.IN_PROGRESS)
    if not moved(unstarted, ORDER_MOVES, "start", **changes) and not platform_order.update(**changes):
        return False
    order.state, order.started_at = OrderState.IN_PROGRESS, now
    order.due_on, order.update_due_on = due_on, news_on
    first = Milestone.objects.filter(order=order).order_by("position").first()
    if first is not None:
        moved(Milestone.objects.filter(pk=first.pk), MILESTONE_MOVES, "begin", begun_at=now)
    emit(
        business=order.business, verb="order.started", subject=("order", order.ref), actor=by, now=now,
        client_ref=order.client.ref, order_ref=order.ref, data={"number": order.number},
    )  # fmt: skip
    return True
