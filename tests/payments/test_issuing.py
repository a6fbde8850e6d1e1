"""A due instalment gets its invoice: exactly one, numbered, frozen, in the ledger."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from clients.models import Contact
from clients.services.leads import note_lead
from core.actors import Actor
from core.money import Money
from core.papers import fingerprint
from orders.models import Instalment
from orders.services.accepting import award_offer
from outbox.models import Event
from payments.errors import NotDue, PlatformCollects
from payments.models import Invoice
from payments.services.drawing import paper_of
from payments.services.invoices import issue_for_instalment
from tests.cast import NOW, Freelancer
from tests.clients.conftest import platform_of
from tests.payments.conftest import Story, Tell, agree, register_for_vat

pytestmark = pytest.mark.django_db


def test_signing_makes_the_deposit_due_and_a_worker_issues_its_invoice(tell: Tell) -> None:
    story = tell("12000").worker()
    invoice = story.invoice()
    assert (invoice.number, invoice.state, invoice.total) == ("INV-2026-0001", "issued", Money(300_000, "SAR"))
    assert Event.objects.filter(verb="invoice.issued", subject_ref=invoice.ref, order_ref=story.order.ref).count() == 1
    assert story.order.instalments.get(position=1).state == "invoiced"
    assert (story.stands("receivable"), story.stands("income"), story.stands("vat")) == ("3000.00", "3000.00", "0.00")
    assert story.books_agree()


def test_issuing_twice_gives_the_first_invoice(tell: Tell) -> None:
    story = tell("12000")
    first = story.bills()
    assert issue_for_instalment(instalment=first.instalment, by=story.owner, now=story.now) == first
    assert Invoice.objects.count() == 1


def test_each_stage_has_its_own_invoice_and_knows_the_earlier_ones(tell: Tell) -> None:
    story = tell("12000")
    story.bills(1)
    order = paper_of(story.bills(2)).order
    assert [(row.number, row.total.minor) for row in order.earlier] == [("INV-2026-0001", 300_000)]
    assert order.agreed == Money(1_200_000, "SAR")
    assert (order.this, order.remaining) == (Money(300_000, "SAR"), Money(600_000, "SAR"))


def test_vat_is_split_out_of_the_agreed_amount(tell: Tell, nour: Freelancer) -> None:
    register_for_vat(nour)
    story = tell("12000")
    invoice = story.bills()
    assert (invoice.net.minor, invoice.vat.minor, invoice.total.minor) == (300_000, 45_000, 345_000)
    assert (story.stands("income"), story.stands("vat"), story.stands("receivable")) == ("3000.00", "450.00", "3450.00")
    assert paper_of(invoice).is_tax_invoice


@pytest.mark.parametrize(("price", "vats"), [("0.04", [0, 0, 0, 0]), ("100.01", [375, 375, 375, 375])])
def test_vat_is_rounded_on_each_document(tell: Tell, nour: Freelancer, price: str, vats: list[int]) -> None:
    register_for_vat(nour)
    story = tell(price)
    invoices = [story.bills(position) for position in (1, 2, 3, 4)]
    assert [invoice.vat.minor for invoice in invoices] == vats
    assert sum(invoice.total_minor for invoice in invoices) == story.order.total_minor
    assert story.books_agree()


def test_three_digit_currencies_sum_exactly(tell: Tell) -> None:
    story = tell("10.001", currency="KWD")
    assert [story.bills(at).total.minor for at in (1, 2, 3, 4)] == [2_500, 2_500, 2_500, 2_501]


def test_a_planned_instalment_has_no_invoice_yet(tell: Tell) -> None:
    story = tell("12000")
    with pytest.raises(NotDue):
        issue_for_instalment(instalment=story.order.instalments.get(position=2), by=story.owner, now=story.now)


def test_a_platform_collects_its_money_itself(nour: Freelancer) -> None:
    platform = platform_of(nour.business, "mostaql")
    lead = note_lead(business=nour.business, name="طارق م.", text="تطبيق", by=nour.actor, now=NOW, platform=platform)
    order = award_offer(offer=agree(nour, lead.contact, "500", [10_000]), by=nour.actor, now=NOW)
    Instalment.objects.filter(order=order).update(state="due", due_since=NOW)
    with pytest.raises(PlatformCollects):
        issue_for_instalment(instalment=order.instalments.get(), by=nour.actor, now=NOW)


def test_the_paper_stays_as_it_was_when_the_business_moves(tell: Tell, nour: Freelancer) -> None:
    register_for_vat(nour)
    invoice = tell("12000").bills()
    nour.business.legal_name, nour.business.iban = "اسم آخر", "SA0380000000608010167519"
    nour.business.save()
    invoice.refresh_from_db()
    paper = paper_of(invoice)
    assert (paper.seller.name, paper.payment.iban[:4]) == ("مؤسسة نور للتصميم", "SA44")
    assert fingerprint(paper) == invoice.paper_hash == fingerprint(invoice.paper)


def test_it_is_due_a_week_after_issue_or_on_the_later_agreed_day(tell: Tell) -> None:
    story = tell("12000")
    assert story.bills(1).due_on == date(2026, 11, 29)
    assert story.bills(2).due_on == story.order.instalments.get(position=2).due_on


def test_it_speaks_the_contacts_language(tell: Tell, hannah: Contact) -> None:
    invoice = tell("1234.56", contact=hannah, currency="USD").bills()
    assert (invoice.language, paper_of(invoice).words[:15]) == ("en", "Three hundred a")


@pytest.mark.parametrize(
    "change", [{"total_minor": 1, "net_minor": 1}, {"number": "INV-1"}, {"paper": {}}, {"due_on": "2030-01-01"}]
)
def test_the_database_refuses_to_change_an_issued_invoice(tell: Tell, change: dict) -> None:
    invoice = tell("12000").bills()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(**change)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk)._raw_delete("default")


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_issue_one(tell: Tell) -> None:
    story = tell("12000")
    instalment, start, issued = story.order.instalments.get(position=1), threading.Barrier(2), []

    def worker() -> None:
        start.wait()
        try:
            issued.append(issue_for_instalment(instalment=instalment, by=Actor.worker(), now=story.now).number)
        finally:
            connection.close()

    workers = [threading.Thread(target=worker) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert issued == ["INV-2026-0001"] * 2
    assert story.books_agree()


def test_a_story_of_two_orders_has_one_series(tell: Tell) -> None:
    stories: list[Story] = [tell("1000"), tell("2000")]
    assert [story.bills().number for story in stories] == ["INV-2026-0001", "INV-2026-0002"]
