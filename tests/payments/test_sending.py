"""The PDF and the letter that follow an invoice, also when the disk is full or no PDF can be made."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from files.models import StoredFile
from outbox.models import Letter, Reaction, Todo
from outbox.services.sweeps import drain
from payments.models import Invoice
from tests.cast import NOW
from tests.payments.conftest import Tell

pytestmark = pytest.mark.django_db


def letters(template: str) -> list[Letter]:
    return list(Letter.objects.filter(template=template))


def test_the_pdf_is_kept_and_mailed_once(tell: Tell) -> None:
    story = tell("12000").worker().worker()
    letter, invoice = Letter.objects.get(template="invoice_issued"), story.invoice()
    assert (letter.recipient, letter.language) == ("reem@sidra.example", "ar")
    assert letter.files.get() == invoice.file
    assert invoice.file.name == "INV-2026-0001 مقهى سدرة 2 Sidra.pdf"
    assert invoice.file.read().startswith(b"%PDF-")
    assert "/c/" in letter.body


def test_a_receipt_follows_the_payment(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    receipt = story.pays("1000")
    story.worker()
    receipt.refresh_from_db()
    letter = Letter.objects.get(template="payment_confirmed")
    assert letter.files.get() == receipt.file
    assert receipt.file.name.startswith("RCT-2026-0001 ")
    assert "2,000.00" in letter.body  # what is left


def test_a_full_disk_keeps_the_invoice_issued_and_at_last_sends_the_link_alone(tell: Tell, settings) -> None:
    story = tell("12000")
    settings.STORAGES = settings.STORAGES | {"vault": {"BACKEND": "tests.payments.full_disk.FullDisk"}}
    story.worker()
    invoice = story.invoice()
    owed = Reaction.objects.get(name="payments.send_invoice")
    assert (invoice.state, invoice.file, letters("invoice_issued")) == ("issued", None, [])
    assert "StorageFull" in owed.last_error
    for _day in range(7):
        story.later(days=1).worker()
    letter = Letter.objects.get(template="invoice_issued")
    assert (letter.files.count(), "PDF" in letter.body) == (0, False)
    assert "/c/" in letter.body
    assert story.books_agree()


def test_a_disk_with_room_again_sends_the_file(tell: Tell, settings) -> None:
    story, room = tell("12000"), settings.STORAGES
    settings.STORAGES = room | {"vault": {"BACKEND": "tests.payments.full_disk.FullDisk"}}
    story.worker()
    settings.STORAGES = room
    story.later(minutes=2).worker()
    assert Letter.objects.get(template="invoice_issued").files.get() == story.invoice().file


@pytest.mark.usefixtures("bare_machine")
def test_a_machine_without_pdfs_sends_the_link_at_once(tell: Tell) -> None:
    story = tell("12000").worker()
    assert Letter.objects.get(template="invoice_issued").files.count() == 0
    assert story.invoice().file is None
    assert not StoredFile.objects.filter(purpose="invoice").exists()


def test_without_an_address_the_owner_is_asked_to_hand_it_over(tell: Tell) -> None:
    story = tell("12000")
    contact = story.order.contact
    contact.email = ""
    contact.save()
    story.worker()
    assert letters("invoice_issued") == []
    todo = Todo.objects.get(key=f"hand_over:{story.invoice().ref}")
    assert todo.params == {"number": "INV-2026-0001"}
    assert story.invoice().file is not None


def test_the_letter_waits_for_nothing_in_the_transaction_of_the_invoice(tell: Tell) -> None:
    """Issued at once; the file comes when a worker has drawn it."""
    invoice = tell("12000").bills()
    assert (invoice.state, invoice.file, Invoice.objects.count()) == ("issued", None, 1)
    drain(now=NOW + timedelta(seconds=1))
    invoice.refresh_from_db()
    assert "INV-2026-0001" in PdfReader(BytesIO(invoice.file.read())).pages[0].extract_text()
