"""What the client does with an offer, short of accepting it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from clients.models import Contact, Message
from orders.errors import OfferExpired, OfferIsClosed, ReasonIsMissing, TextIsMissing, WrongPerson
from orders.models import Offer, OfferState
from orders.services import offers
from outbox.models import Event, Letter
from tests.cast import NOW

from .conftest import Desk

LATER = NOW + timedelta(hours=3)
AFTER_THE_END = NOW + timedelta(days=8)


def test_reading_is_noted_once(desk: Desk, reem: Contact) -> None:
    offer = desk.sent(reem)
    assert offers.view_offer(offer=offer, contact=reem, now=NOW)
    assert not offers.view_offer(offer=offer, contact=reem, now=LATER)
    offer.refresh_from_db()
    assert offer.viewed_at == NOW
    assert Event.objects.filter(verb="offer.viewed").count() == 1


def test_a_question_is_a_message_that_starts_the_clock(desk: Desk, reem: Contact) -> None:
    offer = offers.ask_about_offer(offer=desk.sent(reem), contact=reem, text="هل يشمل الاستضافة؟", now=NOW)
    message = Message.objects.get(about_kind="offer")
    talk = reem.client.conversation
    talk.refresh_from_db()
    letter = Letter.objects.get(template="offer_asked")
    assert (offer.state, message.body, message.about_ref) == (OfferState.TALKS, "هل يشمل الاستضافة؟", offer.ref)
    assert talk.waits_on_us
    assert "هل يشمل الاستضافة؟" in letter.body
    assert (letter.recipient, letter.reply_to) == (desk.nour.user.email, reem.email)
    assert Offer.objects.get().viewed_at == NOW


def test_the_same_question_twice_is_one_message(desk: Desk, reem: Contact) -> None:
    offer, once = desk.sent(reem), uuid4()
    for at in (NOW, LATER):
        offers.ask_about_offer(offer=offer, contact=reem, text="متى؟", now=at, once=once)
    assert Message.objects.filter(about_kind="offer").count() == 1
    assert Event.objects.filter(verb="offer.asked").count() == 1


def test_an_offer_in_talks_can_still_be_accepted(desk: Desk, reem: Contact) -> None:
    offer = offers.ask_about_offer(offer=desk.sent(reem), contact=reem, text="متى؟", now=NOW)
    assert offers.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=reem, now=LATER)


def test_an_offer_that_ran_out_can_be_asked_about(desk: Desk, reem: Contact) -> None:
    offer = desk.sent(reem)
    offers.expire_offers(now=AFTER_THE_END)
    asked = offers.ask_about_offer(offer=offer, contact=reem, text="هل يُجدد؟", now=AFTER_THE_END)
    assert asked.state == OfferState.EXPIRED
    assert Message.objects.filter(body="هل يُجدد؟").exists()


def test_asking_for_changes_closes_this_version(desk: Desk, reem: Contact) -> None:
    offer = offers.ask_changes(offer=desk.sent(reem), contact=reem, text="صفحتان بدل أربع", now=NOW)
    offer = offers.ask_changes(offer=offer, contact=reem, text="وبلا حجز", now=LATER)
    assert offer.state == OfferState.CHANGES
    assert offer.changes_asked == "صفحتان بدل أربع\n\nوبلا حجز"
    assert Letter.objects.filter(template="offer_changes").count() == 2
    with pytest.raises(OfferIsClosed):
        offers.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=reem, now=LATER)


def test_declining_keeps_the_reason_and_tells_the_owner(desk: Desk, reem: Contact) -> None:
    sent = desk.sent(reem)
    for at in (NOW, LATER):
        offer = offers.decline_offer(offer=sent, contact=reem, reason=" الميزانية هذا العام لا تسمح ", now=at)
    offer.refresh_from_db()
    assert (offer.state, offer.decline_reason, offer.decided_at) == (
        OfferState.DECLINED, "الميزانية هذا العام لا تسمح", NOW,
    )  # fmt: skip
    assert "الميزانية" in Letter.objects.get(template="offer_declined").body
    assert Event.objects.filter(verb="offer.declined").count() == 1
    assert "الميزانية" not in str(Event.objects.get(verb="offer.declined").data)


@pytest.mark.parametrize("act", [offers.ask_about_offer, offers.ask_changes])
def test_an_empty_message_is_refused(desk: Desk, reem: Contact, act: object) -> None:
    with pytest.raises(TextIsMissing):
        act(offer=desk.sent(reem), contact=reem, text=" \n", now=NOW)  # type: ignore[operator]


def test_declining_needs_a_reason(desk: Desk, reem: Contact) -> None:
    with pytest.raises(ReasonIsMissing):
        offers.decline_offer(offer=desk.sent(reem), contact=reem, reason="  ", now=NOW)


def test_another_clients_contact_is_refused_everywhere(desk: Desk, reem: Contact, hannah: Contact) -> None:
    offer = desk.sent(reem)
    with pytest.raises(WrongPerson):
        offers.view_offer(offer=offer, contact=hannah, now=NOW)
    with pytest.raises(WrongPerson):
        offers.ask_about_offer(offer=offer, contact=hannah, text="?", now=NOW)
    with pytest.raises(WrongPerson):
        offers.ask_changes(offer=offer, contact=hannah, text="?", now=NOW)
    with pytest.raises(WrongPerson):
        offers.decline_offer(offer=offer, contact=hannah, reason="no", now=NOW)
    offer.refresh_from_db()
    assert (offer.state, offer.viewed_at) == (OfferState.SENT, None)


def test_it_is_too_late_for_changes_after_the_end(desk: Desk, reem: Contact) -> None:
    offer = desk.sent(reem)
    with pytest.raises(OfferExpired):
        offers.ask_changes(offer=offer, contact=reem, text="تعديل", now=AFTER_THE_END)


def test_an_accepted_offer_is_not_declined(desk: Desk, reem: Contact) -> None:
    offer = desk.accepted(reem).offer
    with pytest.raises(OfferIsClosed):
        offers.decline_offer(offer=offer, contact=reem, reason="ندمت", now=LATER)
