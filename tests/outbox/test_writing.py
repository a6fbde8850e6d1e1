"""Writing a letter: its words are frozen in the recipient's language, once per key."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from files.services.store import store_bytes
from outbox.models import Letter, LetterState
from outbox.services.letters import queue_letter
from outbox.services.rendering import paragraphs, render_html, render_words
from tests.cast import Freelancer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letter_templates")]
CONTEXT = {"number": "OFR-1", "name": "ريم & شركاه", "text": "A <b>bold</b> offer", "link": "https://desk.example/c/1/"}


@pytest.fixture
def queue(nour: Freelancer, now: datetime) -> Callable[..., Letter]:
    def letter(**more: object) -> Letter:
        values = {
            "business": nour.business, "to": "reem@client.example", "language": "ar", "template": "greeting",
            "context": CONTEXT, "dedupe_key": "offer:1:sent:reem", "now": now, **more,
        }  # fmt: skip
        return queue_letter(**values)

    return letter


def test_it_keeps_plain_words_without_html_escapes(queue: Callable[..., Letter]) -> None:
    letter = queue()
    assert letter.subject == "Offer OFR-1 for ريم & شركاه"
    assert letter.body == "Hello ريم & شركاه,\n\nA <b>bold</b> offer\n\nhttps://desk.example/c/1/\n"
    assert letter.state == LetterState.QUEUED


def test_the_same_key_is_the_same_letter(queue: Callable[..., Letter]) -> None:
    assert queue() == queue(context={**CONTEXT, "text": "changed since"})
    assert Letter.objects.get(dedupe_key="offer:1:sent:reem").body.count("bold") == 1


def test_it_speaks_the_recipients_language_not_the_workers(queue: Callable[..., Letter]) -> None:
    with translation.override("ar"):
        assert queue(template="account/new_password", language="en").subject == "Choose a new password"


def test_replies_go_to_the_owner_unless_told_otherwise(queue: Callable[..., Letter], nour: Freelancer) -> None:
    assert queue().reply_to == nour.user.email
    assert queue(dedupe_key="2", reply_to="desk@maktab.example").reply_to == "desk@maktab.example"
    assert queue(dedupe_key="3", to=nour.user.email).reply_to == ""


@pytest.mark.parametrize("name", ["Eve\r\nBcc: all@evil.example", "Eve\n\nBcc: all@evil.example\n", "Eve\u2028Bcc: x"])
def test_a_name_cannot_add_headers_or_move_the_body(queue: Callable[..., Letter], name: str) -> None:
    letter = queue(context={**CONTEXT, "name": name})
    assert letter.subject.startswith("Offer OFR-1 for Eve Bcc:")
    assert letter.subject.isprintable()
    assert letter.body.startswith("Hello Eve")


def test_a_subject_keeps_the_marks_of_its_direction(queue: Callable[..., Letter]) -> None:
    """And no others: an override would turn the rest of the line round."""
    name = "\u2067مقهى\u2069 \u200f5\u200e \u2068x\u2069 \u2066−3\u2069"
    assert queue(context={**CONTEXT, "name": name}).subject == f"Offer OFR-1 for {name}"
    turned = queue(dedupe_key="2", context={**CONTEXT, "name": "a\u202egnp\u202c\u200bb\x1b"}).subject
    assert turned == "Offer OFR-1 for a gnp b"


def test_a_very_long_subject_is_cut(queue: Callable[..., Letter]) -> None:
    assert len(queue(context={**CONTEXT, "name": "ن" * 600}).subject) == 250


def test_a_template_without_a_body_is_refused() -> None:
    with pytest.raises(ValueError, match="subject line, a blank line and a body"):
        render_words("no_body", "en", {})


def test_files_travel_with_it(queue: Callable[..., Letter], nour: Freelancer, now: datetime) -> None:
    file = store_bytes(
        business=nour.business,
        purpose="invoice",
        name="فاتورة.pdf",
        content=b"x",
        content_type="application/pdf",
        now=now,
    )
    assert list(queue(files=[file]).files.all()) == [file]


def test_a_letter_for_later_is_not_due_now(queue: Callable[..., Letter], now: datetime) -> None:
    letter = queue(send_after=now + timedelta(minutes=2))
    assert letter not in Letter.objects.due(now)
    assert letter in Letter.objects.due(now + timedelta(minutes=2))


def test_without_a_mail_server_it_is_kept_readable(queue: Callable[..., Letter], settings) -> None:
    settings.HAS_MAIL = False
    letter = queue()
    assert letter.state == LetterState.KEPT
    assert "https://desk.example/c/1/" in letter.body


def test_a_secret_letter_has_no_body_at_rest(queue: Callable[..., Letter]) -> None:
    letter = queue(template="code", context={"number": "CTR-1"}, secret=True)
    assert (letter.subject, letter.body, letter.refs) == ("Your code for CTR-1", "", {"number": "CTR-1"})
    with pytest.raises(IntegrityError, match="secret_letter_has_no_body"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(body="The code is 123456.")


def test_a_secret_letter_takes_references_only(queue: Callable[..., Letter], nour: Freelancer) -> None:
    with pytest.raises(TypeError, match="references only"):
        queue(template="code", context={"contract": nour.business}, secret=True)


def test_an_unknown_state_is_refused_by_the_database(queue: Callable[..., Letter]) -> None:
    letter = queue()
    with pytest.raises(IntegrityError, match="letter_state_is_known"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(state="lost")


def test_html_escapes_what_people_typed_and_makes_a_lone_address_a_button(settings: Any) -> None:
    settings.PUBLIC_URL = "https://desk.example"
    page = render_html(
        subject="x", body="A <b>b</b>\nwww.shop.example\n\nhttps://desk.example/c/1/\n", language="ar", sender="نور"
    )
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert 'href="https://desk.example/c/1/"' in page
    assert "font-weight:600" in page
    assert 'dir="rtl"' in page
    assert 'lang="ar"' in page


@pytest.mark.parametrize(
    "address",
    ["https://desk.evil.example/desk/", "https://desk.example.evil.example/", "https://desk.example@evil.example/"],
)
def test_an_address_that_a_client_wrote_is_never_a_button_of_ours(settings: Any, address: str) -> None:
    """A list of changes may end with “sign in again:” and an address of the writer's own."""
    settings.PUBLIC_URL = "https://desk.example"
    page = render_html(subject="x", body=f"Sign in again:\n\n{address}\n\nThanks\n", language="en", sender="")
    assert "font-weight:600" not in page
    assert "Open the page" not in page


def test_blank_lines_left_by_tags_are_folded() -> None:
    assert paragraphs("\n one\r\n\r\n\n \n\ntwo\n\n") == "one\n\ntwo\n"


def test_numbers_of_documents_and_phones_stay_whole_in_arabic_text() -> None:
    body = "عرض OFR-2026-0058 للسيدة <ريم>\nهاتف +966 50 123 4567، وصفحة https://desk.example/c/OFR-2026-0058/، شكرًا\n"
    page = render_html(subject="x", body=body, language="ar", sender="")
    assert '<bdi dir="ltr" style="white-space:nowrap">OFR-2026-0058</bdi>' in page
    assert '<bdi dir="ltr" style="white-space:nowrap">+966 50 123 4567</bdi>' in page
    assert 'href="https://desk.example/c/OFR-2026-0058/"' in page
    assert "&lt;ريم&gt;<br>" in page
