"""Handing over the finished work, the client's last changes before the last payment, and the end."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from clients.models import Contact
from core.actors import Actor
from orders import letters
from orders.errors import (
    DeliveryIsOpen,
    FinalChangesAreAsked,
    FinalChangesAreOver,
    NoChangesLeft,
    OrderIsClosed,
    TextIsMissing,
    WrongPerson,
)
from orders.models import ChangeList, Milestone, MilestoneState, Order, OrderHold, OrderKind, OrderState, ScopeItem
from orders.models.states import ORDER_MOVES, moved
from outbox.services.todos import finish_todo

from .changing import first_list
from .completing import complete_if_settled, complete_order, is_paid
from .days import today_of
from .enclosing import Kept, Uploads, enclose, keep_enclosures
from .holds import end_hold
from .instalments import fall_due_on_completion
from .links import deal_link
from .locking import locked, tell
from .news import news_key
from .people import who_acted
from .work import record_progress

__all__ = [
    "ask_final_changes",
    "complete_if_settled",
    "complete_order",
    "deliver_order",
    "final_changes_of",
    "is_paid",
    "still_open",
]


@transaction.atomic
def deliver_order(*, order: Order, by: Actor, now: datetime, reason: str = "") -> Order:
    """Hand the work over, or hand it over again after final changes. Twice is harmless.

    Everything agreed must be ticked and every stage approved; otherwise only for a `reason`, which is kept. What is
    paid on completion falls due, and the client is told. Raises OrderIsClosed, DeliveryIsOpen.
    """
    order = locked(order)
    if order.state == OrderState.DELIVERED:
        return order
    if order.started_at is None or order.state not in ORDER_MOVES["deliver"][0]:
        raise OrderIsClosed(state=order.get_state_display())
    items, stages = still_open(order)
    if (items or stages) and not reason.strip():
        raise DeliveryIsOpen(items=items, stages=stages)
    again = order.state == OrderState.FINAL_CHANGES
    end_hold(order=order, kind=OrderHold.Kind.CLIENT, by=by, now=now)  # it moves the dates before the day is compared
    if not (items or stages):
        record_progress(order=order, percent=100, by=by, now=now)
    order = _hand_over(locked(order), reason.strip() if items or stages else order.deliver_reason, now)
    tell(order, "order.delivered", by, now, again=again, open=items + stages)
    fall_due_on_completion(order=order, by=by, now=now)
    finish_todo(business=order.business, key=news_key(order), now=now)
    _write_to_client(order, again, now)
    return order


def ask_final_changes(
    *, order: Order, text: str, contact: Contact, now: datetime, by: Actor | None = None, once: UUID | None = None,
    uploads: Uploads = (),
) -> ChangeList:  # fmt: skip
    """The client's one list of changes to what was handed over, while the last payment is still open.

    It uses up one of the included changes. `by` is the owner where the client said it elsewhere. What is uploaded
    with it is checked and kept before the transaction. The same text or the same `once` twice is one list. Raises
    WrongPerson, TextIsMissing, NoChangesLeft, FinalChangesAreAsked, FinalChangesAreOver (then a change order can be
    asked for), OrderIsClosed, and what keep_enclosures raises.
    """
    text = text.strip()
    if contact.client_id != order.client_id:
        raise WrongPerson
    if not text:
        raise TextIsMissing
    kept: list[Kept] = []
    if uploads:  # nothing is kept that would lead nowhere
        known = _final_before(Order.objects.get(pk=order.pk), text, once, uploads)
        if known is not None:
            return known
        kept = keep_enclosures(business=order.business, uploads=uploads, now=now)
    with transaction.atomic():
        order = locked(order)
        known = _final_before(order, text, once, uploads)
        if known is not None:
            return known
        moved(Order.objects.filter(pk=order.pk), ORDER_MOVES, "ask_final_changes")
        made = ChangeList.objects.create(business=order.business, order=order, text=text, asked_at=now, once=once)
        enclose(beside=made, kept=kept)
        tell(order, "order.final_changes_asked", by or Actor.contact(contact.ref), now)
        if by is None:
            letters.final_changes(order=order, contact=contact, text=made.text, files=len(kept), now=now)
    return made


def _final_before(order: Order, text: str, once: UUID | None, uploads: Uploads) -> ChangeList | None:
    """What the first sending of this list made; None where final changes may be asked for."""
    rows = ChangeList.objects.filter(order=order, submission=None)
    known = first_list(rows if order.state == OrderState.FINAL_CHANGES else rows.none(), order, text, once, uploads)
    if known is not None:
        return known
    if order.state == OrderState.FINAL_CHANGES:
        raise FinalChangesAreAsked
    if order.state == OrderState.COMPLETED or (order.state == OrderState.DELIVERED and is_paid(order)):
        raise FinalChangesAreOver
    if order.state != OrderState.DELIVERED:
        raise OrderIsClosed(state=order.get_state_display())
    if ChangeList.objects.filter(order=order, is_correction=False).count() >= order.revisions:
        raise NoChangesLeft
    return None


def still_open(order: Order) -> tuple[int, int]:
    """What stands between the order and its hand-over: agreed items not ticked, stages not approved."""
    items = ScopeItem.objects.filter(order=order, done_at=None).count()
    stages = Milestone.objects.filter(order=order).exclude(state=MilestoneState.APPROVED).count()
    return items, stages


def final_changes_of(order: Order) -> ChangeList | None:
    """The newest list of final changes."""
    return ChangeList.objects.filter(order=order, submission=None).order_by("-asked_at", "-pk").first()


def _hand_over(order: Order, reason: str, now: datetime) -> Order:
    first_on = order.first_delivered_on or today_of(order.business, now)
    changes = {"delivered_at": now, "first_delivered_on": first_on, "deliver_reason": reason}
    if not moved(Order.objects.filter(pk=order.pk), ORDER_MOVES, "deliver", **changes):
        raise OrderIsClosed(state=order.get_state_display())
    order.state, order.delivered_at, order.first_delivered_on = OrderState.DELIVERED, now, first_on
    order.deliver_reason = reason
    return order


def _write_to_client(order: Order, again: bool, now: datetime) -> None:
    if order.kind == OrderKind.PLATFORM:
        return
    for contact in who_acted(order):
        url = deal_link(offer=order.offer, contact=contact, now=now).url
        letters.order_delivered(order=order, contact=contact, url=url, again=again, is_paid=is_paid(order), now=now)
