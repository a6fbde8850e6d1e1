"""Offers as the product freezes them: priced, planned, with their paper and its fingerprint."""

from datetime import datetime, timedelta

from clients.models import ClientLink, Contact
from core.money import Money
from core.papers import as_data, fingerprint
from core.text import fold
from orders.models import Offer, OfferLine, OfferPart
from orders.papers.offer import OfferPaper, PlannedPart, PricedLine
from orders.papers.parties import Party, client_party
from orders.services.pricing import LineSpec, PartSpec, line_total, plan, price

from .basket import Basket
from .businesses import Desk
from .words import INTRO, LINES, TITLES

WEEK = timedelta(days=7)


def seller(desk: Desk) -> Party:
    business = desk.business
    return Party(
        name=business.name, person=desk.owner.full_name, address=f"{business.address}، {business.city}",
        country=business.country, vat_number=business.vat_number, email=desk.owner.email,
    )  # fmt: skip


def add_offer(
    desk: Desk, contact: Contact, stages: list[PartSpec], *, state: str, sent: datetime
) -> tuple[Offer, OfferPaper]:
    """A sent offer in its `state`, with its lines, its stages and the client's link."""
    basket, business = desk.basket, desk.business
    chance = basket.chance
    picked = chance.sample(LINES, 2)
    lines = [LineSpec(title, Money(chance.randrange(500, 9000) * 100, "SAR"), note=note) for title, note in picked]
    totals = price(lines, currency="SAR", vat_rate_bp=business.vat_rate_bp)
    paper = OfferPaper(
        number=desk.numbers.next("offer", sent.year)[0], version=1, language="ar", issued_on=sent.date(),
        valid_until=(sent + WEEK).date(), seller=seller(desk), client=client_party(contact),
        title=chance.choice(TITLES), intro=INTRO,
        lines=tuple(PricedLine(line.title, line.note, line.quantity, line.unit, line_total(line)) for line in lines),
        net=totals.net, vat=totals.vat, vat_rate_bp=business.vat_rate_bp, total=totals.total,
        parts=tuple(
            PlannedPart(place, part.title, part.trigger, part.at_percent, None, part.percent_bp, part.amount)
            for place, part in enumerate(plan(stages, totals.total), start=1)
        ),
        revisions=2, reply_days=5, work_days=20,
    )  # fmt: skip
    offer = basket.add(_row(desk, contact, paper, state, sent))
    _parts(basket, offer, paper)
    basket.add(
        ClientLink(
            ref=basket.ref(), business=business, contact=contact, subject_kind="offer", subject_ref=offer.root_ref,
            purpose="answer", created_at=sent,
        )
    )  # fmt: skip
    return offer, paper


def _row(desk: Desk, contact: Contact, paper: OfferPaper, state: str, sent: datetime) -> Offer:
    client, ref = contact.client, desk.basket.ref()
    return Offer(
        ref=ref, root_ref=ref, business=desk.business, client=client, contact=contact, number=paper.number,
        title=paper.title, intro=paper.intro, language="ar", currency="SAR", state=state, valid_until=paper.valid_until,
        work_days=paper.work_days, vat_rate_bp=paper.vat_rate_bp, net_minor=paper.net.minor, vat_minor=paper.vat.minor,
        total_minor=paper.total.minor, paper=as_data(paper), paper_hash=fingerprint(paper), created_at=sent,
        sent_at=sent, decided_at=None if state == Offer.State.SENT else sent + timedelta(days=1),
        folded=fold(f"{paper.title} {client.name} {client.organisation} {paper.number}"),
    )  # fmt: skip


def _parts(basket: Basket, offer: Offer, paper: OfferPaper) -> None:
    for place, line in enumerate(paper.lines, start=1):
        basket.add(
            OfferLine(
                offer=offer, position=place, title=line.title, note=line.note, unit_minor=line.unit.minor,
                currency="SAR",
            )
        )  # fmt: skip
    for part in paper.parts:
        basket.add(
            OfferPart(
                offer=offer, position=part.position, title=part.title, trigger=part.trigger, at_percent=part.at_percent,
                percent_bp=part.share_bp, amount_minor=part.amount.minor, currency="SAR",
            )
        )  # fmt: skip
