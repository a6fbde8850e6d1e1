"""Writing an offer at the desk."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import translation

from clients.models import Contact
from core.money import Money
from orders.errors import OfferIsClosed, OfferIsFrozen, PlanFallsShort, TitleIsMissing, WrongPerson
from orders.models import Offer, OfferState, Trigger
from orders.services import offers
from orders.services.pricing import PartSpec, quarters
from tests.cast import NOW, Freelancer

from .conftest import LINES, NEXT_WEEK, TOTAL, Desk, sar


def test_a_draft_knows_its_client_currency_and_commission(desk: Desk, reem: Contact, tariq: Contact) -> None:
    direct, on_platform = desk.draft(reem), desk.draft(tariq)
    assert (direct.currency, direct.commission_bp, direct.language, direct.state) == ("SAR", 0, "ar", "draft")
    assert on_platform.platform == tariq.client.platform
    assert on_platform.commission_bp == tariq.client.platform.commission_bp > 0
    assert on_platform.is_for_platform
    assert not direct.is_for_platform


def test_the_same_form_twice_makes_one_draft(desk: Desk, reem: Contact) -> None:
    once = uuid4()
    assert desk.draft(reem, once=once) == desk.draft(reem, once=once)
    assert Offer.objects.count() == 1


def test_saving_keeps_lines_plan_and_totals(desk: Desk, reem: Contact) -> None:
    offer = desk.ready(reem)
    assert (offer.net, offer.vat, offer.total) == (TOTAL, sar(0), TOTAL)
    assert [line.total for line in offer.lines.order_by("position")] == [sar(3500), sar(3600), sar(1700)]
    assert [part.amount for part in offer.parts.order_by("position")] == [sar(2200)] * 4
    assert Offer.objects.get(folded__contains="هويه").pk == offer.pk


def test_saving_again_replaces_everything(desk: Desk, reem: Contact) -> None:
    offer = desk.save(desk.ready(reem), lines=LINES[:1], parts=[PartSpec("الكل", Trigger.SIGNING, 10_000)])
    assert offer.total == sar(3500)
    assert (offer.lines.count(), offer.parts.count()) == (1, 1)


def test_vat_is_added_where_the_business_is_registered(desk: Desk, reem: Contact) -> None:
    business = desk.nour.business
    business.vat_number, business.vat_rate_bp = "310122393500003", 1500
    business.save()
    offer = desk.ready(reem)
    assert (offer.net, offer.vat, offer.total) == (TOTAL, sar(1320), sar(10120))
    assert sum(part.amount_minor for part in offer.parts.all()) == offer.total_minor


def test_a_rate_without_registration_adds_nothing(desk: Desk, reem: Contact) -> None:
    desk.nour.business.vat_rate_bp = 1500
    desk.nour.business.save()
    assert desk.ready(reem).vat == sar(0)


def test_a_plan_one_halala_short_is_refused_and_nothing_changes(desk: Desk, reem: Contact) -> None:
    offer = desk.ready(reem)
    parts = [PartSpec("الكل", Trigger.SIGNING, amount=TOTAL - Money(1, "SAR"))]
    with pytest.raises(PlanFallsShort), translation.override("en"):
        desk.save(offer, parts=parts)
    assert offer.parts.count() == 4


def test_lines_may_be_saved_before_the_plan(desk: Desk, reem: Contact) -> None:
    offer = desk.ready(reem, parts=[])
    assert (offer.total, offer.parts.count()) == (TOTAL, 0)


def test_what_a_trigger_does_not_use_is_not_kept(desk: Desk, reem: Contact) -> None:
    stray = [replace(part, at_percent=part.at_percent or 10, due_on=NEXT_WEEK) for part in quarters("ar")]
    offer = desk.ready(reem, parts=stray)
    assert [part.at_percent for part in offer.parts.order_by("position")] == [None, 50, 75, 100]
    assert not offer.parts.exclude(due_on=None).exists()


def test_a_title_is_needed(desk: Desk, reem: Contact) -> None:
    with pytest.raises(TitleIsMissing):
        desk.draft(reem, title="  ")
    with pytest.raises(TitleIsMissing):
        desk.save(desk.draft(reem), title="  ")


def test_a_sent_offer_does_not_change(desk: Desk, reem: Contact) -> None:
    offer = desk.sent(reem)
    with pytest.raises(OfferIsFrozen):
        desk.save(offer)
    with pytest.raises(OfferIsFrozen):
        offers.discard_draft(offer=offer, by=desk.nour.actor, now=NOW)


def test_a_draft_can_be_thrown_away(desk: Desk, reem: Contact) -> None:
    draft = desk.ready(reem)
    for _again in range(2):
        offers.discard_draft(offer=draft, by=desk.nour.actor, now=NOW)
    assert not Offer.objects.exists()


def test_another_freelancers_contact_is_refused(desk: Desk, sam: Freelancer, reem: Contact) -> None:
    with pytest.raises(WrongPerson):
        Desk(sam).draft(reem)


def test_a_new_version_copies_and_leaves_the_sent_one(desk: Desk, reem: Contact) -> None:
    sent = desk.sent(reem)
    frozen = sent.paper_hash
    draft = offers.new_version(offer=sent, by=desk.nour.actor, now=NOW)
    assert (draft.version, draft.state, draft.root_ref, draft.number) == (2, "draft", sent.root_ref, sent.number)
    assert [line.title for line in draft.lines.order_by("position")] == [line.title for line in LINES]
    assert draft.parts.count() == 4
    sent.refresh_from_db()
    assert (sent.state, sent.paper_hash, sent.superseded_at) == (OfferState.SENT, frozen, None)


def test_asking_for_a_new_version_twice_gives_the_same_draft(desk: Desk, reem: Contact) -> None:
    sent = desk.sent(reem)
    first = offers.new_version(offer=sent, by=desk.nour.actor, now=NOW)
    assert offers.new_version(offer=sent, by=desk.nour.actor, now=NOW) == first


def test_an_accepted_offer_has_no_new_version(desk: Desk, reem: Contact) -> None:
    offer = desk.accepted(reem).offer
    with pytest.raises(OfferIsClosed):
        offers.new_version(offer=offer, by=desk.nour.actor, now=NOW)
