"""What an approval would bring about, said before it is given. Pure: the caller has the rows in hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.money import Money
from orders.models import Instalment, InstalmentState, Milestone, MilestoneState, Order, Trigger


@dataclass(frozen=True, slots=True)
class Outlook:
    """`due` are the parts of the plan whose invoices follow; `opens` is the stage that begins by itself."""

    due: list[Instalment]
    opens: Milestone | None
    is_last: bool  # every stage is approved with this one
    rest: Money  # of the whole plan, what will not have arrived by then


def approval_outlook(*, order: Order, milestone: Milestone, plan: Sequence[Instalment], is_paused: bool) -> Outlook:
    """What approving this stage makes due and lets begin, as `approving.approve_milestone` does it.

    `plan` is the whole plan in its order, each part with its milestone.
    """
    others = [part.milestone for part in plan if part.milestone_id != milestone.pk]
    done = 1 + sum(one.state == MilestoneState.APPROVED for one in others)
    percent = 100 * done // len(plan)
    due = [part for part in plan if part.state == InstalmentState.PLANNED and _falls(part, milestone, order, percent)]
    paid = [part.amount for part in plan if part.state == InstalmentState.PAID]
    rest = sum((part.amount for part in plan), Money.zero(order.currency)) - sum(paid, Money.zero(order.currency))
    return Outlook(due, None if is_paused else _next(others), done == len(plan), rest)


def _falls(part: Instalment, milestone: Milestone, order: Order, percent: int) -> bool:
    if part.trigger == Trigger.APPROVAL:
        return part.milestone_id == milestone.pk
    if percent <= order.progress:
        return False
    if part.trigger == Trigger.PROGRESS:
        return part.at_percent is not None and part.at_percent <= percent
    return part.trigger == Trigger.COMPLETION and percent == 100


def _next(others: Sequence[Milestone]) -> Milestone | None:
    """The first stage that has not begun, if none before it lacks its approval."""
    for one in others:
        if one.state == MilestoneState.PLANNED:
            return one
        if one.state != MilestoneState.APPROVED:
            return None
    return None
