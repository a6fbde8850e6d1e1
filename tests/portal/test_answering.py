"""Questions, wishes and refusals of an offer."""

from uuid import uuid4

import pytest

from clients.models import Contact, Message
from clients.services.messages import reply
from orders.models import Offer, OfferState
from tests.portal.conftest import Clock, Desk, Visitor, text

pytestmark = pytest.mark.django_db


def test_a_question_arrives_with_a_promise_and_stays_on_the_page(visit: Visitor, offer: Offer) -> None:
    page = visit.follow("ask", text="هل يشمل العرض الصور؟", question="1")
    assert "هل يشمل العرض الصور؟" in text(page)
    assert page.context["talk"].answer_by is not None
    offer.refresh_from_db()
    assert offer.state == OfferState.TALKS
    assert page.context["step"] == "answer"


def test_the_answer_is_read_on_the_same_page(visit: Visitor, desk: Desk, reem: Contact, clock: Clock) -> None:
    visit.post("ask", text="متى يبدأ العمل؟", question="1")
    reply(
        conversation=reem.client.conversation, body="يوم وصول الدفعة.", by=desk.nour.actor, now=clock.later(minutes=30)
    )
    page = visit.get()
    assert "يوم وصول الدفعة." in text(page)
    assert page.context["talk"].answer_by is None


def test_wishes_put_the_offer_on_hold_and_more_may_be_added(visit: Visitor, offer: Offer) -> None:
    page = visit.follow("ask", text="بلا ربط الحجز", changes="1")
    assert page.context["deal"].waits_for_version
    assert visit.at("accept") not in text(page)
    assert 'name="changes"' in text(visit.get("ask"))
    visit.post("ask", text="وبأربعة ألوان", changes="1")
    offer.refresh_from_db()
    assert "بلا ربط الحجز" in offer.changes_asked
    assert "وبأربعة ألوان" in offer.changes_asked


def test_the_same_form_twice_is_one_message(visit: Visitor) -> None:
    once = str(uuid4())
    for _press in range(2):
        visit.post("ask", text="سؤال", once=once, question="1")
    assert Message.objects.filter(body="سؤال").count() == 1


@pytest.mark.parametrize("act", ["question", "changes"])
def test_an_empty_message_is_asked_for(visit: Visitor, act: str) -> None:
    page = visit.post("ask", text="  ", **{act: "1"})
    assert page.status_code == 422
    assert page.context["form"].errors["text"]


def test_wishes_come_too_late_and_nothing_typed_is_lost(visit: Visitor, clock: Clock) -> None:
    clock.later(days=8)
    page = visit.post("ask", text="تعديل صغير", changes="1")
    assert page.status_code == 422
    assert "تعديل صغير" in text(page)
    assert visit.follow("ask", text="هل يمكن تجديده؟", question="1").status_code == 200
    assert Message.objects.filter(body="هل يمكن تجديده؟").exists()


def test_it_declines_with_a_reason(visit: Visitor, offer: Offer) -> None:
    assert visit.get("decline").status_code == 200
    page = visit.follow("decline", reason="الميزانية لا تكفي")
    assert page.context["deal"].ending == "declined"
    assert "الميزانية لا تكفي" in text(page)
    offer.refresh_from_db()
    assert (offer.state, offer.decline_reason) == (OfferState.DECLINED, "الميزانية لا تكفي")


def test_declining_needs_a_reason_and_twice_is_harmless(visit: Visitor, offer: Offer) -> None:
    assert visit.post("decline", reason="").status_code == 422
    for _press in range(2):
        assert visit.post("decline", reason="لا").status_code == 302
    offer.refresh_from_db()
    assert offer.decline_reason == "لا"
    assert visit.get("decline").status_code == 302


def test_declining_what_was_accepted_says_why_not(visit: Visitor, accepted: object) -> None:
    page = visit.post("decline", reason="تأخرنا")
    assert page.status_code == 422
    assert "تأخرنا" in text(page)
    assert page.context["form"].non_field_errors()


def test_reading_is_told_by_an_act(visit: Visitor, offer: Offer) -> None:
    visit.get()
    offer.refresh_from_db()
    assert offer.viewed_at is None
    assert visit.post("seen").status_code == 204
    assert visit.post("seen").status_code == 204
    offer.refresh_from_db()
    assert offer.viewed_at is not None


def test_strangers_write_into_their_own_talk_alone(strangers: Visitor, reem: Contact) -> None:
    strangers.post("ask", text="Hello there", question="1")
    assert not Message.objects.filter(conversation__client=reem.client, body="Hello there").exists()
