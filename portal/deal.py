"""What a deal's link shows: the offer, and the one thing that is expected of the client now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import Business
from clients.models import ClientLink
from core.prepared import prepared
from orders.errors import OfferExpired, OfferIsClosed
from orders.models import (
    Contract,
    ContractState,
    Instalment,
    InstalmentState,
    Milestone,
    MilestoneState,
    Offer,
    OfferState,
    Order,
    OrderHold,
    OrderState,
    Sample,
    Submission,
)
from orders.papers.offer import OfferPaper, offer_paper
from orders.services.answering import must_be_alive
from orders.services.days import today_of
from orders.services.locking import WORKING_STATES
from payments.models import Invoice, PaymentClaim

WRITING = timedelta(minutes=10)  # an invoice that is not there by then is not about to appear


class Step(StrEnum):
    """Where the client stands: one thing at a time."""

    ANSWER = "answer"
    SIGN = "sign"
    PAY = "pay"
    REVIEW = "review"  # a stage waits for the answer
    BEGUN = "begun"
    DELIVERED = "delivered"
    FINAL = "final"  # final changes are being worked on
    DONE = "done"
    CLOSED = "closed"


_BY_STATE = {
    OrderState.DELIVERED: Step.DELIVERED, OrderState.FINAL_CHANGES: Step.FINAL, OrderState.COMPLETED: Step.DONE,
}  # fmt: skip


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

    @property
    def awaits_invoice(self) -> bool:
        """Something fell due just now, and a worker is writing its invoice."""
        fresh = self.now - WRITING
        return any(
            part.state == InstalmentState.DUE and part.due_since is not None and part.due_since > fresh
            for part in self.instalments
        )

    @property
    def is_paid(self) -> bool:
        """Every part of the plan has arrived."""
        return bool(self.instalments) and all(part.state == InstalmentState.PAID for part in self.instalments)

    @cached_property
    def to_review(self) -> Milestone | None:
        """The stage that waits for the client's answer."""
        if self.order is None or self.order.state not in WORKING_STATES:
            return None
        stages = (part.milestone for part in self.instalments)
        return next((stage for stage in stages if stage.state == MilestoneState.SUBMITTED), None)

    @cached_property
    def shown_stages(self) -> set[int]:
        """The positions of the stages that have something to look at."""
        rows = Submission.objects.filter(milestone__order=self.order)
        return set(rows.values_list("milestone__position", flat=True))

    @cached_property
    def holds(self) -> list[OrderHold]:
        """Why the work stands still, where it does."""
        if self.order is None or self.order.started_at is None:
            return []
        return list(OrderHold.objects.standing().filter(order=self.order).order_by("since", "pk"))

    @property
    def is_paused(self) -> bool:
        """The work stands still until a payment arrives."""
        return any(hold.kind == OrderHold.Kind.UNPAID for hold in self.holds)

    @cached_property
    def first_sample(self) -> Sample | None:
        """The first picture of what waits for the answer."""
        rows = Sample.objects.filter(file__milestone=self.to_review, file__submission__outcome="")
        return rows.order_by("file_id", "page").first()

    @cached_property
    def step(self) -> Step:
        if self.ending:
            return Step.CLOSED
        if self.order is None:
            return Step.ANSWER
        if self._contract_is(ContractState.OUT):
            return Step.SIGN
        return self._work_step(self.order)

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

    def _work_step(self, order: Order) -> Step:
        """Money that is owed comes before a stage to look at, and that before what only has to arrive."""
        if self.awaits_first_payment or (self.to_pay and not self.is_reported):
            return Step.PAY
        if self.to_review:
            return Step.REVIEW
        if self.to_pay or self.awaits_invoice:
            return Step.PAY
        return _BY_STATE.get(OrderState(order.state), Step.BEGUN)

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
    versions = _shown_versions(link.business, link.contact.client_id, link.subject_ref)
    if not versions:
        raise Http404
    offer = versions[0]
    order: Order | None = getattr(offer, "order", None)
    for row in (offer, order):
        if row is not None:  # the link brought these rows already
            row.business, row.client = link.business, link.contact.client
    return Deal(offer, order, now)


@prepared
def _shown_versions(business: Business, client: int, root_ref: str) -> QuerySet[Offer]:
    """The newest one, with the order and the contract that came of it."""
    rows = Offer.objects.owned_by(business).filter(client=client).shown_to_client(root_ref)
    return rows.select_related("order__contract__file", "order__contract__contact")[:1]
