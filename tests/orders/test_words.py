"""What people read: every event has its line, every letter its words, and a renamed client is found."""

import pytest
from django.conf import settings
from django.utils import translation

from clients.models import Contact
from clients.services import people
from core.icons import ICONS
from orders.models import Evidence, Offer, Order
from orders.papers.labels import ACTORS, EVENTS
from orders.services import changing, instalments, offers, signing, work
from orders.services.evidence import Scene, note
from orders.services.folding import refold_client
from orders.wording import WORDING
from outbox.models import Event, Letter
from outbox.wording import describe
from tests.cast import NOW

from .conftest import Desk, instalment, sign
from .staged import Work


def lived(desk: Desk, contact: Contact) -> Order:
    """A deal in which nearly everything happens."""
    by = desk.nour.actor
    offer = offers.ask_about_offer(offer=desk.sent(contact), contact=contact, text="Is hosting included?", now=NOW)
    offer = offers.ask_changes(offer=offer, contact=contact, text="Two pages, please", now=NOW)
    draft = offers.new_version(offer=offer, by=by, now=NOW)
    offer = offers.send_offer(offer=draft, by=by, now=NOW)
    offer = offers.decline_offer(offer=offer, contact=contact, reason="Too early", now=NOW)
    offer = offers.reopen_offer(offer=offer, reason="They called", by=by, now=NOW)
    order = offers.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=contact, now=NOW)
    signing.decline_contract(contract=order.contract, contact=contact, reason="Clause 8", now=NOW)
    signing.send_contract_again(contract=order.contract, by=by, now=NOW)
    work.start_order(order=order, by=by, now=NOW, reason="Old client")
    sign(order.contract, contact)
    instalments.mark_paid(instalment=instalment(order, 1), by=by, now=NOW)
    work.record_progress(order=order, percent=50, by=by, now=NOW)
    work.tick_scope(item=order.scope.get(position=1), done=True, by=by, now=NOW)
    _stages(Work(order, by, contact))
    return order


def _stages(at_work: Work) -> None:
    asked = at_work.changes(at_work.show(1), "Calmer, please")
    changing.mark_correction(change_list=asked, reason="Wrong number", by=at_work.by, now=NOW)
    at_work.approve(at_work.show(1, changed="Calmer"))
    extra = changing.request_change_order(
        order=at_work.order, milestone=None, text="A shop", contact=at_work.contact, now=NOW
    )  # fmt: skip
    changing.answer_change_order(change_order=extra, state="offered", answer="", by=at_work.by, now=NOW)


def test_every_event_has_an_icon_and_a_sentence_that_fills(desk: Desk, hannah: Contact) -> None:
    lived(desk, hannah)
    ours = Event.objects.filter(verb__regex=r"^(offer|order|contract|instalment|milestone|changes|change_order)\.")
    assert ours.values("verb").distinct().count() > 20
    for event in ours:
        line = describe(event)
        assert event.verb in WORDING
        assert line.icon in ICONS
        assert "—" not in line.text
        assert "%(" not in line.text
    assert {icon for icon, _sentence in WORDING.values()} <= ICONS


def test_events_hold_no_names_addresses_or_free_words(desk: Desk, hannah: Contact) -> None:
    lived(desk, hannah)
    for event in Event.objects.exclude(subject_kind__in=["lead", "business"]):
        data = str(event.data)
        for private in ("Hannah", "vogel", "Too early", "Clause", "Old client", "hosting", "Calmer", "Wrong", "shop"):
            assert private not in data, event.verb


def test_letters_speak_their_recipients_language(desk: Desk, hannah: Contact) -> None:
    with translation.override("ar"):
        lived(desk, hannah)
    letters = Letter.objects.filter(template__regex=r"^(offer|contract)_")
    assert letters.count() >= 10
    for letter in letters:
        assert letter.language == ("en" if letter.recipient == hannah.email else "ar")
        assert letter.subject.strip()
        assert letter.secret or len(letter.body) > 80
    assert "is ready to read" in letters.get(template="offer_sent").body
    assert "It replaces the earlier one" in letters.get(template="offer_version_sent").body


def test_every_kind_of_evidence_and_actor_has_words_in_both_languages() -> None:
    assert set(Evidence.Kind.values) == set(EVENTS)
    assert {"owner", "contact", "worker", "visitor"} == set(ACTORS)
    for pair in (*EVENTS.values(), *ACTORS.values()):
        assert pair.ar != pair.en
        assert pair.en.isascii()


@pytest.mark.parametrize(
    ("given", "kept"), [("203.0.113.7", "203.0.113.7"), ("2001:DB8::1", "2001:db8::1"), ("unix:", None), ("", None)]
)
def test_only_real_addresses_are_kept_as_evidence(desk: Desk, reem: Contact, given: str, kept: str | None) -> None:
    contract = desk.accepted(reem).contract
    row = note(contract, "viewed", desk.nour.actor, NOW, Scene(given, "Mozilla\x00\n/5.0", "ar"))
    row.refresh_from_db()
    assert (row.ip, row.agent) == (kept, "Mozilla/5.0")


def test_the_letter_of_the_code_is_the_only_secret_one() -> None:
    assert {"contract_code": "orders.services.codes.reveal"}.items() <= settings.SECRET_LETTERS.items()


def test_a_renamed_client_is_found_by_the_new_name(desk: Desk, reem: Contact) -> None:
    order = desk.accepted(reem)
    client = reem.client
    people.change_client(
        client=client, name="ريم القحطاني", organisation=client.organisation, country="SA", city="", by=desk.nour.actor,
        now=NOW,
    )  # fmt: skip
    refold_client(Event.objects.get(verb="client.changed"), now=NOW)
    order.refresh_from_db()
    assert "القحطاني" in order.folded
    assert "القحطاني" in Offer.objects.get().folded
