"""How an order stands against its day, for the badge beside it."""

from datetime import date
from typing import NamedTuple

from django import template
from django.utils.translation import pgettext

from orders.models import Order, OrderHold
from orders.services.risk import Risk, risk_of_order

register = template.Library()


class Mark(NamedTuple):
    """A state's look and its word."""

    state: str
    word: str


@register.simple_tag
def order_mark(order: Order, today: date) -> Mark | None:
    """On hold, late, at risk; None when nothing has to be said. The order comes from `with_holds`: no query."""
    held = getattr(order, "hold_kind", None)
    if held:
        return Mark("paused", str(OrderHold.Kind(held).label))
    words = {Risk.LATE: pgettext("order", "late"), Risk.AT_RISK: pgettext("order", "at risk")}
    risk = risk_of_order(order, today=today, is_held=False)
    return Mark(risk.value, words[risk]) if risk else None
