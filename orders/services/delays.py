"""Moving an agreed day: earlier freely, later only with a notice that says the true cause."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from core.actors import Actor
from orders import letters
from orders.errors import CauseIsMissing, DayIsKept, DayIsPast, DayIsTheSame, OrderIsClosed, ReasonIsMissing
from orders.models import DelayNotice, Milestone, MilestoneState, Order, OrderKind

from .days import today_of
from .links import deal_link
from .locking import WORKING_STATES, locked, tell
from .people import who_acted

Days = tuple[date | None, date]  # the day before, if there was one, and the day after


@transaction.atomic
def move_due(
    *, order: Order, milestone: Milestone | None, new_on: date, by: Actor, now: datetime, cause: str = "",
    remedy: str = "", waive_reason: str = "", agreed: bool = False, once: UUID | None = None,
) -> DelayNotice | None:  # fmt: skip
    """Move the day of the order, or of a stage. Gives the notice of a later day; None for an earlier or a first one.

    Later takes a `cause`: the client is written to, by us where the client may be written to, else the text is to be
    copied. Or a `waive_reason`, and no letter. `agreed`: the client asked for the new day or agreed to it, said in
    `waive_reason`; it does not count against our punctuality. The same `once` again gives the first notice.
    Raises OrderIsClosed, DayIsKept, DayIsPast, DayIsTheSame, CauseIsMissing, ReasonIsMissing.
    """
    order = locked(order)
    known = DelayNotice.objects.filter(order=order, once=once).first() if once else None
    if known is not None:
        return known
    row = _movable(order, milestone)
    old_on = row.due_on
    if new_on < today_of(order.business, now):
        raise DayIsPast
    if new_on == old_on:
        raise DayIsTheSame
    notice = None
    if old_on is not None and new_on > old_on:
        _must_be_explained(cause, waive_reason, agreed)
        notice = _notice(
            order, milestone, old_on=old_on, new_on=new_on, cause=cause.strip(), remedy=remedy.strip(),
            waive_reason=waive_reason.strip(), agreed=agreed, noted_at=now, once=once,
        )  # fmt: skip
    row.due_on = new_on
    row.save(update_fields=["due_on"])
    _tell(order, milestone, (old_on, new_on), by, now)
    if notice is not None and notice.state == DelayNotice.State.SENT:
        _write_to_client(notice, now)
    return notice


def _movable(order: Order, milestone: Milestone | None) -> Order | Milestone:
    """The row whose day moves, as it stands now."""
    if order.state not in WORKING_STATES:
        raise OrderIsClosed(state=order.get_state_display())
    if milestone is None:
        if order.first_delivered_on is not None:
            raise DayIsKept
        return order
    fresh = Milestone.objects.get(pk=milestone.pk, order=order)
    if fresh.state == MilestoneState.APPROVED:
        raise DayIsKept
    return fresh


def _must_be_explained(cause: str, waive_reason: str, agreed: bool) -> None:
    if agreed and not waive_reason.strip():
        raise ReasonIsMissing
    if not cause.strip() and not waive_reason.strip():
        raise CauseIsMissing


def _notice(order: Order, milestone: Milestone | None, **values: object) -> DelayNotice:
    waived = bool(values["waive_reason"])
    state = DelayNotice.State.WAIVED if waived else DelayNotice.State.SENT
    return DelayNotice.objects.create(
        business=order.business, order=order, milestone=milestone, state=state, **values
    )  # fmt: skip


def _tell(order: Order, milestone: Milestone | None, days: Days, by: Actor, now: datetime) -> None:
    old_on, new_on = days
    verb = "order.dated" if old_on is None else "order.delayed" if new_on > old_on else "order.hastened"
    said = {"new_on": new_on.isoformat()} | ({"old_on": old_on.isoformat()} if old_on else {})
    tell(order, verb, by, now, position=milestone.position if milestone else 0, **said)


def _write_to_client(notice: DelayNotice, now: datetime) -> None:
    order = notice.order
    if order.kind == OrderKind.PLATFORM:
        return
    for contact in who_acted(order):
        url = deal_link(offer=order.offer, contact=contact, now=now).url
        letters.order_delayed(notice=notice, contact=contact, url=url, now=now)
