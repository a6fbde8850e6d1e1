"""The conversation on the client's own link."""

from uuid import uuid4

import pytest

from clients.models import Message
from orders.models import Offer
from tests.portal.conftest import Clock, Visitor, text

pytestmark = pytest.mark.django_db


def test_a_message_starts_the_clock_and_says_by_when_the_answer_comes(talk: Visitor) -> None:
    page = talk.follow("say", text="متى نبدأ؟")
    assert "متى نبدأ؟" in text(page)
    assert page.context["talk"].answer_by is not None
    assert [str(message) for message in page.context["messages"]]


def test_the_page_lists_what_is_open_with_its_own_link(talk: Visitor, visit: Visitor, offer: Offer) -> None:
    page = text(talk.get())
    assert offer.title in page
    assert visit.at("subject") in page


def test_twice_is_once_and_nothing_is_no_message(talk: Visitor) -> None:
    once = str(uuid4())
    for _press in range(2):
        assert talk.post("say", text="مرة", once=once).status_code == 302
    assert Message.objects.filter(body="مرة").count() == 1
    assert talk.post("say", text=" ").status_code == 422


def test_the_page_costs_the_same_for_3_and_30_messages(talk: Visitor, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    def write(count: int) -> None:
        for number in range(count):
            talk.post("say", text=f"رسالة {number}")

    write(3)
    with django_assert_num_queries(11):
        talk.get()
    write(27)
    with django_assert_num_queries(11):
        talk.get()


def test_a_link_to_an_offer_is_no_link_to_the_talk(visit: Visitor) -> None:
    assert visit.post("say", text="مرحبًا").status_code == 404


def test_what_is_written_is_shown_as_text(talk: Visitor) -> None:
    page = text(talk.follow("say", text="<script>alert(1)</script>"))
    assert "<script>alert" not in page


def test_a_promise_that_passed_is_no_date_any_more(talk: Visitor, visit: Visitor, clock: Clock) -> None:
    talk.post("say", text="متى ننتهي؟")
    promised = talk.get().context["talk"]
    assert promised.answer_by is not None
    clock.later(days=9)
    for page in (talk.get(), visit.get()):
        assert page.context["talk"].answer_by is None
        assert page.context["talk"].is_overdue
