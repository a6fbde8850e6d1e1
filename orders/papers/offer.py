"""The offer as a frozen value: one source for the client's page, the desk's preview, the PDF and the fingerprint."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.money import Money
from core.papers import thaw
from orders.models import Offer, OfferLine, OfferPart

from .parties import Party, client_party, seller_party


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One line of the price, before VAT."""

    title: str
    note: str
    quantity: Decimal
    unit: Money
    total: Money


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A stage and its money, VAT included. `share_bp` is set when the stage was planned as a share of the total."""

    position: int
    title: str
    trigger: str
    at_percent: int | None
    due_on: date | None
    share_bp: int | None
    amount: Money


@dataclass(frozen=True, slots=True)
class OfferPaper:
    """Everything the client reads. A draft's paper has no number and may lack its last day."""

    number: str
    version: int
    language: str
    issued_on: date
    valid_until: date | None
    seller: Party
    client: Party
    title: str
    intro: str
    lines: tuple[PricedLine, ...]
    net: Money
    vat: Money
    vat_rate_bp: int
    total: Money
    parts: tuple[PlannedPart, ...]
    revisions: int
    reply_days: int
    work_days: int | None
    kind: str = field(default="offer")


def offer_paper(offer: Offer, *, today: date) -> OfferPaper:
    """The frozen paper of a sent offer; for a draft, what the paper would be if it were sent `today`."""
    if offer.paper is not None:
        return thaw(OfferPaper, offer.paper)
    return OfferPaper(
        number=offer.number,
        version=offer.version,
        language=offer.language,
        issued_on=today,
        valid_until=offer.valid_until,
        seller=seller_party(offer.business),
        client=client_party(offer.contact),
        title=offer.title,
        intro=offer.intro,
        lines=tuple(_line(line) for line in offer.lines.order_by("position")),
        net=offer.net,
        vat=offer.vat,
        vat_rate_bp=offer.vat_rate_bp,
        total=offer.total,
        parts=tuple(_part(part) for part in offer.parts.order_by("position")),
        revisions=offer.revisions,
        reply_days=offer.reply_days,
        work_days=offer.work_days,
    )


def _line(line: OfferLine) -> PricedLine:
    return PricedLine(line.title, line.note, line.quantity, line.unit, line.total)


def _part(part: OfferPart) -> PlannedPart:
    return PlannedPart(
        part.position, part.title, part.trigger, part.at_percent, part.due_on, part.percent_bp, part.amount
    )
