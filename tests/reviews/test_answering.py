"""A review: written once, on the personal page or carried over from a platform, never edited."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from clients.models import Contact
from orders.models import Order
from outbox.models import Event
from reviews.errors import AskIsClosed, ConsentIsUnknown, NameToShowIsMissing, ScoreIsMissing
from reviews.models import AskState, Consent, Review, ReviewAsk, ReviewSource
from reviews.services import answering, asking
from tests.cast import NOW
from tests.reviews.conftest import DAY, MORNING, Desk, letters

pytestmark = pytest.mark.django_db
WORDS = "عمل متقن، وتواصل واضح من أول يوم."


def answer(ask: ReviewAsk, **changes: Any) -> Review:
    typed: dict[str, Any] = {
        "overall": 5, "text": WORDS, "author_name": "ريم السالم", "consent": "named", "now": MORNING, "once": uuid4(),
        "scores": {"quality": 5, "punctuality": 4},
    }  # fmt: skip
    return answering.answer_review(ask=ask, contact=ask.order.contact, **(typed | changes))


def test_an_answer_is_kept_and_the_owner_told(ask: ReviewAsk, order: Order) -> None:
    asking.send_due_asks(now=MORNING)
    review = answer(ask)
    assert (review.overall, review.quality, review.punctuality, review.again) == (5, 5, 4, None)
    assert (review.text, review.language, review.source) == (WORDS, "ar", ReviewSource.LINK)
    assert not review.is_public
    ask.refresh_from_db()
    assert ask.state == AskState.ANSWERED
    [letter] = letters(order, "review_answered")
    assert letter.recipient == "nour@maktab.example"
    assert WORDS in letter.body
    assert Event.objects.get(verb="review.answered").data == {"number": order.number, "overall": 5}


def test_after_the_answer_nobody_asks_again(ask: ReviewAsk, order: Order) -> None:
    asking.send_due_asks(now=MORNING)
    answer(ask)
    assert asking.send_due_asks(now=MORNING + 8 * DAY) == 0
    assert not letters(order, "review_reminder")


def test_twice_is_the_first_review(ask: ReviewAsk) -> None:
    first = answer(ask)
    assert answer(ask, once=first.once) == first
    assert answer(ask, overall=1, text="مكتوب مرة ثانية").text == WORDS
    assert Review.objects.count() == 1
    assert Event.objects.filter(verb="review.answered").count() == 1


def test_a_link_opened_before_the_ask_was_sent_works(ask: ReviewAsk) -> None:
    assert answer(ask, now=NOW + timedelta(minutes=5)).overall == 5


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"overall": None}, ScoreIsMissing),
        ({"overall": 6}, ScoreIsMissing),
        ({"consent": "maybe"}, ConsentIsUnknown),
        ({"author_name": " "}, NameToShowIsMissing),
    ],
)
def test_what_is_missing_is_named(ask: ReviewAsk, changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        answer(ask, **changes)
    assert not Review.objects.exists()


def test_unnamed_needs_no_name(ask: ReviewAsk) -> None:
    assert answer(ask, consent="unnamed", author_name="").shown_name == ""


def test_it_is_too_late_after_the_last_day(ask: ReviewAsk) -> None:
    last = NOW + 30 * DAY
    with pytest.raises(AskIsClosed):
        answer(ask, now=last + DAY)
    assert answer(ask, now=last).overall == 5


def test_what_the_client_wrote_on_the_platform_is_carried_over(asked_there: ReviewAsk, desk: Desk) -> None:
    asking.send_due_asks(now=NOW + 40 * DAY)  # it closed without an answer
    typed: dict[str, Any] = {
        "overall": 5, "text": "ممتاز", "author_name": "", "consent": Consent.NO, "scores": {"again": 5},
        "by": desk.nour.actor, "now": NOW + 41 * DAY,
    }  # fmt: skip
    review = answering.record_platform_review(ask=asked_there, **typed)
    assert answering.record_platform_review(ask=asked_there, **(typed | {"overall": 1})) == review
    assert (review.source, review.again) == (ReviewSource.PLATFORM, 5)
    asked_there.refresh_from_db()
    assert asked_there.state == AskState.ANSWERED
    assert not letters(asked_there.order, "review_answered")


def test_another_business_reads_none_of_it(ask: ReviewAsk, sam: Any) -> None:
    answer(ask)
    assert not Review.objects.owned_by(sam.business).exists()
    assert not ReviewAsk.objects.owned_by(sam.business).exists()


def test_hannahs_answer_is_in_her_language(desk: Desk, hannah: Contact) -> None:
    from tests.reviews.conftest import finish

    ask = ReviewAsk.objects.with_order().get(order=finish(desk.accepted(hannah)))
    assert answer(ask, text="Clear and on time.", author_name="Hannah").language == "en"
