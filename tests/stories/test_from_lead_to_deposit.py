"""The first half of the main job on the real thing: web server, worker, mail server and browser."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.services import wait_until
from tests.stacks import Stack
from tests.stories.walk import Client, Freelancer

IBAN = "SA0380000000608010167519"


@pytest.fixture
def slip(tmp_path: Path) -> Path:
    path = tmp_path / "إيصال التحويل.png"
    Image.new("RGB", (600, 400), "#f4efe6").save(path)
    return path


def test_in_arabic_on_the_embedded_stack(browser: Browser, embedded_stack: Stack, slip: Path) -> None:
    nour = Freelancer(browser, embedded_stack, email="nour@maktab.example", language="ar")
    nour.signs_up()
    nour.takes_the_first_steps(name="نور الهاشمي", business="نور للتصميم")
    nour.says_where_money_goes(iban=IBAN, vat_number="310122393500003")

    reem = Client(browser, embedded_stack, name="ريم القحطاني", email="reem@sidra.example", language="ar")
    reem.inquires(nour.inquiry_address(), "نفتتح فرعًا ثانيًا ونحتاج هوية بصرية وموقعًا للطلب المسبق.")
    assert "نور للتصميم" in embedded_stack.inbox.wait_for(reem.email).text

    nour.opens_the_lead("ريم القحطاني")
    nour.rates()
    nour.takes_the_lead()
    nour.answers("أهلًا ريم، العرض يصل اليوم.")
    nour.writes_an_offer(title="الهوية البصرية", item="الشعار ودليل الهوية", price="١٬٢٣٤٫٥٠")
    nour.sends_the_offer()

    reem.opens_the_offer("الهوية البصرية")
    expect(reem.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(reem.page.locator("main")).to_contain_text("1,419.68")
    reem.accepts()
    reem.signs()
    reem.pays(slip)
    expect(reem.page.locator("main")).to_contain_text("354.92")

    nour.confirms_the_payment()
    contract = _paper(embedded_stack, reem.email, "ORD-")
    assert any("SHA-256" in page.extract_text() for page in contract.pages)
    assert any("SHA-256" in page.extract_text() for page in _paper(embedded_stack, nour.email, "ORD-").pages)
    assert len(_paper(embedded_stack, reem.email, "INV-").pages) == 1
    nour.sees("/desk/orders/", "الهوية البصرية")
    assert _books_balance(embedded_stack)


def test_in_english_on_postgresql_and_redis(browser: Browser, grown_stack: Stack, slip: Path) -> None:
    sam = Freelancer(browser, grown_stack, email="sam@maktab.example", language="en")
    sam.signs_up()
    sam.takes_the_first_steps(name="Sam Carter", business="Carter Studio")
    sam.says_where_money_goes(iban=IBAN)

    hannah = Client(browser, grown_stack, name="Hannah Weiss", email="hannah@weiss.example", language="en")
    hannah.inquires(sam.inquiry_address(), "We look for a cover designer for a series of three books.")
    sam.opens_the_lead("Hannah Weiss")
    sam.rates()
    sam.takes_the_lead()
    sam.writes_an_offer(title="Three covers", item="Cover design", price="1,200")
    sam.sends_the_offer()

    hannah.opens_the_offer("Three covers")
    expect(hannah.page.locator("html")).to_have_attribute("dir", "ltr")
    hannah.accepts()
    hannah.signs()
    hannah.pays(slip)
    sam.confirms_the_payment()
    grown_stack.inbox.wait_for(hannah.email, "Payment received")
    sam.sees("/desk/orders/", "Three covers")
    assert _books_balance(grown_stack)


def _paper(stack: Stack, address: str, number: str) -> PdfReader:
    """The PDF that came to this address in a letter whose subject or file names the number."""

    def found() -> bytes | None:
        files = [pair for mail in stack.inbox.to(address) for pair in mail.attachments.items()]
        return next((content for name, content in files if number in name and name.endswith(".pdf")), None)

    return PdfReader(io.BytesIO(wait_until(found, f"{number}….pdf for {address}", 60)))


def _books_balance(stack: Stack) -> bool:
    code = (
        "from accounts.models import Business; from orders.models import Milestone;"
        "from payments.services.audit import unbalanced;"
        "print([unbalanced(b) for b in Business.objects.all()],"
        " Milestone.objects.filter(funded_at__isnull=False).count())"
    )
    return stack.python(code).strip() == "[[]] 1"
