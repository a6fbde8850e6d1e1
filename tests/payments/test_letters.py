"""The letters about money: who gets them, in whose language, and what their subjects say."""

import pytest

from clients.models import Contact
from outbox.models import Event, Letter
from outbox.wording import describe
from tests.payments.conftest import Tell

pytestmark = pytest.mark.django_db


def test_the_subject_has_number_and_amount_on_one_line(tell: Tell, hannah: Contact) -> None:
    tell("1234.56", contact=hannah, currency="USD").worker()
    letter = Letter.objects.get(template="invoice_issued")
    assert letter.subject == "Invoice INV-2026-0001: $308.64, due Sunday 29 November 2026"
    assert "Hello Hannah Vogel," in letter.body
    assert letter.language == "en"


def test_a_name_cannot_break_the_subject(tell: Tell, reem: Contact) -> None:
    reem.client.name = "مقهى\nBcc: x@evil.example 2"
    reem.client.save()
    story = tell("1000")
    story.bills()
    story.claims()
    story.worker()
    letter = Letter.objects.get(template="payment_claimed")
    assert "\n" not in letter.subject
    assert letter.recipient == "nour@maktab.example"


def test_a_paid_invoice_is_thanked_for_and_an_overpayment_named(tell: Tell, hannah: Contact) -> None:
    story = tell("1000", contact=hannah, currency="USD")
    story.bills()
    story.pays("260")
    story.worker()
    body = Letter.objects.get(template="payment_confirmed").body
    assert "The invoice is paid in full." in body
    assert "You paid $10.00 more than was due." in body


def test_each_letter_goes_once_however_often_its_event_is_worked_off(tell: Tell) -> None:
    from payments.services.sending import tell_owner

    story = tell("1000")
    story.bills()
    story.claims()
    event = Event.objects.get(verb="payment.claimed")
    tell_owner(event, now=story.now)
    tell_owner(event, now=story.now)
    assert Letter.objects.filter(template="payment_claimed").count() == 1


def test_letters_know_their_client_and_order(tell: Tell) -> None:
    story = tell("1000").worker()
    story.claims()
    story.worker()
    own = Letter.objects.filter(client_ref=story.order.client.ref, order_ref=story.order.ref)
    assert set(own.filter(template__in=["invoice_issued", "payment_claimed"]).values_list("template", flat=True)) == {
        "invoice_issued",
        "payment_claimed",
    }


def test_a_client_whose_platform_forbids_mail_gets_none(tell: Tell, reem: Contact) -> None:
    from clients.models import Platform

    story = tell("1000")
    reem.client.platform = Platform.objects.filter(business=story.business, contact_allowed=False).first()
    reem.client.save()
    story.worker()
    assert not Letter.objects.filter(template="invoice_issued").exists()


def test_every_event_reads_as_a_sentence(tell: Tell) -> None:
    story = tell("1000")
    story.bills()
    claim = story.claims()
    story.confirms(claim)
    events = Event.objects.filter(order_ref=story.order.ref, verb__regex=r"^(invoice|payment)\.")
    lines = [describe(event) for event in events]
    assert len(lines) == 4
    assert all("INV-2026-0001" in line.text and "—" not in line.text for line in lines)
