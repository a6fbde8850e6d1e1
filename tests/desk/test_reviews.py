"""Reputation on the desk: whom to ask, what was written, what is public; the wording; and its places on other pages."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Lead
from core.actors import Actor
from desk.ready_texts import to_carry
from orders.models import Order
from orders.services.accepting import award_offer
from outbox.models import Letter, Todo
from reviews.models import AskState, AskText, Review, ReviewAsk
from reviews.services import asking
from reviews.services.answering import answer_review
from reviews.services.texts import save_ask_text
from reviews.wording import default_ask
from tests.cast import Freelancer
from tests.desk.conftest import HTMX
from tests.desk.deals import Deals
from tests.reviews.conftest import complain, finish

WORDS = "عمل متقن وتواصل واضح"
FAIR = "Thank you for working together. An honest view helps me to get better."


@pytest.fixture
def ask(deals: Deals, reem: Lead) -> ReviewAsk:
    return asked_of(finish(deals.accepted(reem), timezone.now()))


@pytest.fixture
def on_mostaql(deals: Deals, tariq: Lead, nour: Freelancer) -> ReviewAsk:
    order = award_offer(offer=deals.sent(tariq, currency="SAR"), by=nour.actor, now=timezone.now())
    return asked_of(finish(order, timezone.now() - timedelta(days=2)))


def asked_of(order: Order) -> ReviewAsk:
    return ReviewAsk.objects.with_order().get(order=order)


def answered(ask: ReviewAsk, **changes: Any) -> Review:
    said: dict[str, Any] = {"overall": 5, "text": WORDS, "author_name": "ريم", "consent": "named", "once": uuid4()}
    return answer_review(ask=ask, contact=ask.order.contact, now=timezone.now(), **(said | changes))


def at(ask: ReviewAsk, act: str = "") -> str:
    return f"/desk/reviews/{ask.ref}/{act}"


def text(response: Any) -> str:
    return response.content.decode()


def state(ask: ReviewAsk) -> str:
    ask.refresh_from_db()
    return ask.state


def test_an_empty_list_encourages(desk: Browser) -> None:
    for group, words in (("ask", "Nobody is left to ask"), ("answered", "No review yet"), ("past", "Nothing here")):
        assert words in text(desk.get(f"/desk/reviews/?state={group}"))


def test_each_tab_holds_what_its_word_says(desk: Browser, ask: ReviewAsk, nour: Freelancer) -> None:
    assert ask.order.title in text(desk.get("/desk/reviews/"))
    asking.send_ask_now(ask=ask, by=nour.actor, now=timezone.now())
    assert ask.order.title not in text(desk.get("/desk/reviews/"))
    assert ask.order.title in text(desk.get("/desk/reviews/?state=asked"))
    answered(ask)
    assert WORDS in text(desk.get("/desk/reviews/?state=answered"))


def test_who_was_not_asked_for_days_is_marked(desk: Browser, ask: ReviewAsk) -> None:
    ReviewAsk.objects.filter(pk=ask.pk).update(send_on=timezone.localdate() - timedelta(days=4))
    assert "not asked for days" in text(desk.get("/desk/reviews/"))


def test_it_is_sent_at_once(desk: Browser, ask: ReviewAsk) -> None:
    for _press in range(2):
        assert desk.post(at(ask, "sending/")).headers["Location"] == at(ask)
    assert state(ask) == AskState.SENT
    assert Letter.objects.filter(template="review_ask").count() == 1
    assert "/c/" in text(desk.get(at(ask)))


def test_nothing_is_sent_while_a_complaint_is_open(desk: Browser, ask: ReviewAsk) -> None:
    complain(ask.order, timezone.now())
    page = text(desk.get(at(ask)))
    assert "A complaint is open" in page
    assert "Send it now" not in page
    assert "Settle it first" in text(desk.post(at(ask, "sending/"), follow=True))
    assert state(ask) == AskState.PLANNED


def test_on_a_platform_the_text_is_ready_to_copy(desk: Browser, on_mostaql: ReviewAsk) -> None:
    page = text(desk.get(at(on_mostaql)))
    assert default_ask("ar").splitlines()[0] in page
    assert "/c/" not in page
    assert "Send it now" not in page
    desk.post(at(on_mostaql, "asked/"))
    assert state(on_mostaql) == AskState.SENT
    desk.post(at(on_mostaql, "reminded/"))
    assert state(on_mostaql) == AskState.REMINDED
    assert not Letter.objects.filter(order_ref=on_mostaql.order.ref).exists()


def test_an_address_in_the_own_wording_is_not_carried_onto_a_platform(
    desk: Browser, on_mostaql: ReviewAsk, ask: ReviewAsk, nour: Freelancer
) -> None:
    """Platforms punish who leads a client outside; in our own letters the same words stay as they are."""
    own = f"{default_ask('ar')}\nhttps://nour.shop/t/ أو nour@nour.example أو 0501234567"
    save_ask_text(business=nour.business, language="ar", text=own, now=timezone.now())
    page = text(desk.get(at(on_mostaql)))
    assert "… أو … أو …" in page
    assert "nour.shop" not in page
    assert "0501234567" not in page
    assert to_carry(ask.order, own) == own


def test_a_client_is_not_asked_for_a_reason(desk: Browser, ask: ReviewAsk) -> None:
    page = desk.post(at(ask, "waiver/"), {"reason": " "})
    assert page.status_code == 422
    assert "Please write why" in text(page)
    desk.post(at(ask, "waiver/"), {"reason": "شريك قريب"})
    assert state(ask) == AskState.WAIVED
    assert "شريك قريب" in text(desk.get(at(ask)))
    assert "no longer possible" in text(desk.post(at(ask, "sending/"), follow=True))


def test_a_platforms_review_is_entered_once(desk: Browser, on_mostaql: ReviewAsk) -> None:
    typed = {"once": str(uuid4()), "overall": "5", "quality": "5", "again": "4", "text": WORDS, "consent": "no"}
    wrong = desk.post(at(on_mostaql, "record/"), typed | {"overall": ""})
    assert wrong.status_code == 422
    assert WORDS in text(wrong)
    for _press in range(2):
        assert desk.post(at(on_mostaql, "record/"), typed).headers["Location"] == at(on_mostaql)
    review = Review.objects.get()
    assert (review.overall, review.quality, review.again, review.source) == (5, 5, 4, "platform")
    assert "Publish it" not in text(desk.get(at(on_mostaql)))
    assert "did not agree" in text(desk.post(at(on_mostaql, "publication/"), follow=True))


def test_it_is_published_hidden_and_switched_off(desk: Browser, ask: ReviewAsk, nour: Freelancer) -> None:
    answered(ask)
    public = f"/t/{nour.business.slug}/"
    desk.post(at(ask, "publication/"))
    assert WORDS in text(desk.get(public))
    assert public in text(desk.get("/desk/reviews/"))
    desk.post(at(ask, "hiding/"))
    assert desk.get(public).status_code == 404
    desk.post(at(ask, "publication/"))
    desk.post("/desk/reviews/hiding/")
    assert desk.get(public).status_code == 404


def test_the_wording_is_kept_or_comes_back_with_what_to_mend(desk: Browser, nour: Freelancer) -> None:
    address = "/desk/reviews/wording/"
    assert default_ask("ar").splitlines()[0] in text(desk.get(address))
    greedy = FAIR + " You get a discount for 5 stars."
    page = desk.post(address, {"language": "en", "text": greedy})
    assert page.status_code == 422
    assert greedy in text(page)
    assert "Leave out discounts" in text(page)
    assert "Leave the score to the client" in text(page)
    assert not AskText.objects.exists()
    assert desk.post(address, {"language": "en", "text": FAIR}).headers["Location"] == address
    assert AskText.objects.get().text == FAIR
    assert "your own wording" in text(desk.get(address))
    desk.post(address + "default/", {"language": "en"})
    assert not AskText.objects.exists()


def test_the_wording_is_judged_while_it_is_typed(desk: Browser) -> None:
    page = desk.post("/desk/reviews/wording/check/", {"language": "en", "text": "Please give me 5 stars"}, **HTMX)
    shown = text(page)
    assert "<html" not in shown
    assert "Begin with thanks" in shown
    assert "It promises nothing in return" in shown
    assert not AskText.objects.exists()


def test_today_names_whom_to_ask(desk: Browser, ask: ReviewAsk, on_mostaql: ReviewAsk) -> None:
    """Reem's letter goes by itself; Tariq's text waits to be carried over."""
    page = desk.get("/desk/")
    assert [one.pk for one in page.context["reviews"]] == [on_mostaql.pk]
    assert "Reviews to ask for" in text(page)
    complain(on_mostaql.order, timezone.now())
    assert not desk.get("/desk/").context["reviews"]


def test_today_names_the_reminder_and_the_forgotten(desk: Browser, ask: ReviewAsk, on_mostaql: ReviewAsk) -> None:
    today = timezone.localdate()
    asking.note_asked(ask=on_mostaql, by=Actor.worker(), now=timezone.now())
    assert not desk.get("/desk/").context["reviews"]
    ReviewAsk.objects.filter(pk=on_mostaql.pk).update(remind_on=today)
    ReviewAsk.objects.filter(pk=ask.pk).update(send_on=today - timedelta(days=5))
    assert {one.pk for one in desk.get("/desk/").context["reviews"]} == {ask.pk, on_mostaql.pk}


def test_the_order_shows_the_last_steps(desk: Browser, ask: ReviewAsk, on_mostaql: ReviewAsk) -> None:
    assert at(ask) in text(desk.get(f"/desk/orders/{ask.order.ref}/"))
    there = text(desk.get(f"/desk/orders/{on_mostaql.order.ref}/"))
    assert "Thanks, to send there first" in there
    assert "Review asked for" in there
    owed = Todo.objects.get(key=f"closing_thanks:{on_mostaql.order.ref}")
    desk.post(f"/desk/orders/{on_mostaql.order.ref}/todos/{owed.ref}/done/")
    assert "Thanks, to send there first" not in text(desk.get(f"/desk/orders/{on_mostaql.order.ref}/"))
    answered(ask)
    answered_page = text(desk.get(f"/desk/orders/{ask.order.ref}/"))
    assert WORDS in answered_page
    assert "Review received" in answered_page


def test_strangers_find_nothing(sams_desk: Browser, ask: ReviewAsk) -> None:
    answered(ask)
    assert sams_desk.get(at(ask)).status_code == 404
    for act in ("sending/", "asked/", "reminded/", "waiver/", "record/", "publication/", "hiding/"):
        assert sams_desk.post(at(ask, act), {"reason": "x"}).status_code == 404
    assert ask.order.title not in text(sams_desk.get("/desk/reviews/?state=answered"))


def test_the_list_costs_the_same_for_3_and_30(
    desk: Browser, deals: Deals, reem: Lead, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for many in (3, 12):
        for _one in range(many):
            answered(asked_of(finish(deals.accepted(reem), timezone.now())))
        desk.get("/desk/reviews/?state=answered")
        with django_assert_max_num_queries(8) as asked:
            desk.get("/desk/reviews/?state=answered")
        counts.append(len(asked))
    assert counts[0] == counts[1]
