"""What stands on the public page: only what the client agreed to, and only as long as the owner wants it there."""

from datetime import datetime

from django.db import transaction

from accounts.models import Business
from core.actors import Actor
from outbox.services.events import emit
from reviews.errors import NoConsent
from reviews.models import Consent, Review


@transaction.atomic
def publish_review(*, review: Review, by: Actor, now: datetime) -> Review:
    """Puts the review on the public page. Raises NoConsent; twice is harmless."""
    if review.consent == Consent.NO:
        raise NoConsent
    rows = (
        Review.objects.filter(pk=review.pk)
        .exclude(consent=Consent.NO)
        .exclude(published_at__isnull=False, hidden_at=None)
    )
    if rows.update(published_at=now, hidden_at=None):
        _tell(review, "review.published", by, now)
    review.refresh_from_db(fields=["published_at", "hidden_at"])
    return review


@transaction.atomic
def hide_review(*, review: Review, by: Actor, now: datetime) -> Review:
    """Takes the review from the public page; twice is harmless."""
    if Review.objects.filter(pk=review.pk, published_at__isnull=False, hidden_at=None).update(hidden_at=now):
        _tell(review, "review.hidden", by, now)
    review.refresh_from_db(fields=["published_at", "hidden_at"])
    return review


@transaction.atomic
def hide_all(*, business: Business, by: Actor, now: datetime) -> int:
    """Switches the public page off: every published review is hidden; how many. Each can be published again."""
    shown = Review.objects.owned_by(business).public().select_related("business", "order__client")
    return len([hide_review(review=review, by=by, now=now) for review in shown])


def _tell(review: Review, verb: str, by: Actor, now: datetime) -> None:
    order = review.order
    emit(
        business=review.business, verb=verb, subject=("review", review.ref), actor=by, now=now,
        client_ref=order.client.ref, order_ref=order.ref, data={"number": order.number},
    )  # fmt: skip
