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
from payments.models import Invoice, PaymentClaim


class Step(StrEnum):
    """Where the client stands: one thing at a time."""

    ANSWER = "answer"
    SIGN = "sign"
    PAY = "pay"
    BEGUN = "begun"
    CLOSED = "closed"


class Ending(StrEnum):
    """Why nothing is expected any more."""

    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    UNSIGNED = "unsigned"  # the client declined the contract
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Deal:
    """An offer and everything that followed from it, reached from the link's own subject."""

    offer: Offer
    order: Order | None
    now: datetime

    @cached_property
    def paper(self) -> OfferPaper:
        return offer_paper(self.offer, today=today_of(self.offer.business, self.now))

    @property
    def contract(self) -> Contract | None:
        return getattr(self.order, "contract", None)

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
        rows = Invoice.objects.filter(order=self.order).invoices().exclude(state=Invoice.State.VOID)
        return list(rows.prefetch_related("claims").order_by("issued_at", "pk"))

    @property
    def to_pay(self) -> Invoice | None:
        """The oldest invoice that still wants money."""
        return next((invoice for invoice in self.invoices if invoice.is_open), None)

    @property
    def is_reported(self) -> bool:
        """The client said that the open invoice is paid: the freelancer's turn."""
        claims = self.to_pay.claims.all() if self.to_pay else []
        return any(claim.state == PaymentClaim.State.PENDING for claim in claims)

    @property
    def awaits_first_payment(self) -> bool:
        return self.order is not None and self.order.state == OrderState.AWAITING_DEPOSIT

    @cached_property
    def step(self) -> Step:
        if self.ending:
            return Step.CLOSED
        if self.order is None:
            return Step.ANSWER
        if self._contract_is(ContractState.OUT):
            return Step.SIGN
        return Step.PAY if self.to_pay or self.awaits_first_payment else Step.BEGUN

    @cached_property
    def ending(self) -> Ending | None:
        if self.order is None:
            return self._offer_ending()
        if self._contract_is(ContractState.DECLINED):
            return Ending.UNSIGNED
        cancelled = self.order.state == OrderState.CANCELLED or self._contract_is(ContractState.VOIDED)
        return Ending.CANCELLED if cancelled else None

    @property
    def waits_for_version(self) -> bool:
        """The client asked for changes: the next version is the freelancer's turn."""
        return self.offer.state == OfferState.CHANGES

    def _contract_is(self, state: ContractState) -> bool:
        return self.contract is not None and self.contract.state == state

    def _offer_ending(self) -> Ending | None:
        try:
            must_be_alive(self.offer, self.now)
        except OfferExpired:
            return Ending.EXPIRED
        except OfferIsClosed:
            return Ending.DECLINED if self.offer.state == OfferState.DECLINED else Ending.WITHDRAWN
        return None


def deal_of(link: ClientLink, now: datetime) -> Deal:
    """The deal behind a link to an offer; raises Http404 when the link leads elsewhere."""
    if link.subject_kind != "offer":
        raise Http404
    versions = Offer.objects.owned_by(link.business).shown_to_client(link.subject_ref)
    rows = versions.filter(client=link.contact.client_id).select_related(
        "business", "client", "contact", "order__contract__file", "order__contract__contact"
    )
    offer = rows.first()
    if offer is None:
        raise Http404
    return Deal(offer, getattr(offer, "order", None), now)
