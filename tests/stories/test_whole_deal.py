"""The whole main job on the real thing, from sign-up to money received: web server, worker, mail server, browser."""

import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect
from pypdf import PdfReader, PdfWriter

from tests.services import wait_until
from tests.stacks import Stack
from tests.stories.people import Client, Freelancer
from tests.stories.reception import Part

IBAN = "SA0380000000608010167519"
TITLE = "الهوية البصرية"
PLAN: list[Part] = [("بداية العمل", "signing", "25"), ("الشعار", "approval", "50"), ("دليل الهوية", "completion", "25")]
LOGO, GUIDE = PLAN[1][0], PLAN[2][0]


@dataclass(frozen=True)
class Words:
    """What the client of a walk is called and says."""

    language: str
    direction: str
    name: str
    inquiry: str
    changes: str
    praise: str


REEM = Words(
    "ar", "rtl", "ريم القحطاني", "نفتتح فرعًا ثانيًا ونحتاج هوية بصرية وموقعًا للطلب المسبق.",
    "لون أهدأ\nخط أوضح", "عمل متقن، وكل مرحلة في موعدها.",
)  # fmt: skip
HANNAH = Words(
    "en", "ltr", "Hannah Weiss", "We look for a visual identity for our second branch in Jeddah.",
    "A calmer colour\nA clearer typeface", "Careful work, and every stage on its day.",
)  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A transfer slip, a drawing, a document of two pages, and the files that are handed over."""
    named = {
        "slip": "إيصال التحويل.png", "drawing": "اتجاهات الشعار.png", "pages": "شرح الفكرة.pdf",
        "second": "الشعار المعدل.png", "final": "ملفات الهوية.ai",
    }  # fmt: skip
    paths = {key: tmp_path / name for key, name in named.items()}
    for key, colour in (("slip", "#f4efe6"), ("drawing", "teal"), ("second", "navy")):
        Image.new("RGB", (1600, 1000), colour).save(paths[key])
    document = PdfWriter()
    for _page in range(2):
        document.add_blank_page(595, 842)
    document.write(paths["pages"])
    paths["final"].write_bytes(b"%!PS-Adobe layers " * 4000)
    return paths


@pytest.mark.parametrize(
    ("kind", "words"),
    [("embedded", REEM), ("grown", REEM), ("embedded", HANNAH)],
    ids=["embedded-ar", "grown-ar", "embedded-en"],
)
def test_from_sign_up_to_money_received(
    request: pytest.FixtureRequest, browser: Browser, files: dict[str, Path], kind: str, words: Words
) -> None:
    stack: Stack = request.getfixturevalue(f"{kind}_stack")
    nour = Freelancer(browser, stack, email=f"nour.{words.language}@maktab.example", language="ar")
    client = Client(browser, stack, name=words.name, email=f"{words.language}@sidra.example", language=words.language)
    for person in (nour, client):
        request.addfinalizer(person.context.close)
    _an_inquiry_becomes_an_order(nour, client, words)
    _the_deposit_begins_the_work(nour, client, files)
    _a_stage_is_approved_in_its_second_round(nour, client, words, files)
    _the_last_payment_opens_the_files(nour, client, files)
    _the_review_is_asked_written_and_shown(nour, client, words)
    _platform_money_comes_home(nour)
    _the_books_tell_the_same(nour, client)


def _an_inquiry_becomes_an_order(nour: Freelancer, client: Client, words: Words) -> None:
    nour.signs_up()
    nour.takes_the_first_steps(name="نور الهاشمي", business="نور للتصميم")
    client.opens_the_inquiry_form(nour.inquiry_address())
    nour.says_where_money_goes(iban=IBAN, vat_number="310122393500003")
    nour.knows_how_long_it_holds("مستقل", "0")
    client.inquires(words.inquiry)
    assert "نور للتصميم" in nour.stack.inbox.wait_for(client.email).text

    nour.opens_the_lead(client.name)
    nour.rates()
    nour.takes_the_lead()
    nour.answers("أهلًا، العرض يصل اليوم.")
    nour.begins_an_offer(to=client.name, title=TITLE, item="الشعار ودليل الهوية", price="١٬٢٣٤٫٥٠")
    nour.plans(PLAN)
    nour.sends_the_offer()

    client.opens_the_offer(TITLE)
    expect(client.page.locator("html")).to_have_attribute("dir", words.direction)
    expect(client.page.locator("main")).to_contain_text("1,419.68")
    client.accepts()
    client.signs()


def _the_deposit_begins_the_work(nour: Freelancer, client: Client, files: dict[str, Path]) -> None:
    client.pays(1, files["slip"])
    expect(client.page.locator("main")).to_contain_text("354.92")
    nour.confirms_the_payment()
    client.letter("Payment received: %(amount)s for invoice %(number)s")
    for person in (client, nour):
        contract = _paper(person, "ORD-")
        assert any("SHA-256" in page.extract_text() for page in contract.pages)
    assert len(_paper(client, "INV-").pages) == 1
    nour.opens_the_order(TITLE)
    nour.approves_in_the_clients_place(1, "اتفقنا على الاتجاه في مكالمة.")


def _a_stage_is_approved_in_its_second_round(
    nour: Freelancer, client: Client, words: Words, files: dict[str, Path]
) -> None:
    shown = nour.puts_on_the_tray(2, files["drawing"], files["pages"])
    nour.shows_the_stage("اتجاهان للشعار، وشرح كل منهما.")

    client.opens_the_stage(LOGO)
    samples = client.samples()
    assert len(samples) == 3
    assert files["drawing"].read_bytes() not in samples
    assert all(Image.open(io.BytesIO(sample)).width <= 1200 for sample in samples)
    for original in shown:
        client.is_refused(original)
    client.asks_for_changes(words.changes)

    wish, _line, _rest = words.changes.partition("\n")
    nour.sees(f"{nour.order}stages/2/", wish)
    nour.puts_on_the_tray(2, files["second"])
    nour.shows_the_stage("النسخة الثانية.", changed=words.changes)

    client.opens_the_stage(LOGO, version=2)
    for line in words.changes.splitlines():
        expect(client.page.locator("main ul.checks")).to_contain_text(line)
    expect(client.page.locator(".outcome")).to_contain_text("709.84")
    client.approves_on_two_screens()
    client.pays(2, files["slip"])
    nour.confirms_the_payment()


def _the_last_payment_opens_the_files(nour: Freelancer, client: Client, files: dict[str, Path]) -> None:
    [final] = nour.puts_on_the_tray(3, files["final"])
    nour.shows_the_stage("كل الملفات.")
    client.opens_the_stage(GUIDE)
    client.approves()
    nour.ticks_what_was_agreed()
    nour.hands_over()
    client.is_refused(final)
    client.pays(3, files["slip"])
    nour.confirms_the_payment()

    client.letter("The final files of “%(title)s” are open, order %(number)s", title=TITLE)
    client.opens(client.link)
    handed_over = files["final"].read_bytes()
    assert client.downloads(files["final"].name) == handed_over
    nour.sees(nour.order, hashlib.sha256(handed_over).hexdigest()[:16])
    client.letter("Thank you: “%(title)s” is finished", title=TITLE)


def _the_review_is_asked_written_and_shown(nour: Freelancer, client: Client, words: Words) -> None:
    nour.asks_for_the_review_now(TITLE)
    mail = client.letter("Your view of “%(title)s”", title=TITLE)
    client.reviews(next(link for link in mail.links if "/c/" in link), words.praise)
    client.opens(nour.publishes_the_review())
    expect(client.page.locator("main")).to_contain_text(words.praise)
    expect(client.page.locator("main")).to_contain_text(words.name)


def _platform_money_comes_home(nour: Freelancer) -> None:
    """In brief: awarded, handed over, finished there, withdrawn, and less arrived than was expected."""
    nour.notes_an_inquiry(platform="مستقل", name="متجر السدرة", text="نحتاج تصميم ثلاث بطاقات لمتجرنا قبل رمضان.")
    nour.begins_an_offer(to="متجر السدرة", title="ثلاث بطاقات", item="تصميم البطاقات", price="400")
    nour.sends_the_offer()
    nour.is_awarded()
    nour.hands_over("سُلّم العمل على المنصة.")
    nour.finishes()
    nour.withdraws("PayPal", "300")
    nour.hears_that_it_was_sent()
    nour.receives("288")


def _the_books_tell_the_same(nour: Freelancer, client: Client) -> None:
    arrived = nour.page.locator(".pipe .is-in")
    for amount in ("1,419.68", "288.00"):
        expect(arrived).to_contain_text(amount)
    nour.reads_in_the_books("account", "1,419.68", "288.00")
    nour.reads_in_the_books("invoice", client.name, "709.84")
    assert _standing(nour) == {
        "unbalanced": [],
        "invoices": 3,
        "paid": 3,
        "receipts": 3,
        "orders": ["completed", "completed"],
        "owed": 0,
        "to the platform's client": 0,
    }
    assert len(client.papers("INV-")) == 3


def _paper(person: Client | Freelancer, number: str) -> PdfReader:
    """The PDF that came to this person in a letter and is named after the number."""
    found: list[bytes] = wait_until(lambda: person.papers(number), f"{number}….pdf for {person.email}", 60)
    return PdfReader(io.BytesIO(found[0]))


def _standing(nour: Freelancer) -> dict[str, object]:
    """What the database says in the end."""
    code = (
        "import json\n"
        "from accounts.models import Business\n"
        "from clients.models import Contact\n"
        "from orders.models import Instalment, Order\n"
        "from outbox.models import Letter, Reaction\n"
        "from payments.models import Invoice, Receipt\n"
        "from payments.services.audit import unbalanced\n"
        f"nour = Business.objects.get(membership__user__email={nour.email!r})\n"
        "orders = Order.objects.filter(business=nour)\n"
        "there = Contact.objects.filter(client__platform__slug='mostaql').values('client__ref')\n"
        "print(json.dumps({\n"
        "    'unbalanced': [str(one) for one in unbalanced(nour)],\n"
        "    'invoices': Invoice.objects.filter(business=nour).count(),\n"
        "    'paid': Instalment.objects.filter(order__in=orders, state='paid').count(),\n"
        "    'receipts': Receipt.objects.filter(business=nour).count(),\n"
        "    'orders': list(orders.values_list('state', flat=True)),\n"
        "    'owed': Reaction.objects.filter(event__business=nour, done_at=None).count(),\n"
        '    "to the platform\'s client": Letter.objects.filter(client_ref__in=there).count(),\n'
        "}))"
    )
    said: dict[str, object] = json.loads(nour.stack.python(code))
    return said
