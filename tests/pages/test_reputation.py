"""Reviews in a real browser: for everybody, and the stars chosen from the keyboard."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from clients.services.leads import receive_inquiry
from orders.models import Order
from reviews.models import Review, ReviewAsk
from reviews.services import asking
from reviews.services.answering import answer_review
from reviews.services.planning import plan_ask
from reviews.services.publishing import publish_review
from tests.cast import Freelancer
from tests.desk.deals import Deals

from .accessible import assert_good_for_everybody
from .conftest import OpenPage

pytestmark = pytest.mark.django_db(transaction=True)


def asked(nour: Freelancer, name: str) -> ReviewAsk:
    lead = receive_inquiry(
        business=nour.business, name=name, email="reem@alwaha.example", text="هوية بصرية لمقهى جديد", language="ar",
        now=timezone.now() - timedelta(hours=2),
    )  # fmt: skip
    order: Order = Deals(nour).accepted(lead)
    return ReviewAsk.objects.with_order().get(pk=plan_ask(order=order, now=timezone.now()).pk)


def test_the_pages_of_reviews_are_for_everybody(open_page: OpenPage, nour: Freelancer) -> None:
    now = timezone.now()
    done, waiting = asked(nour, "ريم السالم"), asked(nour, "سعد القحطاني")
    review = answer_review(
        ask=done, contact=done.order.contact, overall=4, text="عمل متقن", author_name="ريم", consent="named", now=now,
        scores={"quality": 5}, once=uuid4(),
    )  # fmt: skip
    publish_review(review=review, by=nour.actor, now=now)
    page = open_page("/desk/reviews/", "ar", reader=nour)
    desk = ["", f"{done.ref}/", f"{waiting.ref}/", f"{waiting.ref}/record/", "wording/"]
    public = f"/t/{nour.business.slug}/"
    for path in (*(f"/desk/reviews/{part}" for part in desk), public):
        page.goto(path)
        assert_good_for_everybody(page)

    page.goto(f"/c/{asking.ask_link(ask=waiting, now=now).token}/")
    assert_good_for_everybody(page)
    page.focus("[name=overall][value='3']")
    page.keyboard.press("Space")
    page.fill("[name=text]", "تواصل واضح")
    page.check("[name=consent][value=unnamed]")
    page.click("main button.is-main")
    assert Review.objects.get(ask=waiting).overall == 3
    assert_good_for_everybody(page)
