"""A stage is approved: its money falls due, the work's percentage rises, and the next stage begins."""

from datetime import datetime

from django.db import transaction

from clients.models import Contact
from core.actors import Actor
from orders.errors import AlreadyAnswered, ReasonIsMissing, StageMoved
from orders.models import (
    Instalment,
    InstalmentState,
    Milestone,
    MilestoneState,
    Order,
    OrderHold,
    Submission,
    Trigger,
)
from orders.models.states import MILESTONE_MOVES, moved

from .holds import end_hold
from .instalments import fall_due
from .stages import locked_stage, must_be_client, tell_stage
from .submitting import is_paused, start_stage, unapproved_before
from .work import record_progress


@transaction.atomic
def approve_milestone(*, submission: Submission, contact: Contact, now: datetime) -> Milestone:
    """The client approves what was shown. Money that hangs on it falls due, and the next stage begins.

    Twice is harmless, by whomever. Raises WrongPerson, OrderIsClosed, and AlreadyAnswered where changes were asked.
    """
    must_be_client(submission.milestone.order, contact.client_id)
    milestone = locked_stage(submission.milestone)
    submission = Submission.objects.get(pk=submission.pk)
    if submission.outcome == Submission.Outcome.CHANGES:
        raise AlreadyAnswered(outcome=submission.get_outcome_display())
    if not submission.outcome:
        by = Actor.contact(contact.ref)
        _approve(milestone, "approve", by, now, approved_by=Milestone.Approver.CONTACT)
    return milestone


@transaction.atomic
def approve_for_client(*, milestone: Milestone, reason: str, by: Actor, now: datetime) -> Milestone:
    """The owner approves in the client's place, for a reason that is kept; an open round counts as answered.

    Twice is harmless. Raises ReasonIsMissing, OrderIsClosed, and StageMoved for a stage that has not begun.
    """
    if not reason.strip():
        raise ReasonIsMissing()
    milestone = locked_stage(milestone)
    if milestone.state != MilestoneState.APPROVED:
        kept = {"approved_by": Milestone.Approver.OWNER, "approval_reason": reason.strip()}
        _approve(milestone, "approve_for_client", by, now, **kept)
    return milestone


def _approve(milestone: Milestone, verb: str, by: Actor, now: datetime, **kept: str) -> None:
    if not moved(Milestone.objects.filter(pk=milestone.pk), MILESTONE_MOVES, verb, approved_at=now, **kept):
        raise StageMoved(state=milestone.get_state_display())
    milestone.refresh_from_db(fields=["state", "approved_at", *kept])
    rounds = Submission.objects.filter(milestone=milestone).count()
    Submission.objects.unanswered().filter(milestone=milestone).update(
        outcome=Submission.Outcome.APPROVED, answered_at=now
    )
    order = milestone.order
    end_hold(order=order, kind=OrderHold.Kind.CLIENT, by=by, now=now)
    tell_stage(milestone, "milestone.approved", by, now, approver=milestone.approved_by, round=rounds)
    _fall_due(milestone, by, now)
    _lift_progress(order, by, now)
    _begin_next(milestone, now)


def _fall_due(milestone: Milestone, by: Actor, now: datetime) -> None:
    """What is paid when this stage is approved."""
    mine = Instalment.objects.filter(milestone=milestone, trigger=Trigger.APPROVAL, state=InstalmentState.PLANNED)
    fall_due(instalments=mine.select_related("business", "order__client"), by=by, now=now)


def _lift_progress(order: Order, by: Actor, now: datetime) -> None:
    """The work is done at least as far as its stages are approved; what the plan makes due on the way falls due."""
    states = list(Milestone.objects.filter(order=order).values_list("state", flat=True))
    percent = 100 * states.count(MilestoneState.APPROVED) // len(states)
    order.refresh_from_db(fields=["progress"])
    if percent > order.progress:
        record_progress(order=order, percent=percent, by=by, now=now)


def _begin_next(milestone: Milestone, now: datetime) -> None:
    """The next stage begins by itself, unless one before it still lacks its approval or the work is paused."""
    rows = Milestone.objects.filter(order=milestone.order, state=MilestoneState.PLANNED)
    following = rows.select_related("order__business", "order__client").order_by("position").first()
    if following is not None and unapproved_before(following) is None and not is_paused(following.order):
        start_stage(following, Actor.worker(), now)
