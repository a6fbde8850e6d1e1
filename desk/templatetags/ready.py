"""The sheet of copy-ready texts on the page of a platform order."""

from typing import Any

from django import template
from django.utils import timezone

from desk.ready_texts import ready_texts
from orders.models import Order

register = template.Library()


@register.inclusion_tag("desk/orders/ready.html", name="ready_texts")
def ready_texts_tag(order: Order) -> dict[str, Any]:
    """Texts to carry to the platform's inbox; nothing is drawn where none fits."""
    return {"texts": ready_texts(order, timezone.localdate()), "order": order}
