"""A client's review: written once, on the personal page or carried over from the platform; nobody edits it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from clients.models import Contact
from core.actors import Actor
from core.once import first_of_once
from orders.models.states import moved
from orders.services.days import today_of
from outbox.services.events import emit
from reviews import letters
from reviews.errors import AskIsClosed, ConsentIsUnknown, NameToShowIsMissing, ScoreIsMissing
from reviews.models import ASK_MOVES, SCORES, Consent, Review, ReviewAsk, ReviewSource
from reviews.models.review import BEST

Scores = Mapping[str, int | None]


@transaction.atomic
def answer_review(
    *, ask: ReviewAsk, contact: Contact, overall: int | None, text: str, author_name: str, consent: str, now: datetime,
    scores: Scores | None = None, once: UUID | None = None,
) -> Review:  # fmt: skip
    """The client's answer by the personal link. Raises AskIsClosed; a second sending gives the first review.

    The owner is told by letter. Nothing is published by this: it only becomes possible where the client agrees.
    """
    known = Review.objects.filter(order=ask.order_id).first()
    if known is not None:
        return known
    stars = _checked(overall, author_name, consent)

    def make() -> Review:
        open_still = ReviewAsk.objects.filter(pk=ask.pk, closes_on__gte=today_of(ask.business, now))
        if not moved(open_still, ASK_MOVES, "answer", ended_at=now):
            raise AskIsClosed
        return _write(
            ask, overall=stars, text=text, author_name=author_name, consent=consent, language=contact.language,
            source=ReviewSource.LINK, scores=scores, now=now, once=once,
        )  # fmt: skip

    review, is_new = first_of_once(Review.objects.owned_by(ask.business), once, make)
    if is_new:
        _tell(review, "review.answered", Actor.contact(contact.ref), now)
        letters.review_answered(review=review, contact=contact, now=now)
    return review


@transaction.atomic
def record_platform_review(
    *, ask: ReviewAsk, overall: int | None, text: str, author_name: str, consent: str, by: Actor, now: datetime,
    scores: Scores | None = None, once: UUID | None = None,
) -> Review:  # fmt: skip
    """What the client wrote on the platform, as the owner copies it. Possible at any time: it stands there already.

    A second sending gives the first review.
    """
    known = Review.objects.filter(order=ask.order_id).first()
    if known is not None:
        return known
    stars = _checked(overall, author_name, consent)

    def make() -> Review:
        moved(ReviewAsk.objects.filter(pk=ask.pk), ASK_MOVES, "record", ended_at=now)
        return _write(
            ask, overall=stars, text=text, author_name=author_name, consent=consent,
            language=ask.order.contact.language, source=ReviewSource.PLATFORM, scores=scores, now=now, once=once,
        )  # fmt: skip

    review, is_new = first_of_once(Review.objects.owned_by(ask.business), once, make)
    if is_new:
        _tell(review, "review.answered", by, now)
    return review


def _checked(overall: int | None, author_name: str, consent: str) -> int:
    """The stars, where all that must be said is said."""
    if overall is None or not 1 <= overall <= BEST:
        raise ScoreIsMissing
    if consent not in Consent.values:
        raise ConsentIsUnknown
    if consent == Consent.NAMED and not author_name.strip():
        raise NameToShowIsMissing
    return overall


def _write(
    ask: ReviewAsk, *, overall: int, text: str, author_name: str, consent: str, language: str,
    source: ReviewSource, scores: Scores | None, now: datetime, once: UUID | None,
) -> Review:  # fmt: skip
    given = {name: (scores or {}).get(name) for name in SCORES}
    return Review.objects.create(
        business=ask.business, order=ask.order, ask=ask, overall=overall, text=text.strip(),
        author_name=" ".join(author_name.split()), consent=consent, language=language, source=source,
        received_at=now, once=once, **given,
    )  # fmt: skip


def _tell(review: Review, verb: str, by: Actor, now: datetime) -> None:
    order = review.order
    emit(
        business=review.business, verb=verb, subject=("review", review.ref), actor=by, now=now,
        client_ref=order.client.ref, order_ref=order.ref, data={"number": order.number, "overall": review.overall},
    )  # fmt: skip
