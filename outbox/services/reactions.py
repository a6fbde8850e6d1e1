"""Running owed work so that its database effect happens exactly once, however often a worker dies.

Claim (committed at once) → slow part, outside any transaction → one transaction: mark done, take effect.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from outbox.errors import NotStuck
from outbox.models import MAX_CLAIMS, Event, Reaction

from .nudges import RUN_REACTION, nudge_on_commit

logger = logging.getLogger(__name__)
ERROR_LENGTH = 1000


class Effect(Protocol):
    """A plain reaction: only database work, called inside the transaction that marks it done."""

    def __call__(self, event: Event, *, now: datetime) -> object: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Slow:
    """A reaction with a slow part (a PDF, a request).

    `prepare(event)` runs outside any transaction and may run twice; what it returns goes to
    `apply(event, value, now=...)` in the transaction that marks the reaction done. When the last try failed,
    `give_up(event, now=...)` takes its place (the letter goes without the file).
    """

    prepare: Callable[[Event], Any]
    apply: Callable[..., object]
    give_up: Callable[..., object] | None = None


def run_reaction(*, reaction_id: int, now: datetime) -> bool:
    """Try one owed reaction; True when this call made its effect. Never raises for what the reaction raises."""
    reaction = Reaction.objects.owed().select_related("event__business").filter(pk=reaction_id).first()
    if reaction is None or not _claim(reaction, now):
        return False
    target: Effect | Slow | None = None
    try:
        target = _target(reaction)
        return _perform(reaction, target, now)
    except Exception as problem:
        logger.exception("Reaction %s of event %s failed (try %s)", reaction.name, reaction.event_id, reaction.attempts)
        _note_error(reaction, problem)
    return _give_up(reaction, target, now) if isinstance(target, Slow) else False


def retry_reaction(*, reaction: Reaction, now: datetime) -> None:
    """Give stuck work seven new tries, the first at once. Raises NotStuck when it is done or being tried."""
    stuck = Reaction.objects.filter(pk=reaction.pk, done_at__isnull=True, attempts__gte=MAX_CLAIMS)
    if not stuck.update(attempts=0, due_at=now):
        raise NotStuck
    nudge_on_commit(RUN_REACTION, reaction_id=reaction.pk)


def _claim(reaction: Reaction, now: datetime) -> bool:
    with transaction.atomic(durable=True):
        return reaction.claim(now)


def _target(reaction: Reaction) -> Effect | Slow:
    """What the reactions table names; a KeyError says that a name was removed while work was still owed."""
    target: Effect | Slow = import_string(settings.REACTIONS[reaction.event.verb][reaction.name])
    return target


def _perform(reaction: Reaction, target: Effect | Slow, now: datetime) -> bool:
    value = target.prepare(reaction.event) if isinstance(target, Slow) else None
    with transaction.atomic(durable=True):
        if not reaction.mark_done(now):
            return False
        if isinstance(target, Slow):
            target.apply(reaction.event, value, now=now)
        else:
            target(reaction.event, now=now)
    return True


def _give_up(reaction: Reaction, target: Slow, now: datetime) -> bool:
    if target.give_up is None or not reaction.is_last_try:
        return False
    try:
        with transaction.atomic(durable=True):
            if not reaction.mark_done(now):
                return False
            target.give_up(reaction.event, now=now)
    except Exception as problem:
        logger.exception("Reaction %s of event %s could not even give up", reaction.name, reaction.event_id)
        _note_error(reaction, problem)
        return False
    return True


def _note_error(reaction: Reaction, problem: Exception) -> None:
    text = f"{type(problem).__name__}: {problem}"[:ERROR_LENGTH]
    with transaction.atomic(durable=True):
        Reaction.objects.filter(pk=reaction.pk, done_at__isnull=True).update(last_error=text)
