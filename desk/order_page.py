"""What the page of an order says: where it stands in the whole cycle, its money, its safety, and the next act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from clients.models import ClientLink
from core.money import Money
from files.models import StoredFile
from orders.models import (
    ChangeOrder,
    Contract,
    ContractState,
    Enclosure,
    Instalment,
    MilestoneState,
    Order,
    OrderException,
    OrderKind,
    OrderState,
    ScopeItem,
    Trigger,
    WorkFile,
)
from orders.services.changing import Allowance, allowance_of
from orders.services.links import KIND, PURPOSE
from payments.models import Invoice
from reviews.models import AskState, ReviewAsk

from .order_stages import WORKING, Stage, pending_claim, stages_of

SILENT_AFTER = timedelta(days=6)  # a client who hears nothing this long begins to worry


@dataclass(frozen=True)
class Check:
    """A line of a checklist."""

    label: str
    tone: str = ""
    shape: str = ""

    @property
    def done(self) -> bool:
        return self.tone == "done"


class OrderPage:
    """An order with everything its page shows, read once."""

    def __init__(self, order: Order, *, now: datetime, today: date) -> None:
        self.order, self.now, self.today = order, now, today
        self.is_platform = order.kind == OrderKind.PLATFORM
        self.is_working = order.state in WORKING
        self.is_cancelled = order.state == OrderState.CANCELLED

    @cached_property
    def contract(self) -> Contract | None:
        return Contract.objects.filter(order=self.order).select_related("file", "contact").first()

    @cached_property
    def parts(self) -> list[Instalment]:
        return list(Instalment.objects.filter(order=self.order).select_related("milestone").order_by("position"))

    @cached_property
    def documents(self) -> list[Invoice]:
        """Live invoices, the oldest first, with what the client reported of each."""
        rows = Invoice.objects.filter(order=self.order).invoices().exclude(state=Invoice.State.VOID)
        rows = rows.select_related("file").prefetch_related("claims__slip")
        return list(rows.order_by("issued_at", "pk"))

    @cached_property
    def scope(self) -> list[ScopeItem]:
        return list(self.order.scope.order_by("position"))

    @cached_property
    def exceptions(self) -> list[OrderException]:
        return list(self.order.exceptions.order_by("recorded_at", "pk"))

    @cached_property
    def link(self) -> ClientLink | None:
        return None if self.is_platform else link_of(self.order, self.now)

    # --- the cycle ---------------------------------------------------------------------------------------------

    @property
    def steps(self) -> list[str]:
        """The whole cycle in words; it ends with the money."""
        agreed = [_("Offer accepted")]
        if not self.is_platform:
            agreed += [_("Without a contract") if self.went_without("no_contract") else _("Contract signed")]
            if self.deposits:
                agreed += [_("First payment")]
        return [*agreed, self._work_word(), _("Delivery"), self._review_word(), _("Money received")]

    @property
    def here(self) -> int:
        """The step it stands at; the count of steps when all is done and paid."""
        work = len(self.steps) - 4
        done = {OrderState.DELIVERED: work + 1, OrderState.FINAL_CHANGES: work + 1, OrderState.COMPLETED: work + 2}
        if self.order.state == OrderState.AWAITING_SIGNATURE or self.is_cancelled:
            return 1
        if self.order.state == OrderState.AWAITING_DEPOSIT:
            return 2
        if self.order.state == OrderState.COMPLETED and not self.rest:
            return len(self.steps)
        if self.review_ask is not None and self.review_ask.state != AskState.PLANNED:
            return work + 3
        return done.get(OrderState(self.order.state), work)

    @cached_property
    def review_ask(self) -> ReviewAsk | None:
        """The request for a review of a completed order."""
        if self.order.state != OrderState.COMPLETED:
            return None
        return ReviewAsk.objects.filter(order=self.order).first()

    def _review_word(self) -> str:
        state = self.review_ask.state if self.review_ask else ""
        if state == AskState.ANSWERED:
            return _("Review received")
        return _("Without a review") if state in {AskState.WAIVED, AskState.CLOSED} else _("Review asked for")

    def _work_word(self) -> str:
        if not self.is_working or len(self.parts) < 2:
            return _("Work")
        return _("Work, stage %(stage)s of %(stages)s") % {"stage": self.stage_now, "stages": len(self.parts)}

    @cached_property
    def stage_now(self) -> int:
        """The first stage that is not approved yet; the last one when all are."""
        open_ones = (part.position for part in self.parts if part.milestone.state != MilestoneState.APPROVED)
        return next(open_ones, len(self.parts))

    def went_without(self, kind: str) -> bool:
        signed = self.contract is not None and self.contract.state == ContractState.SIGNED
        return any(one.kind == kind for one in self.exceptions) and not (kind == "no_contract" and signed)

    # --- stages and money --------------------------------------------------------------------------------------

    @cached_property
    def stages(self) -> list[Stage]:
        return stages_of(self.order, self.parts, self.documents, self.originals)

    @property
    def current(self) -> Stage | None:
        """The stage whose act is next: the first being made or waiting for its answer, else the first to begin."""
        if not self.is_working:
            return None
        under_way = next((one for one in self.stages if one.is_now), None)
        return under_way or next((one for one in self.stages if one.milestone.state == MilestoneState.PLANNED), None)

    @cached_property
    def originals(self) -> list[WorkFile]:
        """The work itself, by stage, as it was added; what was taken off is not among it."""
        rows = WorkFile.objects.filter(order=self.order).kept().select_related("original")
        return list(rows.order_by("pk"))

    @cached_property
    def enclosures(self) -> list[Enclosure]:
        """What the client put beside lists of changes and wishes, the newest first."""
        return list(self.order.enclosures.in_order().reverse())

    @cached_property
    def allowance(self) -> Allowance:
        return allowance_of(self.order)

    @cached_property
    def wish(self) -> ChangeOrder | None:
        """The oldest request for extra work that waits for an answer."""
        waiting = ChangeOrder.objects.filter(order=self.order, state=ChangeOrder.State.WAITING)
        return waiting.select_related("milestone").order_by("number").first()

    @property
    def deposits(self) -> list[Instalment]:
        return [part for part in self.parts if part.trigger == Trigger.SIGNING]

    @property
    def deposit_is_paid(self) -> bool:
        return all(part.state == Instalment.State.PAID for part in self.deposits)

    @cached_property
    def received(self) -> Money:
        return self._sum(invoice.paid for invoice in self.documents)

    @cached_property
    def reported(self) -> Money:
        """What the client says was sent and nobody confirmed yet."""
        return self._sum(stage.claim.amount for stage in self.stages if stage.claim)

    @cached_property
    def owed(self) -> Money:
        """Invoiced and not paid, without what is reported."""
        return self._sum(invoice.balance for invoice in self.documents if not pending_claim(invoice))

    @cached_property
    def unbilled(self) -> Money:
        return self.order.total - self._sum(invoice.total for invoice in self.documents)

    @property
    def done_unpaid(self) -> Money:
        """What approved stages have earned and did not bring yet."""
        return self._sum(one.invoice.balance if one.invoice else one.part.amount for one in self.stages if one.is_past)

    @property
    def rest(self) -> Money:
        """Of the total, what has not arrived."""
        return self.order.total - self.received

    def _sum(self, amounts: Iterable[Money]) -> Money:
        return sum(amounts, Money.zero(self.order.currency))

    @property
    def claimed(self) -> Stage | None:
        return next((stage for stage in self.stages if stage.claim), None)

    @property
    def late(self) -> Stage | None:
        return next(
            (one for one in self.stages if one.invoice and one.invoice.is_open and one.invoice.due_on < self.today),
            None,
        )

    # --- safety ------------------------------------------------------------------------------------------------

    @cached_property
    def files(self) -> list[tuple[StoredFile, str, str]]:
        """Every stored file of the order: the file, what it is, and whose page gives it."""
        found = []
        if self.contract and self.contract.file:
            found.append((self.contract.file, _("signed contract"), "contract"))
        for invoice in self.documents:
            if invoice.file:
                found.append((invoice.file, _("invoice"), invoice.ref))
        return found

    def safety(self, told_at: datetime | None) -> list[Check]:
        """What protects work done from afar; `told_at` is when progress was last recorded."""
        signed = self.contract is not None and self.contract.state == ContractState.SIGNED
        paid = bool(self.deposits) and self.deposit_is_paid
        return [
            _check(_("Signed contract"), signed),
            _check(_("First payment received"), paid),
            _check(_("Payment in stages"), len(self.parts) > 1),
            _check(_("Agreed items in writing"), bool(self.scope)),
            _check(_("Final files locked until paid"), self.order.released_at is None or not self.rest),
            self._told(told_at),
        ]

    def _told(self, told_at: datetime | None) -> Check:
        if not self.is_working or self.order.progress == 100:
            return _check(_("Progress recorded"), self.order.progress > 0)
        since = self.now - (told_at or self.order.started_at or self.now)
        if since < SILENT_AFTER:
            return Check(_("Progress recorded of late"), "done", "done")
        days = since.days
        words = ngettext(
            "Progress was recorded %(days)s day ago", "Progress was recorded %(days)s days ago", days
        )  # fmt: skip
        return Check(words % {"days": days}, "waiting", "waiting")

    @property
    def state_notes(self) -> list[tuple[str, str]]:
        """What stands beside the state in the head: late, or without its safety net."""
        notes: list[tuple[str, str]] = []
        if self.is_working and self.order.due_on and self.order.due_on < self.today and self.order.progress < 100:
            notes.append(("late", pgettext("order", "late")))
        return notes


def link_of(order: Order, now: datetime) -> ClientLink | None:
    """The client's address of this deal, while it opens."""
    links = ClientLink.objects.owned_by(order.business).live(now)
    found = links.filter(subject_kind=KIND, subject_ref=order.offer.root_ref, purpose=PURPOSE)
    return found.filter(contact=order.contact).first()


def _check(label: str, is_met: bool) -> Check:
    return Check(label, "done", "done") if is_met else Check(label, "waiting", "waiting")
