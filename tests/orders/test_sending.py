"""An offer leaves the desk."""

from datetime import timedelta

import pytest
from django.utils import translation

from clients.models import ClientLink, Contact
from core.papers import fingerprint
from orders.errors import (
    ContactHasNoEmail,
    OfferIsClosed,
    OfferIsEmpty,
    OfferIsFrozen,
    OlderVersionWasAnswered,
    PlanIsMissing,
    ReasonIsMissing,
    ValidityIsMissing,
    ValidityIsPast,
    VatRateMoved,
)
from orders.models import Offer, OfferState
from orders.papers.texts import chat_text, inbox_text
from orders.services import offers
from orders.services.links import deal_link
from outbox.models import Event, Letter
from tests.cast import NOW, Freelancer

from .conftest import NEXT_WEEK, SUNDAY, Desk


def send(desk: Desk, offer: Offer, **more: object) -> Offer:
    return offers.send_offer(offer=offer, by=desk.nour.actor, now=NOW, **more)


def test_it_is_numbered_frozen_linked_and_mailed(desk: Desk, reem: Contact) -> None:
    offer = desk.sent(reem)
    offer.refresh_from_db()
    letter = Letter.objects.get(template="offer_sent")
    link = ClientLink.objects.get(subject_kind="offer")
    assert (offer.number, offer.state, offer.sent_at) == ("OFR-2026-0001", OfferState.SENT, NOW)
    assert fingerprint(offer.paper) == offer.paper_hash
    assert (letter.recipient, letter.language, letter.client_ref) == (reem.email, "ar", reem.client.ref)
    assert link.url in letter.body
    assert (link.contact, link.subject_ref) == (reem, offer.root_ref)
    event = Event.objects.get(verb="offer.sent")
    assert event.data == {"number": offer.number, "version": 1, "total": {"minor": 880000, "currency": "SAR"}}


def test_numbers_count_up_by_business_and_year(desk: Desk, reem: Contact, hannah: Contact) -> None:
    assert [desk.sent(reem).number, desk.sent(hannah).number] == ["OFR-2026-0001", "OFR-2026-0002"]
    late = NOW + timedelta(days=40)
    offer = desk.ready(reem, valid_until=late.date())
    assert offers.send_offer(offer=offer, by=desk.nour.actor, now=late).number == "OFR-2027-0001"


def test_the_year_turns_at_midnight_in_riyadh(desk: Desk, reem: Contact) -> None:
    new_year = NOW.replace(month=12, day=31, hour=21, minute=5)  # 00:05 on 1 January in Riyadh
    offer = desk.ready(reem, valid_until=new_year.date() + timedelta(days=9))
    assert offers.send_offer(offer=offer, by=desk.nour.actor, now=new_year).number == "OFR-2027-0001"


def test_sending_twice_is_harmless(desk: Desk, reem: Contact) -> None:
    offer = desk.sent(reem)
    again = send(desk, offer)
    assert (again.number, again.paper_hash) == (offer.number, offer.paper_hash)
    assert Letter.objects.filter(template="offer_sent").count() == 1
    assert Event.objects.filter(verb="offer.sent").count() == 1


@pytest.mark.parametrize(
    ("missing", "refusal"),
    [
        ({"lines": [], "parts": []}, OfferIsEmpty),
        ({"parts": []}, PlanIsMissing),
        ({"valid_until": None}, ValidityIsMissing),
        ({"valid_until": SUNDAY - timedelta(days=1)}, ValidityIsPast),
    ],
)
def test_an_unfinished_offer_is_not_sent(
    desk: Desk, reem: Contact, missing: dict[str, object], refusal: type[Exception]
) -> None:
    offer = desk.ready(reem, **missing)
    with pytest.raises(refusal):
        send(desk, offer)
    offer.refresh_from_db()
    assert (offer.state, offer.number) == (OfferState.DRAFT, "")
    assert not ClientLink.objects.filter(subject_kind="offer").exists()


def test_valid_today_is_still_valid(desk: Desk, reem: Contact) -> None:
    assert send(desk, desk.ready(reem, valid_until=SUNDAY)).state == OfferState.SENT


def test_a_vat_rate_that_moved_is_noticed(desk: Desk, reem: Contact) -> None:
    offer = desk.ready(reem)
    desk.nour.business.vat_number, desk.nour.business.vat_rate_bp = "310122393500003", 1500
    desk.nour.business.save()
    with pytest.raises(VatRateMoved):
        send(desk, offer)
    assert send(desk, desk.save(offer)).vat.minor > 0


def test_without_an_address_the_owner_is_told_or_sends_by_hand(desk: Desk, reem: Contact) -> None:
    Contact.objects.filter(pk=reem.pk).update(email="")
    offer = desk.ready(reem)
    with pytest.raises(ContactHasNoEmail), translation.override("en"):
        send(desk, offer)
    offer = send(desk, offer, by_hand=True)
    link = deal_link(offer=offer, contact=offer.contact, now=NOW)
    assert not Letter.objects.filter(template="offer_sent").exists()
    assert link.url in chat_text(offer, url=link.url)


def test_a_platform_offer_gets_text_but_neither_link_nor_letter(desk: Desk, tariq: Contact) -> None:
    offer = desk.sent(tariq)
    text = inbox_text(offer, today=SUNDAY)
    assert not Letter.objects.filter(template__startswith="offer").exists()
    assert not ClientLink.objects.filter(subject_kind="offer").exists()
    assert "موقع الحجز" in text
    assert "8,800.00" in text
    assert "@" not in text
    assert "http" not in text


def test_a_new_version_takes_the_old_one_back_under_the_same_number_and_link(desk: Desk, reem: Contact) -> None:
    old = desk.sent(reem)
    link = deal_link(offer=old, contact=reem, now=NOW)
    new = send(desk, offers.new_version(offer=old, by=desk.nour.actor, now=NOW))
    old.refresh_from_db()
    assert (old.state, old.superseded_at) == (OfferState.WITHDRAWN, NOW)
    assert (new.number, new.version) == (old.number, 2)
    assert deal_link(offer=new, contact=reem, now=NOW).url == link.url
    assert Offer.objects.shown_to_client(link.subject_ref).first() == new
    assert list(Offer.objects.for_list()) == [new]
    assert link.url in Letter.objects.get(template="offer_version_sent").body


def test_a_version_is_not_sent_once_an_earlier_one_was_accepted(desk: Desk, reem: Contact) -> None:
    old = desk.sent(reem)
    draft = offers.new_version(offer=old, by=desk.nour.actor, now=NOW)
    offers.accept_offer(offer=old, paper_hash=old.paper_hash, contact=reem, now=NOW)
    with pytest.raises(OlderVersionWasAnswered):
        send(desk, draft)
    old.refresh_from_db()
    assert (old.state, old.superseded_at) == (OfferState.ACCEPTED, None)


def test_withdrawing_ends_it_and_twice_is_harmless(desk: Desk, reem: Contact) -> None:
    offer = desk.sent(reem)
    for _again in range(2):
        assert offers.withdraw_offer(offer=offer, by=desk.nour.actor, now=NOW).state == OfferState.WITHDRAWN
    assert Event.objects.filter(verb="offer.withdrawn").count() == 1


def test_an_accepted_offer_is_not_withdrawn(desk: Desk, reem: Contact) -> None:
    offer = desk.accepted(reem).offer
    with pytest.raises(OfferIsClosed):
        offers.withdraw_offer(offer=offer, by=desk.nour.actor, now=NOW)


def test_a_declined_offer_is_put_back_for_a_reason_that_is_kept(desk: Desk, reem: Contact) -> None:
    offer = offers.decline_offer(offer=desk.sent(reem), contact=reem, reason="الميزانية", now=NOW)
    with pytest.raises(ReasonIsMissing):
        offers.reopen_offer(offer=offer, reason=" ", by=desk.nour.actor, now=NOW)
    offer = offers.reopen_offer(offer=offer, reason="اتصلت ريم وعدلت", by=desk.nour.actor, now=NOW)
    offer.refresh_from_db()
    assert (offer.state, offer.reopen_reason, offer.decided_at) == (OfferState.TALKS, "اتصلت ريم وعدلت", None)
    assert offers.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=reem, now=NOW).offer == offer


def test_neither_an_old_nor_a_replaced_offer_is_put_back(desk: Desk, reem: Contact, hannah: Contact) -> None:
    declined = offers.decline_offer(offer=desk.sent(reem), contact=reem, reason="x", now=NOW)
    with pytest.raises(ValidityIsPast):
        offers.reopen_offer(offer=declined, reason="x", by=desk.nour.actor, now=NOW + timedelta(days=8))
    old = desk.sent(hannah)
    send(desk, offers.new_version(offer=old, by=desk.nour.actor, now=NOW))
    with pytest.raises(OfferIsFrozen):
        offers.reopen_offer(offer=old, reason="x", by=desk.nour.actor, now=NOW)


def test_the_beat_records_what_ran_out_and_only_once(desk: Desk, reem: Contact, hannah: Contact) -> None:
    offer = desk.sent(reem)
    desk.sent(hannah, valid_until=NEXT_WEEK + timedelta(days=1))
    last_minute = NOW.replace(day=29, hour=20, minute=59)  # 23:59 in Riyadh
    assert offers.expire_offers(now=last_minute) == 0
    assert offers.expire_offers(now=last_minute + timedelta(minutes=1)) == 1
    assert offers.expire_offers(now=last_minute + timedelta(minutes=2)) == 0
    offer.refresh_from_db()
    assert offer.state == OfferState.EXPIRED
    assert Event.objects.filter(verb="offer.expired").count() == 1


def test_a_stranger_has_no_offers(desk: Desk, sam: Freelancer, reem: Contact) -> None:
    desk.sent(reem)
    assert not Offer.objects.owned_by(sam.business).exists()
