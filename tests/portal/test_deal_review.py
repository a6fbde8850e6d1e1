"""The page of a finished deal leads to the review while that is asked of its reader, and not a moment longer."""

import pytest
from django.db.models import F

from orders.models import Order
from payments.models import Invoice
from reviews.models import ReviewAsk
from reviews.services import asking
from tests.cast import NOW
from tests.portal.conftest import Clock, Visitor, text
from tests.reviews.conftest import finish

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(signed: Order) -> ReviewAsk:
    """The signed deal is done; no money is owed."""
    order = finish(signed)
    Invoice.objects.filter(order=order).update(state=Invoice.State.PAID, paid_minor=F("total_minor"))
    return ReviewAsk.objects.with_order().get(order=order)


def test_it_leads_to_the_review_once_it_was_asked_for(visit: Visitor, ask: ReviewAsk) -> None:
    assert "Write a review" not in text(visit.get())
    review = Visitor(asking.ask_link(ask=ask, now=NOW))
    assert f'href="{review.at("subject")}"' in text(visit.get())
    review.post("review-answer", overall="5", text="", consent="unnamed")
    assert review.at("subject") not in text(visit.get())


def test_it_leads_nowhere_when_the_time_is_over(visit: Visitor, ask: ReviewAsk, clock: Clock) -> None:
    review = Visitor(asking.ask_link(ask=ask, now=NOW))
    clock.later(days=31)
    assert review.at("subject") not in text(visit.get())
