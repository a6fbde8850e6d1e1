"""What is printed: the page and the PDF say the same, in both languages, and nothing a person typed can break them."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from clients.models import Contact
from core.formats import use_digits
from core.papers import fingerprint, thaw
from payments.papers.bidi import direction, isolated
from payments.papers.invoice import InvoicePaper
from payments.services.credit_notes import void_invoice
from payments.services.drawing import paper_of, receipt_paper
from payments.services.printing import invoice_html, invoice_pdf, receipt_html
from tests.cast import Freelancer
from tests.payments.conftest import NOURS_QR_START, Story, Tell, register_for_vat

pytestmark = pytest.mark.django_db


@pytest.fixture
def registered(tell: Tell, nour: Freelancer) -> Story:
    register_for_vat(nour)
    story = tell("12000")
    story.bills()
    return story


def test_a_registered_saudi_seller_prints_a_tax_invoice_with_its_qr(registered: Story) -> None:
    paper, page = paper_of(registered.invoice()), invoice_html(registered.invoice())
    assert "<title>فاتورة ضريبية INV-2026-0001</title>" in page
    assert paper.qr_text.startswith(NOURS_QR_START)
    assert "<svg" in page
    assert "310122393500003" in page
    assert "3,450.00" in page
    assert "ثلاثة آلاف وأربعمئة وخمسون ريالًا سعوديًا لا غير" in page


def test_an_unregistered_seller_prints_a_plain_invoice(tell: Tell) -> None:
    invoice = tell("12000").bills()
    page = invoice_html(invoice)
    assert "<title>فاتورة INV-2026-0001</title>" in page
    assert "ضريبية" not in page
    assert "<svg" not in page


def test_a_seller_elsewhere_has_no_saudi_qr(registered: Story) -> None:
    data = registered.invoice().paper
    data["seller"]["country"] = "AE"
    assert thaw(InvoicePaper, data).qr_text == ""


def test_the_page_is_bilingual_and_every_datum_has_its_direction(registered: Story) -> None:
    page = invoice_html(registered.invoice())
    assert '<div class="paper" lang="ar" dir="rtl">' in page
    assert '<span class="en" dir="ltr" lang="en">Amount due</span>' in page
    assert '<bdi dir="ltr">SA44 2000 0001 2345 6789 1234</bdi>' in page
    assert '<span dir="rtl">مقهى سدرة <span dir="ltr">2 Sidra</span></span>' in page


def test_an_english_client_gets_it_the_other_way_round(tell: Tell, hannah: Contact) -> None:
    page = invoice_html(tell("1234.56", contact=hannah, currency="USD").bills())
    assert '<div class="paper" lang="en" dir="ltr">' in page
    assert '<span class="ar" dir="rtl" lang="ar">المبلغ المستحق</span>' in page
    assert "Germany" in page
    assert "Saudi Arabia" in page


def test_the_readers_own_digits_do_not_change_a_paper(registered: Story) -> None:
    with use_digits("arab"):
        assert "3,450.00" in invoice_html(registered.invoice())


def test_what_people_typed_is_text(tell: Tell, nour: Freelancer) -> None:
    nour.business.legal_name = '<script>alert("1")</script> & نور'
    nour.business.payment_note = "سطر أول <b>غليظ</b>\nهاتف +966 55 123 4567"
    nour.business.save()
    page = invoice_html(tell("12000").bills())
    assert "<script>" not in page
    assert "<b>" not in page
    assert '<span dir="ltr">+966 55 123 4567</span>' in page


def test_the_pdf_embeds_its_font_and_keeps_the_text(registered: Story) -> None:
    page = PdfReader(BytesIO(invoice_pdf(registered.invoice()))).pages[0]
    fonts = page["/Resources"]["/Font"].values()
    descendants = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts]
    assert descendants
    assert all("/FontFile2" in one["/FontDescriptor"] for one in descendants)
    assert "INV-2026-0001" in page.extract_text()
    assert "310122393500003" in page.extract_text()


def test_the_same_paper_gives_the_same_file(registered: Story) -> None:
    assert invoice_pdf(registered.invoice()) == invoice_pdf(registered.invoice())


def test_a_credit_note_says_what_it_cancels(registered: Story) -> None:
    invoice = registered.invoice()
    note = void_invoice(invoice=invoice, reason="خطأ في الاسم", by=registered.owner, now=registered.now)
    page = invoice_html(note)
    assert "<title>إشعار دائن ضريبي CN-2026-0001</title>" in page
    assert "INV-2026-0001" in page
    assert "خطأ في الاسم" in page


def test_a_receipt_says_what_is_left_for_ever(registered: Story) -> None:
    first = registered.pays("1000")
    before = fingerprint(receipt_paper(first))
    second = registered.pays("2500")
    assert fingerprint(receipt_paper(first)) == before
    assert (receipt_paper(first).balance.minor, receipt_paper(second).over.minor) == (245_000, 5_000)
    assert "سند قبض RCT-2026-0001" in receipt_html(first)


@pytest.mark.parametrize(
    ("text", "way", "drawn"),
    [
        ("Nour", "ltr", '<span dir="ltr">Nour</span>'),
        ("نور", "rtl", '<span dir="rtl">نور</span>'),
        ("هاتف +966 55 123", "rtl", '<span dir="rtl">هاتف <span dir="ltr">+966 55 123</span></span>'),
        ("12 نور", "rtl", '<span dir="rtl"><span dir="ltr">12</span> نور</span>'),
        ("2026-11-22", "ltr", '<span dir="ltr">2026-11-22</span>'),
        ("نور & <b>", "rtl", '<span dir="rtl">نور &amp; &lt;<span dir="ltr">b</span>&gt;</span>'),
    ],
)
def test_words_are_isolated_by_their_first_letter(text: str, way: str, drawn: str) -> None:
    assert (direction(text), isolated(text)) == (way, drawn)


def test_the_last_invoice_shows_the_whole_order_the_earlier_ones_and_the_balance(tell: Tell, nour: Freelancer) -> None:
    register_for_vat(nour)
    story = tell("12000", shares=(2500, 2500, 5000))
    story.bills(1)
    story.pays("3450")
    story.later(days=40).bills(2)
    story.pays("1000", position=2)
    order = paper_of(story.later(days=40).bills(3)).order
    deposit, second = order.earlier
    assert (deposit.is_deposit, second.is_deposit) == (True, False)
    assert [(row.number, str(row.total.decimal), str(row.vat.decimal)) for row in order.earlier if row.vat] == [
        ("INV-2026-0001", "3450.00", "450.00"), ("INV-2027-0001", "3450.00", "450.00")
    ]  # fmt: skip
    assert [row.issued_on.isoformat() for row in order.earlier if row.issued_on] == ["2026-11-22", "2027-01-01"]
    assert (order.is_last, str(order.agreed.decimal), str(order.balance.decimal)) == (True, "13800.00", "9350.00")
    page = invoice_html(story.invoice(3))
    for said in (
        "الدفعة الأولى",
        "INV-2026-0001",
        "نوفمبر",
        "450.00",
        "13,800.00",
        "المتبقي على الطلب",
        "9,350.00",
    ):
        assert said in page


def test_an_earlier_invoice_shows_what_is_left_and_no_balance(tell: Tell) -> None:
    story = tell("12000")
    story.bills(1)
    page = invoice_html(story.bills(2))
    assert "يبقى للمراحل القادمة" in page
    assert "المتبقي على الطلب" not in page


def test_a_paper_from_before_those_lines_is_still_drawn(registered: Story) -> None:
    second = registered.bills(2)
    data = second.paper
    for row in data["order"]["earlier"]:
        for name in ("vat", "issued_on", "is_deposit"):
            row.pop(name)
    data["order"].pop("paid")
    order = thaw(InvoicePaper, data).order
    assert (order.earlier[0].issued_on, order.paid) == (None, None)
    assert order.balance == order.agreed
