"""Days on which the work could not go on: they overlap, and their union moves the order's dates."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_noop

from core.actors import Actor
from orders.errors import OrderIsClosed, ReasonIsMissing
from orders.models import Milestone, MilestoneState, Order, OrderHold, OrderState, Submission
from outbox.services.todos import add_todo, finish_todo

from .days import latest_day, today_of
from .locking import WORKING_STATES, locked, tell

NO_ANSWER = gettext_noop("The client has not answered about “%(stage)s”: ask again, the dates wait with you")
HOLDABLE = WORKING_STATES | {OrderState.COMPLETED}


@transaction.atomic
def hold(*, order: Order, kind: str, by: Actor, now: datetime, reason: str = "") -> OrderHold:
    """Put the order on hold from today; its days count until `end_hold`. A standing hold of the kind is returned.

    A complaint (`disputed`) needs a reason, and may be opened after completion too. Raises ReasonIsMissing, and
    OrderIsClosed while the work has not begun, is over or was called off.
    """
    order = locked(order)
    standing = OrderHold.objects.standing().filter(order=order, kind=kind).first()
    if standing is not None:
        return standing
    complaint = kind == OrderHold.Kind.DISPUTED
    if order.state not in (HOLDABLE if complaint else WORKING_STATES):
        raise OrderIsClosed(state=order.get_state_display())
    if complaint and not reason.strip():
        raise ReasonIsMissing()
    made = OrderHold.objects.create(
        business=order.business, order=order, kind=kind, since=today_of(order.business, now), reason=reason.strip(),
        began_at=now,
    )  # fmt: skip
    tell(order, "hold.began", by, now, kind=str(kind))
    return made


@transaction.atomic
def end_hold(*, order: Order, kind: str, by: Actor, now: datetime) -> bool:
    """Go on with the work; False when no hold of this kind stands, so that twice is harmless.

    When the last standing hold ends, the order's day, the days of stages not yet approved and the day of the next
    news move later by the days of all holds together that were not added before.
    """
    order = locked(order)
    standing = OrderHold.objects.standing().filter(order=order, kind=kind).first()
    if standing is None:
        return False
    standing.until, standing.ended_at = max(today_of(order.business, now), standing.since), now
    standing.save(update_fields=["until", "ended_at"])
    finish_todo(business=order.business, key=todo_key(standing), now=now)
    added = 0 if OrderHold.objects.standing().filter(order=order).exists() else _shift(order)
    tell(order, "hold.ended", by, now, kind=str(kind), days=added)
    return True


def days_covered(spans: Iterable[tuple[date, date]]) -> int:
    """How many days the spans [since, until) cover together: a day in two of them counts once."""
    covered, reached = 0, date.min
    for since, until in sorted(spans):
        start = max(since, reached)
        covered += max((until - start).days, 0)
        reached = max(reached, until)
    return covered


def hold_for_silence(*, now: datetime) -> int:
    """Put on hold what the client has not answered by the agreed day, once per round; how many orders.

    Found by the partial index on unanswered rounds. A hold the owner ended by hand does not come back.
    """
    held_since = OrderHold.objects.filter(order=OuterRef("milestone__order"), kind=OrderHold.Kind.CLIENT)
    known = held_since.filter(Q(until=None) | Q(since__gt=OuterRef("answer_due_on")))
    silent = Submission.objects.unanswered().filter(
        ~Exists(known), answer_due_on__lt=latest_day(now), milestone__order__state=OrderState.IN_PROGRESS
    )
    rows = silent.select_related("business", "milestone__order__client").order_by("answer_due_on", "pk")
    return sum(_silent(row, now) for row in rows.iterator())


def todo_key(row: OrderHold) -> str:
    """The key of the owner's task that goes with a hold."""
    return f"hold:{row.ref}"


def _silent(submission: Submission, now: datetime) -> bool:
    if today_of(submission.business, now) <= submission.answer_due_on:
        return False
    milestone, order = submission.milestone, submission.milestone.order
    with transaction.atomic():
        locked(order)
        if not Submission.objects.unanswered().filter(pk=submission.pk).exists():
            return False  # the answer came while we looked
        made = hold(order=order, kind=OrderHold.Kind.CLIENT, by=Actor.worker(), now=now)
        add_todo(
            business=order.business, title=NO_ANSWER, params={"stage": milestone.title}, subject=("order", order.ref),
            key=todo_key(made), due_on=made.since, now=now, client_ref=order.client.ref, order_ref=order.ref,
        )  # fmt: skip
    return True


def _shift(order: Order) -> int:
    spans = OrderHold.objects.filter(order=order, until__isnull=False).values_list("since", "until")
    total = days_covered((since, until) for since, until in spans if until is not None)
    added = total - order.held_days
    if added <= 0:
        return 0
    later = timedelta(days=added)
    order.held_days = total
    if order.first_delivered_on is None:  # once delivered, the promise of the day has been kept or broken
        order.due_on = order.due_on + later if order.due_on else None
        _move_open_stages(order, later)
    order.update_due_on = order.update_due_on + later if order.update_due_on else None
    order.save(update_fields=["held_days", "due_on", "update_due_on"])
    return added


def _move_open_stages(order: Order, later: timedelta) -> None:
    dated = Milestone.objects.filter(order=order, due_on__isnull=False).exclude(state=MilestoneState.APPROVED)
    for milestone in dated:
        if milestone.due_on is not None:
            milestone.due_on += later
            milestone.save(update_fields=["due_on"])
