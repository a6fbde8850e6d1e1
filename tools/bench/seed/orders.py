"""Deals from the offer to where their fate left them: order, stages, contract, invoices, what happened."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from clients.models import Contact
from core.papers import as_data, fingerprint
from core.text import fold
from orders.models import Contract, Evidence, Instalment, Milestone, Offer, Order, ScopeItem
from orders.papers.contract import contract_paper
from orders.papers.offer import OfferPaper
from orders.papers.parties import client_party
from orders.services.pricing import PartSpec, quarters
from outbox.models import Todo

from . import history, money
from .basket import Basket
from .businesses import Desk
from .offers import add_offer

AT_ONCE = [PartSpec("كامل المبلغ مقدمًا", "signing", 10_000)]
IN_FOUR = quarters("ar")
DAY = timedelta(days=1)


class Fate(StrEnum):
    """Where a deal stands today."""

    OFFERED = "offered"
    DECLINED = "declined"
    CALLED_OFF = "called off"
    UNSIGNED = "unsigned"
    UNPAID = "unpaid"
    RUNNING = "running"
    DONE = "done"


OFFERS = {Fate.OFFERED: "sent", Fate.DECLINED: "declined"}
ORDERS = {
    Fate.CALLED_OFF: "cancelled", Fate.UNSIGNED: "awaiting_signature", Fate.UNPAID: "awaiting_deposit",
    Fate.RUNNING: "in_progress", Fate.DONE: "completed",
}  # fmt: skip
FINISHED = {Fate.DONE, Fate.CALLED_OFF}
SIGNED = {Fate.UNPAID, Fate.RUNNING, Fate.DONE}


@dataclass(frozen=True)
class Deal:
    """An accepted offer with all that followed."""

    fate: Fate
    offer: Offer
    paper: OfferPaper
    order: Order
    instalments: list[Instalment]
    at: datetime  # when it was accepted
    paid: int  # of running work: stages whose money has arrived


def add_offered(desk: Desk, contact: Contact, fate: Fate, at: datetime) -> None:
    """An offer that was sent at `at` and became no order."""
    offer, _paper = add_offer(desk, contact, IN_FOUR, state=OFFERS[fate], sent=at)
    history.of_offer(desk.basket, offer)


def add_deal(
    desk: Desk, contact: Contact, fate: Fate, at: datetime, *, plan: list[PartSpec] | None = None, paid: int = 1
) -> Deal:
    """The offer was sent at `at`; acceptance, signature and payment followed within three days."""
    basket = desk.basket
    plan = plan or (AT_ONCE if fate in FINISHED else IN_FOUR)
    offer, paper = add_offer(desk, contact, plan, state="accepted", sent=at)
    order = _order(desk, offer, fate, at + DAY)
    deal = Deal(fate, offer, paper, order, _stages(basket, order, paper, fate, at + DAY), at + DAY, paid)
    _contract(basket, deal)
    history.of_deal(basket, deal)
    if fate in SIGNED:
        money.add_money(desk, deal)
    basket.add(
        Todo(
            ref=basket.ref(), business=desk.business, key=f"kickoff:{order.ref}:brief", created_at=deal.at,
            title="Collect the brief and the material", subject_kind="order", subject_ref=order.ref,
            client_ref=order.client.ref, order_ref=order.ref, done_at=None if fate == Fate.RUNNING else deal.at,
        )
    )  # fmt: skip
    return deal


def _order(desk: Desk, offer: Offer, fate: Fate, opened: datetime) -> Order:
    basket, client = desk.basket, offer.client
    number, _place = desk.numbers.next("order", opened.year)
    due: date | None = (opened + timedelta(days=basket.chance.randrange(5, 30))).date() if fate in SIGNED else None
    return basket.add(
        Order(
            ref=basket.ref(), business=offer.business, offer=offer, client=client, contact=offer.contact, number=number,
            kind="direct", title=offer.title, currency="SAR", total_minor=offer.total_minor, vat_rate_bp=1500,
            state=ORDERS[fate], progress={Fate.DONE: 100, Fate.RUNNING: 50}.get(fate, 0), revisions=2, work_days=20,
            due_on=due, opened_at=opened, started_at=opened + DAY if fate in {Fate.RUNNING, Fate.DONE} else None,
            cancelled_at=opened + DAY if fate == Fate.CALLED_OFF else None,
            folded=fold(f"{offer.title} {client.name} {client.organisation} {number}"),
            **_handed_over(fate, opened),
        )
    )  # fmt: skip


def _handed_over(fate: Fate, opened: datetime) -> dict[str, Any]:
    """When finished work was delivered, paid in full and its files opened."""
    if fate != Fate.DONE:
        return {}
    delivered, settled = opened + 10 * DAY, opened + 12 * DAY
    return {
        "delivered_at": delivered, "first_delivered_on": delivered.date(), "released_at": settled,
        "completed_at": settled,
    }  # fmt: skip


def _stages(basket: Basket, order: Order, paper: OfferPaper, fate: Fate, at: datetime) -> list[Instalment]:
    """Milestones, their money and the agreed items; the money's states are money.py's."""
    done = {"state": "approved", "begun_at": at, "approved_at": at + 2 * DAY, "approved_by": "contact"}
    found = []
    for part in paper.parts:
        milestone = basket.add(
            Milestone(
                ref=basket.ref(), business=order.business, order=order, position=part.position, title=part.title,
                **(done if fate == Fate.DONE else {}),
            )
        )  # fmt: skip
        found.append(
            basket.add(
                Instalment(
                    ref=basket.ref(), business=order.business, order=order, milestone=milestone, position=part.position,
                    title=part.title, trigger=part.trigger, at_percent=part.at_percent, amount_minor=part.amount.minor,
                    currency="SAR",
                )
            )
        )  # fmt: skip
    for place, line in enumerate(paper.lines, start=1):
        basket.add(
            ScopeItem(
                ref=basket.ref(), business=order.business, order=order, position=place, title=line.title,
                note=line.note, done_at=at + 2 * DAY if fate == Fate.DONE else None,
            )
        )  # fmt: skip
    return found


def _contract(basket: Basket, deal: Deal) -> None:
    order = deal.order
    paper, paper_hash = _agreed(basket, deal)
    signed = {"state": "signed", "method": "link", "signed_at": deal.at, "signer_name": order.contact.name}
    state = signed if deal.fate in SIGNED else {"state": "voided" if deal.fate == Fate.CALLED_OFF else "out"}
    contract = basket.add(
        Contract(
            ref=basket.ref(), business=order.business, order=order, offer=deal.offer, contact=order.contact,
            paper=paper, paper_hash=paper_hash, language="ar", out_at=deal.at, **state,
        )
    )  # fmt: skip
    for kind in ("accepted", "sent", *(("signed",) if deal.fate in SIGNED else ())):
        basket.add(
            Evidence(
                ref=basket.ref(), business=order.business, contract=contract, kind=kind, happened_at=deal.at,
                actor_kind="contact", actor_ref=order.contact.ref, ip="203.0.113.7", language="ar",
            )
        )  # fmt: skip


def _agreed(basket: Basket, deal: Deal) -> tuple[Any, str]:
    """The contract's paper. Finished deals share one: to draw ten thousand takes longer than all the rest."""
    if deal.fate in FINISHED and "finished" in basket.papers:
        return basket.papers["finished"]
    agreed = contract_paper(
        deal.paper, number=deal.order.number, offer_hash=deal.offer.paper_hash, client=client_party(deal.order.contact),
        language="ar", today=deal.at.date(),
    )  # fmt: skip
    drawn = as_data(agreed), fingerprint(agreed)
    if deal.fate in FINISHED:
        basket.papers["finished"] = drawn
    return drawn
