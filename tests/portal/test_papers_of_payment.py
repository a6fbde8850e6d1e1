"""The invoice and the receipt as files: PDFs, or pages to print where no PDF can be made."""

import pytest

from outbox.services.sweeps import drain
from payments.models import Invoice, PaymentClaim
from payments.services.claims import confirm_claim
from tests.portal.conftest import Clock, Desk, Visitor, content, text

pytestmark = pytest.mark.django_db


def test_once_it_arrived_the_work_has_begun_and_the_receipt_is_there(
    visit: Visitor, invoice: Invoice, desk: Desk, clock: Clock
) -> None:
    visit.post("claim", invoice.ref, place="deal", amount="2200")
    claim = PaymentClaim.objects.get()
    receipt = confirm_claim(claim=claim, received_on=clock.now.date(), by=desk.nour.actor, now=clock.now)
    drain(now=clock.later(seconds=1))
    assert visit.get().context["step"] == "begun"
    page = text(visit.get("invoice", invoice.ref))
    assert visit.at("receipt", invoice.ref, receipt.ref) in page
    assert "is-main" not in page
    assert receipt.number in text(visit.get("receipt", invoice.ref, receipt.ref))
    assert content(visit.get("receipt-file", invoice.ref, receipt.ref)).startswith(b"%PDF")
    late = visit.post("claim", invoice.ref, place="deal", amount="10")
    assert late.status_code == 422
    assert invoice.number in str(late.context["refusals"])


def test_the_invoice_downloads_as_a_pdf(visit: Visitor, invoice: Invoice) -> None:
    file = visit.get("invoice-file", invoice.ref)
    assert file.status_code == 200
    assert content(file).startswith(b"%PDF")
    assert file.headers["Cache-Control"] == "no-store"
    assert "attachment" in file.headers["Content-Disposition"]


def test_where_no_pdf_could_be_made_the_page_prints(visit: Visitor, invoice: Invoice) -> None:
    Invoice.objects.filter(pk=invoice.pk).update(file=None)
    assert visit.get("invoice-file", invoice.ref).status_code == 302
    assert visit.at("invoice-file", invoice.ref) not in text(visit.get("invoice", invoice.ref))
