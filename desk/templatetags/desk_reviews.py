"""What became of the review of a finished order, beside the order."""

from typing import Any

from django import template
from django.utils import timezone

from desk.ready_texts import to_carry
from orders.models import Order, OrderState
from outbox.models import Todo
from reviews.models import ReviewAsk
from reviews.services import texts
from reviews.services.closing import thanks_key

register = template.Library()


@register.inclusion_tag("desk/reviews/of_order.html", takes_context=True)
def review_of(context: template.Context, order: Order) -> dict[str, Any]:
    """The request for a review and its answer; nothing before the order is completed."""
    if order.state != OrderState.COMPLETED:
        return {"ask": None}
    ask = ReviewAsk.objects.for_list().filter(order=order).first()
    owed = Todo.objects.owned_by(order.business).open().filter(key=thanks_key(order)).first()
    return {
        "ask": ask,
        "order": order,
        "owed": owed,
        # Carried over by the freelancer: no letter does it.
        "thanks": to_carry(order, texts.thanks_to_copy(order)) if owed else "",
        "csrf_token": context.get("csrf_token"),
        "now": timezone.now(),
    }
