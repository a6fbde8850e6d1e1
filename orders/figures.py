"""What orders say about how we work. Pure reads; every figure names its rule."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Business
from core.prepared import prepared
from orders.models import DelayNotice, Order, OrderState


@dataclass(frozen=True, slots=True)
class Rate:
    """`met` of `counted`; no percentage while nothing is counted."""

    met: int
    counted: int

    @property
    def percent(self) -> int | None:
        """Whole percent, halves up."""
        return (200 * self.met + self.counted) // (2 * self.counted) if self.counted else None


def on_time_rate(business: Business, since: date) -> Rate:
    """Orders first handed over since `since` on or before the day agreed, of all handed over that had a day.

    The day agreed is the order's day, so days moved by holds or by agreement with the client count as agreed. A day
    we moved later ourselves (a delay notice, sent or waived) does not: the day before the first such move is the
    promise. Source: Order.first_delivered_on and due_on, DelayNotice (requirement R-000-18).
    """
    found = _on_time(business, since)
    return Rate(**found[0]) if found else Rate(0, 0)


@prepared
def _on_time(business: Business, since: date) -> "QuerySet[Any, Any]":
    """`met` and `counted` in one row; none where nothing was handed over."""
    broken = DelayNotice.objects.filter(order=OuterRef("pk"), milestone=None, agreed=False).order_by()
    first = broken.values("order").annotate(day=Min("old_on")).values("day")
    rows = Order.objects.owned_by(business).filter(first_delivered_on__gte=since, due_on__isnull=False)
    rows = rows.annotate(promised=Coalesce(Subquery(first), F("due_on")))
    kept = Q(first_delivered_on__lte=F("promised"), due_on__gte=F("first_delivered_on"))
    return rows.values("business").annotate(met=Count("pk", filter=kept), counted=Count("pk")).values("met", "counted")


def repeat_rate(business: Business) -> Rate:
    """Clients who ordered at least twice, of all who ordered. Orders that were called off do not count.

    Source: Order.client (requirement R-000-45).
    """
    orders = Order.objects.owned_by(business).exclude(state=OrderState.CANCELLED).order_by()
    clients = orders.values("client").annotate(times=Count("pk"))
    found = clients.aggregate(met=Count("client", filter=Q(times__gte=2)), counted=Count("client"))
    return Rate(**found)
