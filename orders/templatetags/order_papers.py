"""Drawing offers and contracts. `{% offer_paper paper %}` draws the same body on the client's page, in the desk's
preview and in the PDF, in the paper's own language wherever it stands; `{% contract_paper paper %}` likewise."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core import formats
from core.bidi import isolated
from orders.models import Instalment
from orders.papers import labels
from orders.papers.contract import ContractPaper
from orders.papers.offer import OfferPaper, PlannedPart
from orders.papers.wording import Pair, when_due

register = template.Library()
OTHER = {"ar": "en", "en": "ar"}
DIRECTIONS = {"ar": "rtl", "en": "ltr"}


@register.simple_tag
def offer_paper(paper: OfferPaper) -> SafeString:
    """The offer, as the part of a page or of the PDF."""
    return _drawn("papers/_offer.html", paper)


@register.simple_tag
def contract_paper(paper: ContractPaper) -> SafeString:
    """The contract in both languages, the prevailing one first."""
    return _drawn("papers/_contract.html", paper)


@contextmanager
def as_paper(language: str, country: str) -> Iterator[None]:
    """The paper's language, plain digits and the seller's names of months, whoever reads."""
    with ExitStack() as around:
        around.enter_context(translation.override(language))
        around.enter_context(formats.use_digits("latn"))
        around.enter_context(formats.use_country(country))
        yield


def _drawn(name: str, paper: OfferPaper | ContractPaper) -> SafeString:
    with as_paper(paper.language, paper.seller.country):
        values: dict[str, Any] = {
            "paper": paper,
            "language": paper.language,
            "direction": DIRECTIONS[paper.language],
            "other": OTHER[paper.language],
            "other_direction": DIRECTIONS[OTHER[paper.language]],
        }
        return mark_safe(render_to_string(name, values))


@register.filter
def written(text: str) -> SafeString:
    """What a person wrote on one line, in its own direction."""
    return isolated(text)


@register.filter
def paragraphs(text: str) -> SafeString:
    """What a person wrote, blank lines apart, each line in its own direction."""
    blocks = [block for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    lines = (mark_safe("<br>".join(isolated(line) for line in block.strip().splitlines())) for block in blocks)
    return format_html_join("\n", "<p>{}</p>", ((block,) for block in lines))


@register.filter
def full_day(day: Any) -> SafeString:
    return isolated(formats.full_day_text(day)) if day else mark_safe("")


@register.filter
def quantity(value: Decimal) -> SafeString:
    """2, or 57.5: no idle zeros."""
    plain = value.normalize() if value else Decimal(0)
    return formats.ltr_html(formats.number_text(Decimal(format(plain, "f"))))


@register.simple_tag(takes_context=True)
def when(context: template.Context, part: PlannedPart) -> SafeString:
    """What makes an instalment due, in the paper's language."""
    return isolated(said(when_due(part.trigger, part.at_percent, part.due_on), context["language"]))


@register.simple_tag
def falls_due(part: Instalment) -> SafeString:
    """What makes an order's instalment due, in the reader's language."""
    return isolated(
        said(when_due(part.trigger, part.at_percent, part.due_on), (translation.get_language() or "ar")[:2])
    )


@register.simple_tag(takes_context=True)
def says(context: template.Context, pair: Pair) -> SafeString:
    """The words of a pair in the paper's language."""
    return isolated(said(pair, context["language"]))


@register.simple_tag(takes_context=True)
def says_other(context: template.Context, pair: Pair) -> SafeString:
    """The words of a pair in the other language."""
    return isolated(said(pair, context["other"]))


@register.simple_tag(takes_context=True)
def label(context: template.Context, name: str) -> str:
    """A printed word in the paper's language."""
    return said(labels.LABELS[name], context["language"])


@register.simple_tag(takes_context=True)
def both(context: template.Context, name: str) -> SafeString:
    """The printed word and, small beside it, the same in the other language."""
    pair, other = labels.LABELS[name], context["other"]
    return format_html(
        '{0} <span class="{1}" lang="{1}" dir="{2}">{3}</span>',
        said(pair, context["language"]), other, DIRECTIONS[other], said(pair, other),
    )  # fmt: skip


@register.simple_tag
def instant(at: datetime, zone: str) -> SafeString:
    """An instant of the evidence on the business's wall clock with its offset, and in UTC."""
    local = at.astimezone(ZoneInfo(zone))
    both_clocks = '<span dir="ltr">{}</span><br><span dir="ltr" class="soft">{}</span>'
    return format_html(both_clocks, f"{local:%Y-%m-%d %H:%M:%S %z}", f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC")


def said(pair: Pair, language: str) -> str:
    return pair.ar if language == "ar" else pair.en
