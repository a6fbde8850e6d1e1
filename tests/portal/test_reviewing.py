"""A client reviews a finished order on the phone, once; and everybody reads what was published with consent."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from clients.models import Contact
from orders.models import Order
from reviews.models import AskState, Review, ReviewAsk
from reviews.services import asking, publishing
from tests.cast import NOW, Freelancer
from tests.portal.conftest import Clock, Desk, Visitor, text
from tests.reviews.conftest import DAY, finish

pytestmark = pytest.mark.django_db
WORDS = "تواصل واضح وعمل متقن."


@pytest.fixture
def order(desk: Desk, reem: Contact) -> Order:
    return finish(desk.accepted(reem))


@pytest.fixture
def ask(order: Order) -> ReviewAsk:
    return ReviewAsk.objects.with_order().get(order=order)


@pytest.fixture
def visitor(ask: ReviewAsk) -> Visitor:
    return Visitor(asking.ask_link(ask=ask, now=NOW))


def typed(**changes: Any) -> dict[str, Any]:
    return {"overall": "5", "text": WORDS, "consent": "named", "author_name": "ريم السالم", "quality": "4"} | changes


def test_the_form_is_five_radio_buttons_and_needs_no_script(visitor: Visitor, order: Order) -> None:
    page = text(visitor.get())
    assert order.title in page
    assert page.count('name="overall"') == 5
    assert 'value="ريم السالم"' in page
    assert 'name="consent"' in page


def test_it_is_sent_and_thanked(visitor: Visitor, ask: ReviewAsk) -> None:
    page = text(visitor.follow("review-answer", **typed()))
    assert WORDS in page
    assert 'name="overall"' not in page
    review = Review.objects.get()
    assert (review.overall, review.quality, review.consent, review.author_name) == (5, 4, "named", "ريم السالم")
    ask.refresh_from_db()
    assert ask.state == AskState.ANSWERED
    assert not review.is_public


def test_twice_is_one_review(visitor: Visitor) -> None:
    once = str(uuid4())
    for words in (WORDS, WORDS, "غير هذا"):
        assert visitor.post("review-answer", **typed(once=once, text=words)).status_code == 302
    visitor.post("review-answer", **typed(text="ومرة ثانية"))
    assert Review.objects.get().text == WORDS


@pytest.mark.parametrize(
    ("changes", "field"), [({"overall": ""}, "overall"), ({"overall": "9"}, "overall"), ({"consent": ""}, "consent"),
                           ({"author_name": ""}, "author_name")],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    visitor: Visitor, changes: dict[str, str], field: str
) -> None:
    page = visitor.post("review-answer", **typed(**changes))
    assert page.status_code == 422
    assert WORDS in text(page)
    assert field in page.context["form"].errors
    assert not Review.objects.exists()


def test_unnamed_needs_no_name(visitor: Visitor) -> None:
    assert visitor.post("review-answer", **typed(consent="unnamed", author_name="")).status_code == 302
    assert "ريم السالم" not in text(visitor.get()).split("<footer")[0].split("</header>")[1]


@pytest.mark.parametrize("ending", ["over", "waived", "closed"])
def test_a_closed_request_says_so_kindly(
    visitor: Visitor, ask: ReviewAsk, clock: Clock, desk: Desk, ending: str
) -> None:
    if ending == "waived":
        asking.waive_ask(ask=ask, reason="-", by=desk.nour.actor, now=NOW)
    else:
        clock.later(days=31)
        if ending == "closed":
            asking.send_due_asks(now=clock.later(days=1))
    page = visitor.get()
    assert page.status_code == 200
    assert 'name="overall"' not in text(page)
    refused = visitor.post("review-answer", **typed())
    assert refused.status_code == 422
    assert not Review.objects.exists()


def test_reading_writes_nothing(visitor: Visitor, counts: Any) -> None:
    before = counts()
    visitor.get()
    assert counts() == before


def test_other_links_lead_to_no_review(visit: Visitor, strangers: Visitor, talk: Visitor, ask: ReviewAsk) -> None:
    for other in (visit, strangers, talk):
        assert other.post("review-answer", **typed()).status_code == 404
    assert not Review.objects.exists()


def test_presses_are_counted(visitor: Visitor, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"portal": "2/m/ip"}
    assert [visitor.post("review-answer").status_code for _press in range(3)] == [422, 422, 429]


def test_hannah_reads_english(desk: Desk, hannah: Contact) -> None:
    ask = ReviewAsk.objects.with_order().get(order=finish(desk.accepted(hannah)))
    page = text(Visitor(asking.ask_link(ask=ask, now=NOW)).get())
    assert "How was it, all in all?" in page
    assert "3 stars of 5" in page


# --- the public page ---------------------------------------------------------------------------------------------


def published(desk: Desk, contact: Contact, **changes: Any) -> Review:
    ask = ReviewAsk.objects.with_order().get(order=finish(desk.accepted(contact)))
    Visitor(asking.ask_link(ask=ask, now=NOW)).post("review-answer", **typed(**changes))
    review = Review.objects.get(ask=ask)
    if review.may_be_published:
        publishing.publish_review(review=review, by=desk.nour.actor, now=NOW)
    return review


def address(desk: Desk) -> str:
    return f"/t/{desk.nour.business.slug}/"


def test_only_what_was_agreed_is_public(desk: Desk, reem: Contact, hannah: Contact, client: Client) -> None:
    published(desk, reem)
    published(desk, hannah, consent="unnamed", author_name="Hannah Vogel", text="Careful work.")
    published(desk, reem, consent="no", text="لك وحدك")
    page = client.get(address(desk))
    shown = text(page)
    assert WORDS in shown
    assert "ريم السالم" in shown
    assert "Careful work." in shown
    assert "Hannah" not in shown
    assert "لك وحدك" not in shown
    assert "noindex" not in shown
    assert page.context["average"] is None
    assert '<html lang="en" dir="ltr"' in text(client.get(address(desk) + "?lang=en"))


def test_the_average_comes_with_the_third(desk: Desk, reem: Contact, client: Client) -> None:
    for stars in (5, 4, 4):
        published(desk, reem, overall=str(stars))
    page = client.get(address(desk) + "?lang=en")
    assert "4.3 of 5 on average, from 3 reviews" in text(page)


def test_switched_off_there_is_no_such_page(
    desk: Desk, reem: Contact, client: Client, sam: Freelancer
) -> None:  # fmt: skip
    inquiry = f"/i/{desk.nour.business.slug}/"
    assert client.get(address(desk)).status_code == 404
    assert address(desk) not in text(client.get(inquiry))
    published(desk, reem)
    assert address(desk) in text(client.get(inquiry))
    publishing.hide_all(business=desk.nour.business, by=desk.nour.actor, now=NOW + DAY)
    assert client.get(address(desk)).status_code == 404
    assert client.get(f"/t/{sam.business.slug}/").status_code == 404
    assert client.get("/t/nobody/").status_code == 404


def test_the_public_page_costs_the_same_for_many(
    desk: Desk, reem: Contact, client: Client, django_assert_num_queries: Any
) -> None:
    published(desk, reem)
    with django_assert_num_queries(4):
        client.get(address(desk))
    for _one in range(4):
        published(desk, reem)
    with django_assert_num_queries(4):
        client.get(address(desk))
