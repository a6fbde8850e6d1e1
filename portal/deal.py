"""What a deal's link shows: the offer, and the one thing that is expected of the client now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from django.http import Http404

from clients.models import ClientLink
from orders.errors import OfferExpired, OfferIsClosed
from orders.models import Contract, ContractState, Instalment, Offer, OfferState, Order, OrderState
from orders.papers.offer import OfferPaper, offer_paper
from orders.services.answering import must_be_alive
from orders.services.days import today_of
from payments.models import Invoice


class Step(StrEnum):
    """Where the client stands: one thing at a time."""

    ANSWER = "answer"
    SIGN = "sign"
    PAY = "pay"
    BEGUN = "begun"
    CLOSED = "closed"  # expired, declined, withdrawn, or the contract declined


@dataclass(frozen=True)
class Deal:
    """An offer and everything that followed from it, reached from the link's own subject."""

    offer: Offer
    order: Order | None
    now: datetime

    @cached_property
    def paper(self) -> OfferPaper:
        return offer_paper(self.offer, today=today_of(self.offer.business, self.now))

    @cached_property
    def contract(self) -> Contract | None:
        return (
            Contract.objects.filter(order=self.order).select_related("contact", "file").first() if self.order else None
        )

    @cached_property
    def instalments(self) -> list[Instalment]:
        if self.order is None:
            return []
        return list(Instalment.objects.filter(order=self.order).select_related("milestone").order_by("position"))

    @cached_property
    def invoices(self) -> list[Invoice]:
        """The deal's invoices, the oldest first, with what the client reported of each."""
        if self.order is None:
            return []
        documents = Invoice.objects.filter(order=self.order).invoices().exclude(state__in=["draft", "void"])
        return list(documents.prefetch_related("claims").order_by("issued_at", "pk"))

    @property
    def to_pay(self) -> Invoice | None:
        """The oldest invoice that still wants money."""
        return next((invoice for invoice in self.invoices if invoice.is_open), None)

    @cached_property
    def step(self) -> Step:
        if self.order is None:
            return Step.CLOSED if self.why_closed else Step.ANSWER
        if self.order.state == OrderState.CANCELLED or self.contract_is(ContractState.DECLINED, ContractState.VOIDED):
            return Step.CLOSED
        if self.contract_is(ContractState.OUT):
            return Step.SIGN
        return Step.PAY if self.to_pay or self.order.state == OrderState.AWAITING_DEPOSIT else Step.BEGUN

    def contract_is(self, *states: str) -> bool:
        return self.contract is not None and self.contract.state in states

    @cached_property
    def why_closed(self) -> str:
        """Why the offer takes no answer now; empty while it does."""
        try:
            must_be_alive(self.offer, self.now)
        except (OfferExpired, OfferIsClosed) as reason:
            return str(reason)
        return ""

    @property
    def waits_for_version(self) -> bool:
        """The client asked for changes: the next version is the freelancer's turn."""
        return self.offer.state == OfferState.CHANGES


def deal_of(link: ClientLink, now: datetime) -> Deal:
    """The deal behind a link to an offer; raises Http404 when the link leads elsewhere."""
    versions = Offer.objects.owned_by(link.business).shown_to_client(link.subject_ref)
    rows = versions.filter(client=link.contact.client_id).select_related("business", "client", "contact", "order")
    offer = rows.first() if link.subject_kind == "offer" else None
    if offer is None:
        raise Http404
    return Deal(offer, getattr(offer, "order", None), now)
