"""PDF papers: Arabic shaped and in reading order, our font inside, the same bytes again, and nothing fetched."""

import builtins
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pypdfium2
import pytest
from django.template import engines
from django.utils.translation import override
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from core.money import Money
from core.pdf import ORIGIN, PdfUnavailable, is_available, own_resource, render_pdf

MIXED = "ريم القحطاني Studio 47"
BODY = """
{% extends "papers/frame.html" %}{% load formats %}
{% block paper %}
  <p class="paper-name">{{ "INV-2026-0047"|ltr }}</p>
  <h2>فاتورة ضريبية</h2>
  <p>{{ name }}</p>
  <p>إجمالي الطلب لأعمال الهوية: {% money total %}</p>
  <p>{{ "+966 50 123 4567"|ltr }}</p>
  <p>{{ "SA44 2000 0001 2345 6789 1234"|ltr }}</p>
  <p>{% money refund %}</p>
  <p>السداد في نوفمبر</p>
{% endblock %}
"""


def page(language: str = "ar", body: str = BODY, **more: object) -> str:
    values = {"name": MIXED, "total": Money(345000, "SAR"), "refund": Money(-3450, "SAR"), "paper_hash": "ab" * 32}
    with override(language):
        return str(engines["django"].from_string(body).render({**values, **more}))


@pytest.fixture(scope="module")
def invoice() -> bytes:
    return render_pdf(page())


def read(pdf: bytes) -> str:
    return "\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages)


def as_a_viewer_copies(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(sheet.get_textpage().get_text_range() for sheet in document)
    document.close()
    return text


def fonts_of(pdf: bytes) -> Iterator[DictionaryObject]:
    for sheet in PdfReader(BytesIO(pdf)).pages:
        for font in sheet["/Resources"]["/Font"].values():  # type: ignore[index]
            yield font.get_object()["/DescendantFonts"][0].get_object()


@pytest.mark.parametrize(
    "text",
    [
        "فاتورة ضريبية",
        "ريم القحطاني",
        "Studio 47",
        "إجمالي الطلب لأعمال الهوية",
        "السداد في نوفمبر",
        "3,450.00",
        "−34.50",
    ],
)
def test_text_keeps_its_reading_order(invoice: bytes, text: str) -> None:
    assert text in " ".join(read(invoice).split())


@pytest.mark.parametrize(
    "text", ["فاتورة ضريبية", "السداد في نوفمبر", "INV-2026-0047", "+966 50 123 4567", "SA44 2000 0001 2345 6789 1234"]
)
def test_what_a_viewer_copies_is_what_was_written(invoice: bytes, text: str) -> None:
    assert text in as_a_viewer_copies(invoice)


def test_our_font_is_inside_and_no_other(invoice: bytes) -> None:
    fonts = list(fonts_of(invoice))
    assert fonts
    for font in fonts:
        assert "IBM-Plex-Sans-Arabic" in font["/BaseFont"]
        assert "/FontFile2" in font["/FontDescriptor"].get_object()


def test_letters_are_joined_and_none_is_missing() -> None:
    """Joined forms are other glyphs than the letters alone; a missing letter would be glyph 0."""
    joined, apart = glyphs("بببب"), glyphs("ب ب ب ب")
    assert len(set(joined)) == 3  # first, middle (twice) and last
    assert len(set(apart)) == 2  # the letter alone, and the space
    assert not set(joined) & set(apart)
    assert len(glyphs("لا")) == 1  # lam-alef is one glyph
    assert len(glyphs("ضر")) == 2  # no other pair is
    everything = glyphs("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىةًٌٍَُِّْ؟،؛«» 0123456789٠١٢٣٤٥٦٧٨٩٫٬ ABCxyz−€£₺¥")
    assert 0 not in everything


def glyphs(text: str) -> list[int]:
    """Glyph numbers that a paper draws for a text, from the page's own drawing commands."""
    pdf = render_pdf(
        f'<html lang="ar" dir="rtl"><body><p style="font-family:IBM Plex Sans Arabic">{text}</p></body></html>'
    )
    drawn: list[int] = []
    for _operands, operator in PdfReader(BytesIO(pdf)).pages[0].get_contents().operations:  # type: ignore[union-attr]
        if operator in (b"TJ", b"Tj"):
            runs = _operands[0] if isinstance(_operands[0], list) else [_operands[0]]
            for run in runs:
                if not isinstance(run, int | float):
                    code = run if isinstance(run, bytes) else run.original_bytes
                    drawn += [int.from_bytes(code[at : at + 2], "big") for at in range(0, len(code), 2)]
    return drawn


def test_the_same_page_gives_the_same_bytes(invoice: bytes) -> None:
    assert render_pdf(page()) == invoice
    assert render_pdf(page(name="سام")) != invoice


def test_two_threads_may_draw_at_once(invoice: bytes) -> None:
    drawn: list[bytes] = []
    threads = [Thread(target=lambda: drawn.append(render_pdf(page()))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn == [invoice] * 3


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_a_paper_says_its_language_direction_and_fingerprint(language: str, direction: str) -> None:
    html = page(language)
    assert f'<html lang="{language}" dir="{direction}">' in html
    pdf = render_pdf(html)
    assert "ab" * 32 in read(pdf).replace("\n", "")
    assert PdfReader(BytesIO(pdf)).trailer["/Root"]["/Lang"] == language  # type: ignore[index]


class Listener:
    """A web server of our own that notes every call."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        calls = self.calls

        class Noting(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                calls.append(self.path)
                self.send_error(404)

        self.server = HTTPServer(("127.0.0.1", 0), Noting)
        self.port = self.server.server_port


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    thread = Thread(target=listening.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield listening
    listening.server.shutdown()
    thread.join()
    listening.server.server_close()


ATTACKS = {
    "file in a picture": '<img src="file://{secret}">',
    "file attached": '<a rel="attachment" href="file://{secret}">x</a>',
    "file as attachment of the page": '<link rel="attachment" href="file://{secret}">',
    "file as a sheet": '<link rel="stylesheet" href="file://{secret}">',
    "file in a style": "<style>p{{background:url(file://{secret})}} @import url(file://{secret});</style>",
    "file in an object": '<object data="file://{secret}"></object><embed src="file://{secret}">',
    "file in a drawing": '<svg xmlns="http://www.w3.org/2000/svg"><image href="file://{secret}" width="9"/></svg>',
    "relative file": '<img src="../../../../../../..{secret}"><a rel="attachment" href="{secret}">x</a>',
    "our own server": '<img src="{own}/../..{secret}"><link rel="attachment" href="{own}/static/..{secret}">',
    "network": '<img src="{web}/x"><link rel="attachment" href="{web}/x"><link rel="stylesheet" href="{web}/x.css">',
    "drawing inside data": '<img src="data:image/svg+xml,<svg xmlns=%22{svg}%22><image href=%22{web}/x%22/></svg>">',
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_a_paper_cannot_fetch_a_file_or_an_address(attack: str, tmp_path: Path, listener: Listener) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("p::after { content: 'stolen-words' }")
    web, svg = f"http://127.0.0.1:{listener.port}", "http://www.w3.org/2000/svg"
    body = attack.format(secret=secret, web=web, svg=svg, own=ORIGIN)
    pdf = render_pdf(f"<html lang=en><body><p>x</p>{body}</body></html>")
    reader = PdfReader(BytesIO(pdf))
    assert reader.attachments == {}
    assert "stolen-words" not in read(pdf)
    assert b"stolen-words" not in pdf
    assert listener.calls == []


@pytest.mark.parametrize(
    "path", ["font/100", "font/../400", "static/css/paper.css/../../../manage.py", "static/app.js", "etc/passwd", ""]
)
def test_only_our_sheet_and_font_are_served(path: str) -> None:
    with pytest.raises(ValueError):
        own_resource(path)


def test_the_paper_sheet_is_found_by_its_hashed_name_too_and_screen_sheets_are_empty() -> None:
    sheet = (Path(__file__).parents[2] / "static/css/paper.css").read_bytes()
    assert own_resource("static/css/paper.css") == (sheet, "text/css")
    assert own_resource("static/css/paper.0123456789ab.css") == (sheet, "text/css")
    assert own_resource("static/fonts.css") == (b"", "text/css")


def test_a_machine_without_pango_says_so_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_pango(name: str, *rest: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libgobject-2.0-0'")
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", without_pango)
    assert not is_available()
    with pytest.raises(PdfUnavailable) as refused:
        render_pdf("<p>x</p>")
    assert str(refused.value)
