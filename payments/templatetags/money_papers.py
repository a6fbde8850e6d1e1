"""Drawing invoices and receipts: both languages of a label, people's words isolated, and whole papers.

`{% invoice_paper paper %}` and `{% receipt_paper paper %}` draw a paper in its own language wherever they stand.
"""

from contextlib import ExitStack
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_location
from django import template
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core import formats
from core.money import Money
from core.qr import qr_svg
from core.units import unit
from orders.papers.parties import Party
from orders.papers.wording import Pair
from payments.papers import labels
from payments.papers.bidi import isolated
from payments.papers.invoice import InvoicePaper, PaperLine
from payments.papers.receipt import ReceiptPaper

register = template.Library()
OTHER = {"ar": "en", "en": "ar"}
DIRECTIONS = {"ar": "rtl", "en": "ltr"}


@register.simple_tag
def invoice_paper(paper: InvoicePaper) -> SafeString:
    """The invoice or credit note, as the part of a page."""
    return _drawn("papers/_invoice.html", paper, paper.zone)


@register.simple_tag
def receipt_paper(paper: ReceiptPaper) -> SafeString:
    """The receipt, as the part of a page."""
    return _drawn("papers/_receipt.html", paper, "UTC")


def _drawn(name: str, paper: InvoicePaper | ReceiptPaper, zone: str) -> SafeString:
    """In the paper's language, with plain digits and the seller's names of months, whoever reads."""
    with ExitStack() as around:
        around.enter_context(translation.override(paper.language))
        around.enter_context(timezone.override(ZoneInfo(zone)))
        around.enter_context(formats.use_digits("latn"))
        around.enter_context(formats.use_country(paper.seller.country))
        values = {"paper": paper, "language": paper.language, "direction": DIRECTIONS[paper.language]}
        return mark_safe(render_to_string(name, values))


@register.simple_tag(takes_context=True)
def label(context: template.Context, name: str) -> str:
    """A printed word in the paper's own language."""
    return _said(labels.LABELS[name], context["language"])


@register.simple_tag(takes_context=True)
def beside(context: template.Context, name: str) -> SafeString:
    """The same word in the other language, small."""
    return _other(labels.LABELS[name], context["language"])


@register.simple_tag(takes_context=True)
def heading(context: template.Context, paper: InvoicePaper | ReceiptPaper) -> SafeString:
    """What the paper is called, large; below it the same in the other language."""
    pair, language = labels.title(paper), context["language"]
    return format_html('<p class="title">{}</p>{}', _said(pair, language), _line(pair, language))


@register.simple_tag(takes_context=True)
def both(context: template.Context, name: str) -> SafeString:
    """The word and, beside it, the same in the other language."""
    pair = labels.LABELS[name]
    return format_html("{} {}", _said(pair, context["language"]), _other(pair, context["language"]))


@register.filter
def written(text: str) -> SafeString:
    """What a person wrote, in its own direction."""
    return isolated(text)


@register.filter
def written_lines(text: str) -> SafeString:
    """The same over several lines."""
    return mark_safe("<br>".join(isolated(line) for line in text.splitlines()))


@register.simple_tag(takes_context=True)
def paper_day(context: template.Context, day: date) -> SafeString:
    """Day, month and year, in Arabic with the weekday; English names are too long to stand four in a row."""
    if context["language"] == "ar":
        return isolated(formats.full_day_text(day))
    return isolated(formats.day_text(day, today=date.min))


@register.filter
def qr(text: str) -> SafeString:
    return qr_svg(text)


@register.filter
def groups(iban: str) -> str:
    """An IBAN in fours, as banks print it."""
    plain = iban.replace(" ", "")
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


@register.simple_tag(takes_context=True)
def unit_of(context: template.Context, total: Money) -> str:
    """The currency of a column: ر.س or SAR."""
    return unit(total.currency, context["language"])


@register.simple_tag(takes_context=True)
def stage_of(context: template.Context, line: PaperLine) -> SafeString:
    """«المرحلة 2 من 4»."""
    return isolated(_said(_stage(line), context["language"]))


@register.simple_tag(takes_context=True)
def stage_below(context: template.Context, line: PaperLine) -> SafeString:
    """The same in the other language, as a line of its own."""
    return _line(_stage(line), context["language"])


@register.simple_tag(takes_context=True)
def country_of(context: template.Context, party: Party, other: Party) -> str:
    """The country's name, only where the two sides are in different ones."""
    if not party.country or party.country == other.country:
        return ""
    return str(Locale(context["language"]).territories.get(party.country, party.country))


@register.simple_tag(takes_context=True)
def method_of(context: template.Context, method: str) -> SafeString:
    pair = labels.METHODS[method]
    return format_html("{} {}", _said(pair, context["language"]), _other(pair, context["language"]))


@register.simple_tag(takes_context=True)
def holder_of(context: template.Context, name: str) -> SafeString:
    return isolated(_said(labels.HOLDER, context["language"]) % {"name": name})


@register.simple_tag(takes_context=True)
def end_note(context: template.Context, paper: InvoicePaper) -> SafeString:
    """When and where it was issued, and how mistakes are corrected."""
    pair = labels.CREDITED_NOTE if paper.is_credit_note else labels.ISSUED_NOTE
    language = context["language"]
    said: dict[str, Any] = {
        "day": formats.full_day_text(paper.issued_on, language),
        "clock": formats.clock_text(paper.issued_at),
        "city": get_timezone_location(paper.zone, locale=language, return_city=True),
    }
    return isolated(_said(pair, language) % said)


@register.simple_tag(takes_context=True)
def receipt_note(context: template.Context) -> SafeString:
    return isolated(_said(labels.RECEIPT_NOTE, context["language"]))


def _said(pair: Pair, language: str) -> str:
    return pair.ar if language == "ar" else pair.en


def _stage(line: PaperLine) -> Pair:
    return labels.STAGE.fill(stage=line.stage, stages=line.stages)


def _line(pair: Pair, language: str) -> SafeString:
    other = OTHER[language]
    return format_html('<p class="{0}" dir="{1}" lang="{0}">{2}</p>', other, DIRECTIONS[other], _said(pair, other))


def _other(pair: Pair, language: str) -> SafeString:
    other = OTHER[language]
    text = _said(pair, other)
    return format_html('<span class="{0}" dir="{1}" lang="{0}">{2}</span>', other, DIRECTIONS[other], text)


@register.simple_tag
def title_of(paper: InvoicePaper | ReceiptPaper) -> str:
    """The document's name, for a window or a PDF: «فاتورة ضريبية INV-2026-0047»."""
    return f"{_said(labels.title(paper), paper.language)} {paper.number}"
