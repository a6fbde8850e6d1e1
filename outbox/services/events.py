"""The one way to say that something happened."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from accounts.models import Business
from core.actors import Actor
from outbox.models import Event, Reaction

from .nudges import RUN_REACTION, SWEEP_REACTIONS, nudge_on_commit


def emit(
    *,
    business: Business,
    verb: str,
    subject: tuple[str, str],
    actor: Actor,
    now: datetime,
    client_ref: str = "",
    order_ref: str = "",
    data: Mapping[str, Any] | None = None,
) -> Event:
    """Write the event and the reactions it owes, in the caller's transaction; workers are told after the commit.

    `verb` is in the past ("offer.accepted"); `subject` is (kind, ref); `data` is small JSON without names or
    addresses, money as {"minor": 100, "currency": "SAR"}. Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{verb} must be emitted in the transaction that makes it true")
    kind, ref = subject
    event = Event.objects.create(
        business=business,
        verb=verb,
        subject_kind=kind,
        subject_ref=ref,
        actor_kind=actor.kind,
        actor_ref=actor.ref,
        client_ref=client_ref,
        order_ref=order_ref,
        happened_at=now,
        data=dict(data or {}),
    )
    _owe(event)
    return event


def emit_many(*, events: Sequence[Event], now: datetime, reacted_to: Callable[[Event], bool]) -> None:
    """The same for many unsaved events at once, in a fixed number of queries; workers are told once.

    `reacted_to` says of which events anything follows: the others owe no reactions, so no worker looks at them.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("events must be emitted in the transaction that makes them true")
    owed = [
        Reaction(business_id=event.business_id, event=event, name=name, due_at=now)
        for event in Event.objects.bulk_create(events)
        if reacted_to(event)
        for name in settings.REACTIONS.get(event.verb, {})
    ]
    if Reaction.objects.bulk_create(owed):
        nudge_on_commit(SWEEP_REACTIONS)


def _owe(event: Event) -> None:
    names = settings.REACTIONS.get(event.verb, {})
    owed = [Reaction(business=event.business, event=event, name=name, due_at=event.happened_at) for name in names]
    for reaction in Reaction.objects.bulk_create(owed):
        nudge_on_commit(RUN_REACTION, reaction_id=reaction.pk)
