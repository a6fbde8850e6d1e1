"""What became of the review of a finished order, beside the order."""

from typing import Any

from django import template
from django.utils import timezone

from orders.models import Order, OrderKind, OrderState
from outbox.models import Todo
from reviews.models import ReviewAsk
from reviews.services import texts
from reviews.services.closing import thanks_key

register = template.Library()


@register.inclusion_tag("desk/reviews/of_order.html")
def review_of(order: Order) -> dict[str, Any]:
    """The request for a review and its answer; nothing before the order is completed."""
    if order.state != OrderState.COMPLETED:
        return {"ask": None}
    ask = ReviewAsk.objects.for_list().filter(order=order).first()
    return {"ask": ask, "order": order, "thanks": _thanks(order), "now": timezone.now()}


def _thanks(order: Order) -> str:
    """The text of thanks, as long as the freelancer has to carry it over."""
    if order.kind != OrderKind.PLATFORM:
        return ""
    is_owed = Todo.objects.owned_by(order.business).open().filter(key=thanks_key(order)).exists()
    return texts.thanks_to_copy(order) if is_owed else ""
