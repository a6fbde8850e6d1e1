"""The words of a letter: a text template, and one HTML frame for all."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import Context, Engine, Template, engines
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SUBJECT_LENGTH = 250
DIRECTION_MARKS = frozenset("\u200e\u200f\u2066\u2067\u2068\u2069")  # never the overrides, U+202A to U+202E
_LOADS = re.compile(r"\A(?:\s*\{%\s*load\s[^%]*%\})*\s*")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_MANY_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_DATA = re.compile(
    r"(?P<address>https?://[^\s<>\"]*[^\s<>\".,;:!?)»،؛؟])"
    r"|(?P<code>(?<!\w)(?:[A-Z]{2,}-\d[\d-]*\d|\+\d[\d ]{6,}\d)(?!\w))"  # document numbers and phones
)
RIGHT_TO_LEFT = {"ar"}


@dataclass(frozen=True, slots=True)
class Words:
    """A letter's subject (one line) and its plain body."""

    subject: str
    body: str


def render_words(template: str, language: str, context: Mapping[str, Any], *, with_body: bool = True) -> Words:
    """Subject and body of `templates/letters/<template>.txt` in the recipient's language, never the worker's."""
    subject, body = halves(template)
    values = Context({**context, "language": language}, autoescape=False)
    with translation.override(language):
        return Words(one_line(subject.render(values)), paragraphs(body.render(values)) if with_body else "")


def one_line(text: str) -> str:
    """A header's value: no line breaks or other control characters, however they got into a name.

    The marks that say which way a sum or a name reads stay: an Arabic subject is written with them.
    """
    printable = "".join(mark if mark.isprintable() or mark in DIRECTION_MARKS else " " for mark in text)
    line = " ".join(printable.split())
    return line if len(line) <= SUBJECT_LENGTH else line[: SUBJECT_LENGTH - 1] + "…"


def paragraphs(text: str) -> str:
    """The body with one blank line between paragraphs, whatever the template's tags left."""
    return _MANY_BLANK_LINES.sub("\n\n", text.replace("\r\n", "\n")).strip() + "\n"


@lru_cache(maxsize=128)
def halves(template: str) -> tuple[Template, Template]:
    """The template cut at its first blank line before rendering, so that no value can move the border."""
    engine: Engine = engines["django"].engine  # type: ignore[attr-defined]
    source = str(engine.get_template(f"letters/{template}.txt").source)
    loads = _LOADS.match(source)
    preamble = loads.group() if loads else ""
    subject, _border, body = _halved(source[len(preamble) :])
    return Template(preamble + subject, engine=engine), Template(preamble + body, engine=engine)


def _halved(text: str) -> tuple[str, str, str]:
    border = _BLANK_LINE.search(text)
    if border is None:
        raise ValueError("a letter's template has a subject line, a blank line and a body")
    return text[: border.start()], border.group(), text[border.end() :]


def render_html(*, subject: str, body: str, language: str, sender: str) -> str:
    """The body in the shared frame: direction, paragraphs, and an address of ours that stands alone as a button."""
    blocks = [
        {"address": block} if _is_ours(block) else {"html": _block_html(block)} for block in body.strip().split("\n\n")
    ]
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    values = {"subject": subject, "blocks": blocks, "language": language, "direction": direction, "sender": sender}
    with translation.override(language):
        return render_to_string("letters/frame.html", values)


def _is_ours(block: str) -> bool:
    """Letters carry other people's words: an address of theirs must not look like a button of ours."""
    return block.startswith(f"{settings.PUBLIC_URL}/") and len(block.split()) == 1


def _block_html(text: str) -> SafeString:
    """Lines of a paragraph; addresses become links, and what reads from left to right stays so in Arabic text."""
    lines = (format_html_join("", "{}", ((piece,) for piece in _pieces(line))) for line in text.split("\n"))
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def _pieces(line: str) -> Iterator[str]:
    end = 0
    for found in _DATA.finditer(line):
        yield line[end : found.start()]
        shape = (
            '<a href="{0}" dir="ltr">{0}</a>'
            if found["address"]
            else '<bdi dir="ltr" style="white-space:nowrap">{0}</bdi>'
        )
        yield format_html(shape, found.group())
        end = found.end()
    yield line[end:]
