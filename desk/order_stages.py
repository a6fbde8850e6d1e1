"""The stages of an order as its page lists them: the work, its money and its papers on one line."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from orders.models import Instalment, Milestone, MilestoneState, Order, OrderState, Submission, WorkFile
from orders.papers.wording import when_due
from orders.templatetags.order_papers import said
from payments.models import Invoice, PaymentClaim

BEING_DONE = {MilestoneState.WORKING, MilestoneState.SUBMITTED, MilestoneState.CHANGES}
WORKING = {OrderState.IN_PROGRESS, OrderState.DELIVERED, OrderState.FINAL_CHANGES}


@dataclass(frozen=True)
class Stage:
    """A stage, its money and the paper that asked for it."""

    part: Instalment
    invoice: Invoice | None
    claim: PaymentClaim | None
    shown: Submission | None  # the latest round
    on_tray: int
    is_now: bool

    @property
    def milestone(self) -> Milestone:
        return self.part.milestone

    @property
    def is_past(self) -> bool:
        return self.milestone.state == MilestoneState.APPROVED

    @property
    def when(self) -> str:
        """What makes its money due, in the reader's language."""
        return said(when_due(self.part.trigger, self.part.at_percent, self.part.due_on), (get_language() or "ar")[:2])


def stages_of(
    order: Order, parts: Iterable[Instalment], documents: Iterable[Invoice], files: Iterable[WorkFile]
) -> list[Stage]:
    """One query more, for the latest round of each stage."""
    asked = {invoice.instalment_id: invoice for invoice in documents}
    shown = {row.milestone_id: row for row in Submission.objects.filter(milestone__order=order).order_by("round")}
    tray = Counter(file.milestone_id for file in files if file.submission_id is None)
    return [
        Stage(
            part,
            asked.get(part.pk),
            pending_claim(asked[part.pk]) if part.pk in asked else None,
            shown.get(part.milestone_id),
            tray[part.milestone_id],
            is_now=order.state in WORKING and part.milestone.state in BEING_DONE,
        )
        for part in parts
    ]


def pending_claim(invoice: Invoice) -> PaymentClaim | None:
    return next((claim for claim in invoice.claims.all() if claim.state == PaymentClaim.State.PENDING), None)
