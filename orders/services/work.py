"""Carrying out an order: starting it, its progress, and the list of what was agreed."""

from datetime import datetime

from django.db import transaction

from core.actors import Actor
from orders import letters
from orders.errors import (
    ContractIsUnsigned,
    DepositIsUnpaid,
    GoingBackNeedsReason,
    OrderIsClosed,
    OrderIsFinished,
    PercentIsWrong,
    ReasonIsMissing,
)
from orders.models import (
    Contract,
    ContractState,
    Order,
    OrderException,
    OrderHold,
    OrderKind,
    OrderState,
    ProgressMark,
    ScopeItem,
)
from orders.models.states import CONTRACT_MOVES, ORDER_MOVES, moved
from outbox.services.todos import drop_todos_of_order

from .beginning import begin
from .evidence import NOWHERE, note
from .holds import end_hold
from .instalments import deposits_unpaid, fall_due_at, fall_due_on_signing
from .locking import WORKING_STATES, locked, tell


@transaction.atomic
def start_order(*, order: Order, by: Actor, now: datetime, reason: str = "") -> Order:
    """Start work. Without a signed contract or a paid deposit only for a `reason`, kept as an OrderException.

    Twice is harmless. Raises ContractIsUnsigned, DepositIsUnpaid, OrderIsClosed.
    """
    order = locked(order)
    if order.started_at is not None and order.state == OrderState.IN_PROGRESS:
        return order
    if order.state not in ORDER_MOVES["start"][0]:
        raise OrderIsClosed(state=order.get_state_display())
    unsigned = not Contract.objects.filter(order=order, state=ContractState.SIGNED).exists()
    unpaid = deposits_unpaid(order)
    if unsigned and not reason.strip():
        raise ContractIsUnsigned()
    if unpaid and not reason.strip():
        raise DepositIsUnpaid()
    if unsigned:
        _except(order, OrderException.Kind.NO_CONTRACT, reason, by, now)
        fall_due_on_signing(order=order, by=by, now=now)  # no signature to wait for: it is due as the work starts
    if unpaid:
        _except(order, OrderException.Kind.NO_DEPOSIT, reason, by, now)
    begin(order=order, by=by, now=now)
    return order


@transaction.atomic
def record_exception(*, order: Order, kind: str, reason: str, by: Actor, now: datetime) -> OrderException:
    """Keep the owner's reason for working without a contract or deposit; the first reason of a kind stands.

    Raises ReasonIsMissing.
    """
    if not reason.strip():
        raise ReasonIsMissing()
    return _except(locked(order), kind, reason, by, now)


@transaction.atomic
def record_progress(*, order: Order, percent: int, by: Actor, now: datetime, reason: str = "") -> Order:
    """How much of the work is done. What the plan makes due on the way falls due, each instalment once.

    Raises PercentIsWrong, OrderIsClosed, GoingBackNeedsReason.
    """
    if type(percent) is not int or not 0 <= percent <= 100:
        raise PercentIsWrong()
    order = locked(order)
    if order.state not in WORKING_STATES:
        raise OrderIsClosed(state=order.get_state_display())
    before = order.progress
    if percent == before:
        return order
    if percent < before and not reason.strip():
        raise GoingBackNeedsReason(percent=before)
    order.progress = percent
    order.save(update_fields=["progress"])
    ProgressMark.objects.create(
        business=order.business, order=order, percent=percent, reason=reason.strip(), marked_at=now
    )
    tell(order, "order.progressed", by, now, before=before, percent=percent)
    fall_due_at(order=order, percent=percent, by=by, now=now)
    return order


@transaction.atomic
def tick_scope(*, item: ScopeItem, done: bool, by: Actor, now: datetime) -> ScopeItem:
    """Tick (or untick) one agreed item. Twice is harmless; raises OrderIsClosed before the work and after it."""
    order = locked(item.order)
    if order.state not in WORKING_STATES:
        raise OrderIsClosed(state=order.get_state_display())
    rows = ScopeItem.objects.filter(pk=item.pk, done_at__isnull=done)
    if rows.update(done_at=now if done else None):
        item.done_at = now if done else None
        verb = "order.scope_ticked" if done else "order.scope_unticked"
        tell(order, verb, by, now, position=item.position)
    return item


@transaction.atomic
def cancel_order(*, order: Order, reason: str, by: Actor, now: datetime) -> Order:
    """Call off an order nobody signed: its contract is voided and the client is told why.

    One through a platform is called off there, at any moment before it is finished; its client gets no letter of ours.
    Twice is harmless. Raises ReasonIsMissing, OrderIsClosed once it was signed, OrderIsFinished for a platform's.
    """
    if not reason.strip():
        raise ReasonIsMissing()
    order = locked(order)
    if order.state == OrderState.CANCELLED:
        return order
    changes = {"cancelled_at": now, "cancel_reason": reason.strip(), "update_due_on": None}
    is_platforms = order.kind == OrderKind.PLATFORM
    verb = "fall_through" if is_platforms else "cancel"
    if not moved(Order.objects.filter(pk=order.pk), ORDER_MOVES, verb, **changes):
        raise OrderIsFinished if is_platforms else OrderIsClosed(state=order.get_state_display())
    order.state, order.cancelled_at, order.cancel_reason = OrderState.CANCELLED, now, reason.strip()
    if is_platforms:
        for kind in OrderHold.Kind:  # nothing waits any more
            end_hold(order=order, kind=kind, by=by, now=now)
    else:
        _void_contract(order, by, now)
        letters.order_cancelled(order=order, now=now)
    drop_todos_of_order(business=order.business, order_ref=order.ref, now=now)
    tell(order, "order.cancelled", by, now)
    return order


def _void_contract(order: Order, by: Actor, now: datetime) -> None:
    contract = Contract.objects.get(order=order)
    moved(Contract.objects.filter(pk=contract.pk), CONTRACT_MOVES, "void")
    note(contract, "voided", by, now, NOWHERE)


def _except(order: Order, kind: str, reason: str, by: Actor, now: datetime) -> OrderException:
    kept, made = OrderException.objects.get_or_create(
        order=order,
        kind=kind,
        defaults={
            "business": order.business, "reason": reason.strip(), "recorded_at": now, "recorded_by": by.ref,
        },
    )  # fmt: skip
    if made:
        tell(order, "order.exception_recorded", by, now, kind=kind)
    return kept
