"""Cancelling an invoice: a credit note that points back, its number kept, the ledger the other way round."""

import pytest

from core.money import Money
from outbox.models import Letter
from payments.errors import ClaimWaits, InvoiceNotOpen, PaidIsNotCancelled, ReasonMissing
from payments.models import Invoice
from payments.services.credit_notes import void_invoice
from payments.services.drawing import paper_of
from tests.payments.conftest import Story, Tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(tell: Tell) -> Story:
    told = tell("12000")
    told.bills()
    return told


def void(story: Story, invoice: Invoice | None = None, reason: str = "خطأ في الاسم") -> Invoice:
    return void_invoice(invoice=invoice or story.invoice(), reason=reason, by=story.owner, now=story.now)


def test_a_credit_note_names_the_invoice_the_day_and_the_reason(story: Story) -> None:
    note = void(story)
    cancelled = paper_of(note).credits
    assert (note.number, note.kind, note.total) == ("CN-2026-0001", "credit_note", Money(300_000, "SAR"))
    assert cancelled is not None
    assert (cancelled.number, cancelled.reason) == ("INV-2026-0001", "خطأ في الاسم")
    assert (story.stands("receivable"), story.stands("income")) == ("0.00", "0.00")
    assert story.books_agree()


def test_a_right_invoice_follows_with_a_new_number(story: Story) -> None:
    void(story)
    assert story.order.instalments.get(position=1).state == "due"
    assert story.bills().number == "INV-2026-0002"
    assert list(Invoice.objects.invoices().order_by("number").values_list("number", "state")) == [
        ("INV-2026-0001", "void"), ("INV-2026-0002", "issued"),
    ]  # fmt: skip
    assert story.books_agree()


def test_what_was_paid_becomes_credit(story: Story) -> None:
    story.pays("1000")
    void(story)
    assert (story.credit, story.stands("receivable")) == ("1000.00", "0.00")
    assert story.books_agree()


def test_twice_gives_the_same_credit_note(story: Story) -> None:
    invoice = story.invoice()
    assert void(story, invoice) == void(story, invoice)
    assert Invoice.objects.count() == 2


def test_the_client_gets_it_with_its_reason(story: Story) -> None:
    void(story)
    story.worker()
    letter = Letter.objects.get(template="invoice_voided")
    assert "خطأ في الاسم" in letter.body
    assert letter.files.get().name == "CN-2026-0001 مقهى سدرة 2 Sidra.pdf"


def test_it_is_refused_when_paid_claimed_or_without_a_reason(story: Story) -> None:
    with pytest.raises(ReasonMissing):
        void(story, reason=" ")
    claim = story.claims()
    with pytest.raises(ClaimWaits):
        void(story)
    story.confirms(claim)
    with pytest.raises(PaidIsNotCancelled):
        void(story)


def test_a_credit_note_is_not_cancelled_itself(story: Story) -> None:
    with pytest.raises(InvoiceNotOpen):
        void(story, void(story))
