"""The ask of an order is planned once: when it goes out, when the reminder, and the last day for an answer."""

from datetime import datetime, timedelta

from orders.models import Order
from orders.services.days import today_of
from reviews.models import ReviewAsk

SEND_AFTER = timedelta(days=1)
REMIND_AFTER = timedelta(days=7)
OPEN_FOR = 30  # days, where the platform sets none


def plan_ask(*, order: Order, now: datetime) -> ReviewAsk:
    """The order's ask, planned now unless it was there already. It ends with the platform's own review window."""
    today = today_of(order.business, now)
    send_on, closes_on = today + SEND_AFTER, today + timedelta(days=platform_window(order) or OPEN_FOR)
    ask, _created = ReviewAsk.objects.get_or_create(
        order=order,
        defaults={
            "business": order.business,
            "send_on": min(send_on, closes_on),
            "remind_on": min(send_on + REMIND_AFTER, closes_on),
            "closes_on": closes_on,
            "created_at": now,
        },
    )
    return ask


def platform_window(order: Order) -> int | None:
    """How many days the platform gives its clients for a review, where that is known."""
    platform = order.platform or order.client.platform
    return platform.review_days if platform else None
