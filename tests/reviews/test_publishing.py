"""What everybody may read: only with consent, hidden singly or all at once; and what the database itself refuses."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from clients.models import Contact
from outbox.models import Event
from reviews.errors import NoConsent
from reviews.models import AskState, Review, ReviewAsk
from reviews.services import publishing
from tests.cast import NOW
from tests.reviews.conftest import MORNING, Desk, finish
from tests.reviews.test_answering import answer

pytestmark = pytest.mark.django_db


def reviewed(desk: Desk, contact: Contact, **typed: Any) -> Review:
    return answer(ReviewAsk.objects.with_order().get(order=finish(desk.accepted(contact))), **typed)


def test_with_consent_it_is_published_and_hidden_again(ask: ReviewAsk, desk: Desk) -> None:
    review, by = answer(ask), desk.nour.actor
    for _press in range(2):
        assert publishing.publish_review(review=review, by=by, now=MORNING).is_public
    assert list(Review.objects.owned_by(desk.nour.business).public()) == [review]
    for _press in range(2):
        assert not publishing.hide_review(review=review, by=by, now=MORNING).is_public
    assert publishing.publish_review(review=review, by=by, now=MORNING).is_public
    verbs = Event.objects.filter(subject_ref=review.ref).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["review.answered", "review.published", "review.hidden", "review.published"]


def test_without_consent_it_is_refused(ask: ReviewAsk, desk: Desk) -> None:
    review = answer(ask, consent="no")
    with pytest.raises(NoConsent):
        publishing.publish_review(review=review, by=desk.nour.actor, now=MORNING)
    assert not Review.objects.all().public().exists()


def test_all_are_hidden_at_once(desk: Desk, reem: Contact, hannah: Contact) -> None:
    by = desk.nour.actor
    for contact in (reem, hannah):
        publishing.publish_review(review=reviewed(desk, contact), by=by, now=MORNING)
    assert publishing.hide_all(business=desk.nour.business, by=by, now=MORNING) == 2
    assert publishing.hide_all(business=desk.nour.business, by=by, now=MORNING) == 0
    assert not Review.objects.all().public().exists()


def test_the_average_comes_with_the_third(desk: Desk, reem: Contact) -> None:
    for stars, expected in ((5, None), (4, None), (3, 4)):
        publishing.publish_review(review=reviewed(desk, reem, overall=stars), by=desk.nour.actor, now=MORNING)
        assert Review.objects.all().public().standing()[1] == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"overall": 0}, {"overall": 6}, {"quality": 9}, {"consent": "maybe"}, {"source": "rumour"},
        {"consent": "no", "published_at": NOW}, {"consent": "named", "author_name": ""},
    ],
)  # fmt: skip
def test_the_database_refuses_an_impossible_review(ask: ReviewAsk, changes: dict[str, Any]) -> None:
    review = answer(ask)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(**changes)


@pytest.mark.parametrize(
    "changes",
    [{"state": "lost"}, {"state": AskState.SENT}, {"state": AskState.WAIVED}, {"reminded_at": NOW}],
)
def test_the_database_refuses_an_impossible_ask(ask: ReviewAsk, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewAsk.objects.filter(pk=ask.pk).update(**changes)


def test_there_is_one_ask_and_one_review_an_order(ask: ReviewAsk) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewAsk.objects.create(
            business=ask.business, order=ask.order, send_on=ask.send_on, remind_on=ask.remind_on,
            closes_on=ask.closes_on, created_at=NOW,
        )  # fmt: skip
    review = answer(ask)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            business=ask.business, order=ask.order, ask=ask, overall=5, language="ar", consent="no", source="link",
            received_at=NOW,
        )  # fmt: skip
    assert Review.objects.get() == review
