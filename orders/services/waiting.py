"""What stands still until a client acts."""

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Business
from orders.models import Order, OrderState, Submission
from orders.models.order import OrderQuerySet


def waiting_on_clients(business: Business) -> "OrderQuerySet[Order]":
    """Orders that wait for a signature, a first payment or the answer to a stage, the longest waiting first.

    `shown_at` and `shown_stage` say which stage was shown and when; None where nothing was.
    """
    shown = Submission.objects.unanswered().filter(milestone__order=OuterRef("pk")).order_by("submitted_at", "pk")
    rows = Order.objects.owned_by(business).filter(
        state__in=[OrderState.AWAITING_SIGNATURE, OrderState.AWAITING_DEPOSIT, OrderState.IN_PROGRESS]
    )
    rows = rows.for_list().annotate(
        shown_at=Subquery(shown.values("submitted_at")[:1]), shown_stage=Subquery(shown.values("milestone__title")[:1])
    )
    waiting = rows.filter(~Q(state=OrderState.IN_PROGRESS) | Q(shown_at__isnull=False))
    return waiting.order_by(Coalesce("shown_at", "opened_at"), "pk")
