"""The agreed money, step by step: planned, due, invoiced, paid. Only payments calls the mark_ functions."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction

from core.actors import Actor
from orders.errors import InstalmentMoved
from orders.models import Instalment, InstalmentState, Milestone, Order, OrderKind, OrderState, Trigger
from orders.models.states import INSTALMENT_MOVES, moved
from outbox.services.events import emit
from outbox.services.todos import finish_todo

from .beginning import begin
from .completing import complete_if_settled
from .days import latest_day, today_of
from .opening import kickoff_key
from .release import release_if_settled
from .sending import minor

BILLED_STATES = [
    OrderState.AWAITING_DEPOSIT, OrderState.IN_PROGRESS, OrderState.DELIVERED, OrderState.FINAL_CHANGES,
    OrderState.COMPLETED,
]  # fmt: skip


def fall_due(*, instalments: Iterable[Instalment], by: Actor, now: datetime) -> int:
    """Make planned instalments due, each once with its `instalment.due`; how many. Call it in a transaction.

    On a platform order nothing falls due: the platform holds that money.
    """
    count = 0
    for instalment in instalments:
        if instalment.order.kind == OrderKind.PLATFORM:
            continue
        if moved(Instalment.objects.filter(pk=instalment.pk), INSTALMENT_MOVES, "fall_due", due_since=now):
            _tell(instalment, "instalment.due", by, now)
            count += 1
    return count


def fall_due_on_signing(*, order: Order, by: Actor, now: datetime) -> int:
    """The deposit and whatever else is paid on signing."""
    return fall_due(instalments=_planned(order).filter(trigger=Trigger.SIGNING), by=by, now=now)


def fall_due_at(*, order: Order, percent: int, by: Actor, now: datetime) -> int:
    """What is due at this share of the work; all of it when the work is complete."""
    reached = _planned(order).filter(trigger=Trigger.PROGRESS, at_percent__lte=percent)
    count = fall_due(instalments=reached, by=by, now=now)
    if percent == 100:
        count += fall_due_on_completion(order=order, by=by, now=now)
    return count


def fall_due_on_completion(*, order: Order, by: Actor, now: datetime) -> int:
    """What is paid on completion: when all of the work is done, approved or handed over, whichever comes first."""
    return fall_due(instalments=_planned(order).filter(trigger=Trigger.COMPLETION), by=by, now=now)


def fall_due_by_date(*, now: datetime) -> int:
    """Make due what is due on a day that has come in its business's zone; how many. Found by one partial index."""
    dated = Instalment.objects.filter(
        trigger=Trigger.DATE, state=InstalmentState.PLANNED, due_on__lte=latest_day(now),
        order__kind=OrderKind.DIRECT, order__state__in=BILLED_STATES,
    )  # fmt: skip
    count = 0
    for instalment in dated.select_related("business", "order__client").order_by("due_on", "pk").iterator():
        if instalment.due_on is not None and instalment.due_on <= today_of(instalment.business, now):
            with transaction.atomic():
                count += fall_due(instalments=[instalment], by=Actor.worker(), now=now)
    return count


@transaction.atomic
def mark_invoiced(*, instalment: Instalment, now: datetime) -> Instalment:
    """The invoice of a due instalment was issued. Twice is harmless; raises InstalmentMoved when it is not due."""
    rows = Instalment.objects.filter(pk=instalment.pk)
    if not moved(rows, INSTALMENT_MOVES, "invoice"):
        _refuse_unless(instalment, InstalmentState.INVOICED)
    instalment.state = InstalmentState.INVOICED
    return instalment


@transaction.atomic
def mark_due_again(*, instalment: Instalment, now: datetime) -> Instalment:
    """Its invoice was cancelled by a credit note, so another may follow. Twice is harmless; raises InstalmentMoved."""
    if not moved(Instalment.objects.filter(pk=instalment.pk), INSTALMENT_MOVES, "credit"):
        _refuse_unless(instalment, InstalmentState.DUE)
    instalment.state = InstalmentState.DUE
    return instalment


@transaction.atomic
def mark_paid(*, instalment: Instalment, by: Actor, now: datetime) -> Instalment:
    """The whole instalment has arrived: its milestone is funded, the last deposit starts the work, and the last
    payment of all opens the final files and finishes what was handed over.

    Twice is harmless. Raises InstalmentMoved for one that never fell due.
    """
    order = (
        Order.objects.select_for_update(of=("self",)).select_related("business", "client").get(pk=instalment.order_id)
    )
    if not moved(Instalment.objects.filter(pk=instalment.pk), INSTALMENT_MOVES, "pay", paid_at=now):
        _refuse_unless(instalment, InstalmentState.PAID)
        return instalment
    instalment.state, instalment.paid_at, instalment.order = InstalmentState.PAID, now, order
    Milestone.objects.filter(pk=instalment.milestone_id, funded_at=None).update(funded_at=now)
    _tell(instalment, "milestone.funded", by, now)
    if not deposits_unpaid(order):
        finish_todo(business=order.business, key=kickoff_key(order, "deposit"), now=now)
        if order.state == OrderState.AWAITING_DEPOSIT:
            begin(order=order, by=by, now=now)
    release_if_settled(order=order, by=by, now=now)
    complete_if_settled(order=order, by=by, now=now)
    return instalment


def deposits_unpaid(order: Order) -> bool:
    """True while something that must arrive before the work has not."""
    return Instalment.objects.filter(order=order).deposits().unpaid().exists()


def _planned(order: Order) -> "models.QuerySet[Instalment]":
    rows = Instalment.objects.filter(order=order, state=InstalmentState.PLANNED)
    return rows.select_related("business", "order__client").order_by("position")


def _refuse_unless(instalment: Instalment, harmless: str) -> None:
    instalment.refresh_from_db(fields=["state"])
    if instalment.state != harmless:
        raise InstalmentMoved(state=instalment.get_state_display())


def _tell(instalment: Instalment, verb: str, by: Actor, now: datetime) -> None:
    subject = ("instalment", instalment.ref) if verb == "instalment.due" else ("milestone", instalment.milestone.ref)
    order = instalment.order
    emit(
        business=instalment.business, verb=verb, subject=subject, actor=by, now=now, client_ref=order.client.ref,
        order_ref=order.ref,
        data={"position": instalment.position, "amount": minor(instalment.amount), "number": order.number},
    )  # fmt: skip
