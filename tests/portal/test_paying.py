"""The client reports a transfer, on the deal's page or on the invoice's own."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from clients.models import Contact
from clients.services.links import link_for
from core.money import Money
from files.models import StoredFile
from orders.models import Order
from payments.models import Invoice, PaymentClaim
from payments.services.claims import refuse_claim
from tests.cast import NOW
from tests.portal.conftest import Clock, Desk, Visitor, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare_machine")]

NOTE = "من حساب المقهى"


def png(width: int = 40, height: int = 30) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "PNG")
    return out.getvalue()


def pixel_bomb() -> bytes:
    """A picture that says it is 60,000 pixels wide and high, in a few bytes."""
    size = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", size), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def slip(name: str, content: bytes, kind: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


@pytest.fixture
def own(invoice: Invoice, reem: Contact) -> Visitor:
    """Reem with a link to the invoice alone."""
    return Visitor(link_for(contact=reem, kind="invoice", ref=invoice.ref, purpose="pay", now=NOW))


def test_after_signing_the_invoice_is_on_its_way(visit: Visitor, signed: Order) -> None:
    page = text(visit.get())
    assert 'data-refresh="5"' in page
    assert f'href="{visit.at("subject")}"' in page


def test_the_first_part_is_asked_for_with_all_that_a_transfer_needs(visit: Visitor, invoice: Invoice) -> None:
    business = invoice.business
    business.iban, business.bank_name, business.account_holder = "SA4420000001234567891234", "بنك الرياض", "نور الهاشمي"
    business.save()
    page = text(visit.get())
    assert "SA44 2000 0001 2345 6789 1234" in page
    assert page.count("data-copy=") == 2
    assert 'value="2,200.00"' in page
    assert page.count("is-main") == 1


def test_without_an_account_the_page_says_how_to_get_it(visit: Visitor, invoice: Invoice) -> None:
    assert visit.at("ask") in text(visit.get())
    assert "data-copy=" not in text(visit.get())


def test_it_reports_the_payment_with_its_slip(visit: Visitor, invoice: Invoice) -> None:
    file = slip("إيصال التحويل.png", png())
    page = visit.follow("claim", invoice.ref, place="deal", amount="٢٬٢٠٠٫٠٠", note=NOTE, file=file)
    claim = PaymentClaim.objects.get()
    assert (claim.amount, claim.note, claim.invoice) == (Money.of("2200", "SAR"), NOTE, invoice)
    assert claim.slip is not None
    assert claim.slip.name == "إيصال التحويل.png"
    assert page.redirect_chain[-1][0] == visit.at("subject")
    assert page.context["deal"].is_reported
    assert visit.at("claim", invoice.ref) not in text(page)


def test_pressed_twice_it_is_reported_once(visit: Visitor, invoice: Invoice) -> None:
    typed = {"once": str(uuid4()), "place": "deal", "amount": "2200"}
    assert visit.post("claim", invoice.ref, **typed).status_code == 302
    assert visit.post("claim", invoice.ref, **typed).status_code == 302
    assert PaymentClaim.objects.count() == 1


def test_a_second_tab_reads_that_it_was_reported(visit: Visitor, invoice: Invoice) -> None:
    visit.post("claim", invoice.ref, place="deal", amount="2200")
    second = visit.post("claim", invoice.ref, place="deal", amount="2200")
    assert second.status_code == 422
    assert invoice.number in str(second.context["payable"].form.non_field_errors())
    assert second.context["deal"].is_reported
    assert PaymentClaim.objects.count() == 1


BAD_FILES: list[Any] = [
    pytest.param("empty.png", lambda: b"", id="empty"),
    pytest.param("invoice.png", lambda: b"MZ\x90\x00" + b"\x00" * 400, id="program named png"),
    pytest.param(
        "slip.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', id="svg"
    ),
    pytest.param("bomb.png", pixel_bomb, id="pixel bomb"),
    pytest.param("large.pdf", lambda: b"%PDF-1.7\n" + b"\x00" * (60 * 1024 * 1024), id="60 MB"),
]


@pytest.mark.parametrize("place", ["deal", "invoice"])
@pytest.mark.parametrize(("name", "content"), BAD_FILES)
def test_a_bad_file_comes_back_where_it_was_sent_from_with_all_that_was_typed(
    visit: Visitor, invoice: Invoice, place: str, name: str, content: Callable[[], bytes]
) -> None:
    page = visit.post("claim", invoice.ref, place=place, amount="1000", note=NOTE, file=slip(name, content()))
    assert page.status_code == 422
    assert page.templates[0].name == f"portal/{place}/page.html"
    form = page.context["payable"].form
    assert list(form.errors) == ["file"]
    assert len(form.errors["file"]) == 1
    assert NOTE in text(page)
    assert 'value="1000"' in text(page)
    assert not PaymentClaim.objects.exists()
    assert not StoredFile.objects.filter(purpose="slip").exists()


@pytest.mark.parametrize("amount", ["12.345", "-3", "1e9", "", "0", "22,000.00"])
def test_an_amount_that_is_none_comes_back_as_typed(visit: Visitor, invoice: Invoice, amount: str) -> None:
    page = visit.post("claim", invoice.ref, place="deal", amount=amount, note=NOTE)
    assert page.status_code == 422
    assert page.templates[0].name == "portal/deal/page.html"
    assert list(page.context["payable"].form.errors) == ["amount"]
    assert NOTE in text(page)


@pytest.mark.parametrize(("amount", "over"), [("100", None), ("5000.00", "2,800.00")])
def test_less_or_more_than_owed_may_be_reported(
    visit: Visitor, invoice: Invoice, amount: str, over: str | None
) -> None:
    assert visit.post("claim", invoice.ref, place="deal", amount=amount).status_code == 302
    assert PaymentClaim.objects.get().amount == Money.of(amount, "SAR")
    said = text(visit.get("invoice", invoice.ref))
    assert ("رصيدًا لك" in said) == (over is not None)
    assert over is None or over in said


def test_a_refused_report_says_why_and_opens_the_form(
    visit: Visitor, invoice: Invoice, desk: Desk, clock: Clock
) -> None:
    visit.post("claim", invoice.ref, place="deal", amount="2200")
    refuse_claim(claim=PaymentClaim.objects.get(), reason="لم يظهر في كشف الحساب", by=desk.nour.actor, now=clock.now)
    page = text(visit.get())
    assert "لم يظهر في كشف الحساب" in page
    assert visit.at("claim", invoice.ref) in page


def test_a_link_to_the_invoice_alone_pays_it_too(own: Visitor, invoice: Invoice) -> None:
    assert invoice.number in text(own.get())
    assert own.get("ask").status_code == 404
    page = own.follow("claim", invoice.ref, place="deal", amount="2200")
    assert page.status_code == 200
    assert page.context["payable"].is_reported


def test_strangers_find_nothing(strangers: Visitor, invoice: Invoice) -> None:
    assert strangers.get("invoice", invoice.ref).status_code == 404
    assert strangers.get("invoice-file", invoice.ref).status_code == 404
    assert strangers.post("claim", invoice.ref, place="invoice", amount="1").status_code == 404
    assert not PaymentClaim.objects.exists()


def test_another_offer_of_the_same_client_does_not_open_it(invoice: Invoice, desk: Desk, reem: Contact) -> None:
    from tests.portal.conftest import visitor_of

    other = visitor_of(desk.sent(reem), reem)
    assert other.get("invoice", invoice.ref).status_code == 404
