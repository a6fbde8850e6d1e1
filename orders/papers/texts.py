"""Texts to copy: an offer for a platform's inbox, and a short message with the link for a chat."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext, ngettext

from core.dates import full_day_text
from core.formats import money_text, number_text, percent_text
from orders.models import Offer
from orders.templatetags.order_papers import as_paper, said

from .offer import OfferPaper, PlannedPart, PricedLine, offer_paper
from .wording import when_due


def inbox_text(offer: Offer, *, today: date) -> str:
    """The whole offer as plain text in the client's language, without any address, number or link to contact by."""
    paper = offer_paper(offer, today=today)
    with as_paper(paper.language, paper.seller.country):
        blocks = [
            paper.title,
            paper.intro,
            "\n".join([gettext("What the offer includes"), *(_line(line) for line in paper.lines), *_sums(paper)]),
            "\n".join([gettext("When it is paid"), *(_part(part, paper.language) for part in paper.parts)]),
            "\n".join(_terms(paper)),
        ]
    return "\n\n".join(block.strip() for block in blocks if block.strip())


def chat_text(offer: Offer, *, url: str) -> str:
    """A short message with the link, for sending by hand, in the client's language."""
    with as_paper(offer.language, offer.business.country):
        until = full_day_text(offer.valid_until) if offer.valid_until else ""
        sentence = gettext("Hello %(name)s, the offer “%(title)s” is ready: %(total)s, valid until %(until)s.\n%(url)s")
        return sentence % {
            "name": offer.contact.name,
            "title": offer.title,
            "total": money_text(offer.total),
            "until": until,
            "url": url,
        }


def _line(line: PricedLine) -> str:
    count = f" × {number_text(Decimal(format(line.quantity.normalize(), 'f')))}" if line.quantity != 1 else ""
    note = f" ({line.note})" if line.note else ""
    return f"- {line.title}{count}{note}: {money_text(line.total)}"


def _sums(paper: OfferPaper) -> list[str]:
    vat = [f"{gettext('VAT')} {percent_text(paper.vat_rate_bp)}: {money_text(paper.vat)}"] if paper.vat_rate_bp else []
    return [*vat, f"{gettext('Total')}: {money_text(paper.total)}"]


def _part(part: PlannedPart, language: str) -> str:
    when = said(when_due(part.trigger, part.at_percent, part.due_on), language)
    comma = "،" if language == "ar" else ","
    return f"{part.position}. {part.title}{comma} {when}: {money_text(part.amount)}"


def _terms(paper: OfferPaper) -> list[str]:
    terms = []
    if paper.revisions:
        terms.append(
            ngettext(
                "The price includes %(counter)s minor change.",
                "The price includes %(counter)s minor changes.",
                paper.revisions,
            )
            % {"counter": paper.revisions}
        )
    if paper.work_days:
        terms.append(
            ngettext(
                "The work takes %(counter)s day from its start.",
                "The work takes %(counter)s days from its start.",
                paper.work_days,
            )
            % {"counter": paper.work_days}
        )
    return terms
