"""From an accepted offer to an order with everything it needs: stages, money, scope, contract and kickoff tasks."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from clients.models import Contact
from clients.services.leads import accept_agreed_lead
from core.actors import Actor
from core.papers import as_data, fingerprint
from orders import letters
from orders.models import (
    Contract,
    Evidence,
    Instalment,
    Milestone,
    Offer,
    Order,
    OrderKind,
    OrderState,
    ScopeItem,
)
from orders.papers.contract import contract_paper
from orders.papers.offer import OfferPaper, PlannedPart, offer_paper
from orders.papers.parties import client_party
from outbox.services.events import emit
from outbox.services.todos import add_todo

from .days import today_of
from .evidence import NOWHERE, Scene, note
from .folding import folded
from .links import deal_link
from .numbers import next_number
from .sending import minor

KICKOFF = {
    "terms": gettext_noop("Confirm the terms with the client: scope, price, dates, edits"),
    "contract": gettext_noop("Get the contract signed"),
    "deposit": gettext_noop("Receive the first payment"),
    "brief": gettext_noop("Collect the brief and the material"),
    "schedule": gettext_noop("Put the stages into the schedule"),
}
ONLY_DIRECT = {"contract", "deposit"}  # a platform holds agreement and money itself


@transaction.atomic
def open_order(*, offer: Offer, ref: str, contact: Contact, by: Actor, now: datetime, scene: Scene) -> Order:
    """Everything that follows from the acceptance of `offer`, called once in the transaction that accepts it."""
    today = today_of(offer.business, now)
    paper = offer_paper(offer, today=today)
    order = _order_row(offer, ref, contact, today, now)
    _plan(order, paper)
    _scope(order, paper)
    if order.kind == OrderKind.DIRECT:
        _contract(order, paper, by, now, scene)
    _kickoff(order, now)
    accept_agreed_lead(client=order.client, by=by, now=now)
    emit(
        business=order.business, verb="order.opened", subject=("order", order.ref), actor=by, now=now,
        client_ref=order.client.ref, order_ref=order.ref,
        data={"number": order.number, "total": minor(order.total), "kind": order.kind},
    )  # fmt: skip
    return order


def kickoff_key(order: Order, step: str) -> str:
    """The key of one kickoff task: terms, contract, deposit, brief or schedule."""
    return f"kickoff:{order.ref}:{step}"


def _order_row(offer: Offer, ref: str, contact: Contact, today: date, now: datetime) -> Order:
    number = next_number(business=offer.business, kind="order", today=today)
    client = offer.client
    through_platform = offer.is_for_platform
    return Order.objects.create(
        ref=ref,
        business=offer.business,
        offer=offer,
        platform=offer.platform if through_platform else None,
        commission_bp=offer.commission_bp,
        client=client,
        contact=contact,
        number=number,
        kind=OrderKind.PLATFORM if through_platform else OrderKind.DIRECT,
        title=offer.title,
        currency=offer.currency,
        total_minor=offer.total_minor,
        vat_rate_bp=offer.vat_rate_bp,
        state=OrderState.IN_PROGRESS if through_platform else OrderState.AWAITING_SIGNATURE,
        revisions=offer.revisions,
        work_days=offer.work_days,
        opened_at=now,
        folded=folded(title=offer.title, number=number, client=client),
    )


def _plan(order: Order, paper: OfferPaper) -> None:
    for part in paper.parts:
        milestone = Milestone.objects.create(
            business=order.business, order=order, position=part.position, title=part.title, due_on=part.due_on
        )  # fmt: skip
        _instalment(order, milestone, part)


def _instalment(order: Order, milestone: Milestone, part: PlannedPart) -> None:
    Instalment.objects.create(
        business=order.business, order=order, milestone=milestone, position=part.position, title=part.title,
        trigger=part.trigger, at_percent=part.at_percent, due_on=part.due_on,
        amount_minor=part.amount.minor, currency=part.amount.currency,
    )  # fmt: skip


def _scope(order: Order, paper: OfferPaper) -> None:
    ScopeItem.objects.bulk_create(
        ScopeItem(business=order.business, order=order, position=position, title=line.title, note=line.note)
        for position, line in enumerate(paper.lines, start=1)
    )


def _contract(order: Order, paper: OfferPaper, by: Actor, now: datetime, scene: Scene) -> None:
    offer, contact = order.offer, order.contact
    agreed = contract_paper(
        paper,
        number=order.number,
        offer_hash=offer.paper_hash,
        client=client_party(contact),
        language=contact.language,
        today=today_of(order.business, now),
    )
    contract = Contract.objects.create(
        business=order.business, order=order, offer=offer, contact=contact, paper=as_data(agreed),
        paper_hash=fingerprint(agreed), language=contact.language, out_at=now,
    )  # fmt: skip
    note(contract, Evidence.Kind.ACCEPTED, by, now, scene, offer_hash=offer.paper_hash)
    note(contract, Evidence.Kind.SENT, Actor.worker(), now, NOWHERE, paper_hash=contract.paper_hash)
    link = deal_link(offer=offer, contact=contact, now=now)
    letters.contract_out(contract=contract, url=link.url, now=now)


def _kickoff(order: Order, now: datetime) -> None:
    for step, title in KICKOFF.items():
        if order.kind == OrderKind.PLATFORM and step in ONLY_DIRECT:
            continue
        add_todo(
            business=order.business, title=title, subject=("order", order.ref), key=kickoff_key(order, step), now=now,
            client_ref=order.client.ref, order_ref=order.ref,
        )  # fmt: skip
