"""The client's other answer: one list of changes, counted against the agreement; and work beyond what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_noop

from clients.models import Contact
from core.actors import Actor
from orders.errors import (
    AlreadyAnswered,
    AnswerIsMissing,
    ChangeOrderIsAnswered,
    NoChangesLeft,
    OrderIsClosed,
    ReasonIsMissing,
    TextIsMissing,
)
from orders.models import ChangeList, ChangeOrder, Milestone, Order, OrderHold, Submission
from orders.models.states import MILESTONE_MOVES, moved
from outbox.services.todos import add_todo, finish_todo

from .enclosing import Kept, Uploads, enclose, keep_enclosures
from .holds import end_hold
from .locking import locked, tell
from .stages import ASKABLE, locked_stage, must_be_client, must_be_worked_on, tell_stage

TO_PRICE = gettext_noop("Answer the request for extra work on “%(title)s”: a price, or why not")


@dataclass(frozen=True, slots=True)
class Allowance:
    """Lists of changes of the whole order: how many are used, and how many the price includes."""

    used: int
    included: int

    @property
    def left(self) -> int:
        return max(self.included - self.used, 0)


def allowance_of(order: Order) -> Allowance:
    """Corrections of what departs from the agreement are free and not counted."""
    return Allowance(ChangeList.objects.filter(order=order, is_correction=False).count(), order.revisions)


def ask_changes(
    *, submission: Submission, text: str, contact: Contact, now: datetime, once: UUID | None = None,
    uploads: Uploads = (),
) -> ChangeList:  # fmt: skip
    """The client answers with the one list of changes of this round; it uses up one of those included.

    What is uploaded with it is checked and kept before the transaction. The same list or the same `once` again is
    harmless. Raises WrongPerson, TextIsMissing, AlreadyAnswered, OrderIsClosed, what keep_enclosures raises, and
    NoChangesLeft when the included ones are used up: then a change order can be asked for.
    """
    order, text = submission.milestone.order, text.strip()
    must_be_client(order, contact.client_id)
    if not text:
        raise TextIsMissing()
    kept: list[Kept] = []
    if uploads:  # nothing is kept that would lead nowhere
        fresh = Submission.objects.select_related("milestone__order__business").get(pk=submission.pk)
        must_be_worked_on(fresh.milestone.order)
        known = _list_before(fresh, fresh.milestone.order, text, once, uploads)
        if known is not None:
            return known
        kept = keep_enclosures(business=order.business, uploads=uploads, now=now)
    with transaction.atomic():
        milestone = locked_stage(submission.milestone)
        submission = Submission.objects.get(pk=submission.pk)
        known = _list_before(submission, milestone.order, text, once, uploads)
        if known is not None:
            return known
        made = ChangeList(
            business=order.business, submission=submission, order=milestone.order, text=text, asked_at=now, once=once
        )
        return _answer_with(made, milestone, kept, contact)


def _list_before(
    submission: Submission, order: Order, text: str, once: UUID | None, uploads: Uploads
) -> ChangeList | None:
    """What the first sending of this list made; None where a list may be sent."""
    known = first_list(ChangeList.objects.filter(submission=submission), order, text, once, uploads)
    if known is not None:
        return known
    if submission.outcome:
        raise AlreadyAnswered(outcome=submission.get_outcome_display())
    if not allowance_of(order).left:
        raise NoChangesLeft()
    return None


def first_list(
    rows: "models.QuerySet[ChangeList]", order: Order, text: str, once: UUID | None, uploads: Uploads
) -> ChangeList | None:
    """The list that this very form made before; or one of `rows` in the same words, where nothing came with them."""
    known = ChangeList.objects.owned_by(order.business).filter(once=once).first() if once else None
    return known or (None if uploads else rows.filter(text=text).order_by("-asked_at", "-pk").first())


def _answer_with(made: ChangeList, milestone: Milestone, kept: Sequence[Kept], contact: Contact) -> ChangeList:
    """Writes the list, its enclosures and what follows from them; the caller holds the order's lock."""
    submission, order, now = made.submission, made.order, made.asked_at
    assert submission is not None
    by = Actor.contact(contact.ref)
    submission.outcome, submission.answered_at = Submission.Outcome.CHANGES, now
    submission.save(update_fields=["outcome", "answered_at"])
    moved(Milestone.objects.filter(pk=milestone.pk), MILESTONE_MOVES, "ask_changes")
    made.save()
    enclose(beside=made, kept=kept)
    end_hold(order=order, kind=OrderHold.Kind.CLIENT, by=by, now=now)
    count = allowance_of(order)
    tell_stage(
        milestone, "milestone.changes_asked", by, now, round=submission.round, list=made.ref, used=count.used,
        included=count.included,
    )  # fmt: skip
    return made


@transaction.atomic
def mark_correction(*, change_list: ChangeList, reason: str, by: Actor, now: datetime) -> ChangeList:
    """A list that only corrects what departs from the agreement: it is not counted, for a reason that is kept.

    Twice is harmless. Raises ReasonIsMissing.
    """
    if not reason.strip():
        raise ReasonIsMissing()
    order = locked(change_list.order)
    change_list = ChangeList.objects.get(pk=change_list.pk)
    if not change_list.is_correction:
        change_list.is_correction, change_list.correction_reason = True, reason.strip()
        change_list.save(update_fields=["is_correction", "correction_reason"])
        count = allowance_of(order)
        tell(order, "changes.corrected", by, now, list=change_list.ref, used=count.used, included=count.included)
    return change_list


def request_change_order(
    *, order: Order, milestone: Milestone | None, text: str, contact: Contact, now: datetime, once: UUID | None = None,
    uploads: Uploads = (),
) -> ChangeOrder:  # fmt: skip
    """The client asks for work beyond what was agreed: it waits for a price, and is not done before.

    What is uploaded with it is checked and kept before the transaction. The same `once` again gives the first
    request. Raises WrongPerson, TextIsMissing, OrderIsClosed, and what keep_enclosures raises.
    """
    must_be_client(order, contact.client_id)
    if not text.strip():
        raise TextIsMissing()
    kept: list[Kept] = []
    if uploads:
        known = _request_before(Order.objects.get(pk=order.pk), once)
        if known is not None:
            return known
        kept = keep_enclosures(business=order.business, uploads=uploads, now=now)
    with transaction.atomic():
        order = locked(order)
        known = _request_before(order, once)
        if known is not None:
            return known
        made = ChangeOrder(
            business=order.business, order=order, milestone=milestone, number=order.change_orders.count() + 1,
            text=text.strip(), asked_at=now, once=once,
        )  # fmt: skip
        return _wait_for_price(made, kept, contact)


def _request_before(order: Order, once: UUID | None) -> ChangeOrder | None:
    """What the first sending of this form made; None where extra work may be asked for."""
    known = ChangeOrder.objects.owned_by(order.business).filter(once=once).first() if once else None
    if known is None and order.state not in ASKABLE:
        raise OrderIsClosed(state=order.get_state_display())
    return known


def _wait_for_price(made: ChangeOrder, kept: Sequence[Kept], contact: Contact) -> ChangeOrder:
    """Writes the request, its enclosures and the owner's task; the caller holds the order's lock."""
    order, now = made.order, made.asked_at
    made.save()
    enclose(beside=made, kept=kept)
    add_todo(
        business=order.business, title=TO_PRICE, params={"title": order.title}, subject=("order", order.ref),
        key=_todo_key(made), now=now, client_ref=order.client.ref, order_ref=order.ref,
    )  # fmt: skip
    tell(order, "change_order.asked", Actor.contact(contact.ref), now, request=made.number, change_order=made.ref)
    return made


@transaction.atomic
def answer_change_order(*, change_order: ChangeOrder, state: str, answer: str, by: Actor, now: datetime) -> ChangeOrder:
    """The owner answers: `offered` (a new offer carries the price) or `declined`, which needs words.

    The same answer twice is harmless. Raises AnswerIsMissing, ChangeOrderIsAnswered.
    """
    if state not in {ChangeOrder.State.OFFERED, ChangeOrder.State.DECLINED}:
        raise ValueError(f"a change order is not answered by {state!r}")
    if state == ChangeOrder.State.DECLINED and not answer.strip():
        raise AnswerIsMissing()
    order = locked(change_order.order)
    change_order = ChangeOrder.objects.get(pk=change_order.pk)
    if change_order.state == state:
        return change_order
    if change_order.state != ChangeOrder.State.WAITING:
        raise ChangeOrderIsAnswered(state=change_order.get_state_display())
    change_order.state, change_order.answer, change_order.answered_at = state, answer.strip(), now
    change_order.save(update_fields=["state", "answer", "answered_at"])
    finish_todo(business=order.business, key=_todo_key(change_order), now=now)
    tell(
        order, "change_order.answered", by, now, request=change_order.number, change_order=change_order.ref,
        answer=str(state),
    )  # fmt: skip
    return change_order


def _todo_key(change_order: ChangeOrder) -> str:
    return f"change_order:{change_order.ref}"
