"""Whether an order will be ready in time: a rule over its own columns."""

from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Subquery

from orders.models import Order, OrderHold, OrderState
from orders.models.order import OrderQuerySet

BUFFER_SHARE = 10  # one day in ten of those promised is kept for surprises, and at least one day


class Risk(StrEnum):
    """How an order stands against its day."""

    NONE = ""
    AT_RISK = "risk"
    LATE = "late"


def risk_of(*, progress: int, work_days: int | None, due_on: date | None, today: date) -> Risk:
    """Late when the day has passed; at risk when the work left needs more days than are left.

    The work itself is taken to need the promised days without their buffer (a tenth, at least one day), so that an
    order may fall behind by its buffer and no further: share left × (work days − buffer) > days left.
    Counted in thousandths of a day, so no rounding decides.
    """
    if due_on is None:
        return Risk.NONE
    days_left = (due_on - today).days
    if days_left < 0:
        return Risk.LATE
    tenths = BUFFER_SHARE * (work_days or 0)
    needed = max(tenths - max(tenths // BUFFER_SHARE, BUFFER_SHARE), 0)
    return Risk.AT_RISK if (100 - progress) * needed > 100 * BUFFER_SHARE * days_left else Risk.NONE


def risk_of_order(order: Order, *, today: date, is_held: bool) -> Risk:
    """The rule for an order that is being worked on; nothing is at risk while a hold stands or after the hand-over."""
    if is_held or order.state != OrderState.IN_PROGRESS or order.first_delivered_on is not None:
        return Risk.NONE
    return risk_of(progress=order.progress, work_days=order.work_days, due_on=order.due_on, today=today)


def with_holds(rows: "OrderQuerySet[Order]") -> "OrderQuerySet[Order]":
    """Each order with `hold_kind`, the first hold that stands on it (None: none), within the same query."""
    standing = OrderHold.objects.standing().filter(order=OuterRef("pk")).order_by("since", "pk")
    return rows.annotate(hold_kind=Subquery(standing.values("kind")[:1]))


def at_risk(rows: "OrderQuerySet[Order]", today: date) -> "OrderQuerySet[Order]":
    """Those of `rows` that are late or at risk. One more query, over the columns of the work in hand."""
    return rows.filter(pk__in=endangered(rows, today))


def endangered(rows: "OrderQuerySet[Order]", today: date) -> list[int]:
    """The keys of those of `rows` that are late or at risk."""
    standing = OrderHold.objects.standing().filter(order=OuterRef("pk"))
    running = rows.filter(~Exists(standing), state=OrderState.IN_PROGRESS, due_on__isnull=False)
    columns = running.values_list("pk", "progress", "work_days", "due_on")
    return [
        pk
        for pk, progress, work_days, due_on in columns
        if risk_of(progress=progress, work_days=work_days, due_on=due_on, today=today)
    ]
