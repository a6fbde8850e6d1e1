"""What the reactions of these tests do: plain effects, with no idempotence of their own."""

from datetime import datetime

from core.actors import Actor
from core.text import new_ref
from outbox.models import Event, Todo
from outbox.services.events import emit
from outbox.services.reactions import Slow

EFFECT = "the effect"
prepared: list[str] = []


class Broken(Exception):
    """Raised by the reactions that fail."""


def take_effect(event: Event, *, now: datetime) -> None:
    """Writes one row each time it runs."""
    Todo.objects.create(
        business=event.business,
        key=new_ref(),
        title=EFFECT,
        subject_kind="event",
        subject_ref=event.ref,
        created_at=now,
    )


def effects(event: Event) -> int:
    return Todo.objects.filter(title=EFFECT, subject_ref=event.ref).count()


def fail_after_writing(event: Event, *, now: datetime) -> None:
    take_effect(event, now=now)
    raise Broken("the printer is on fire")


def bring_about_more(event: Event, *, now: datetime) -> None:
    emit(business=event.business, verb="thing.done", subject=("thing", "1"), actor=Actor.worker(), now=now)


def _prepare(event: Event) -> str:
    prepared.append(event.ref)
    return f"made of {event.subject_ref}"


def _prepare_badly(event: Event) -> str:
    raise Broken("no ink")


def _apply(event: Event, value: str, *, now: datetime) -> None:
    assert value == f"made of {event.subject_ref}"
    take_effect(event, now=now)


def _do_without(event: Event, *, now: datetime) -> None:
    take_effect(event, now=now)


slow = Slow(prepare=_prepare, apply=_apply)
slow_and_broken = Slow(prepare=_prepare_badly, apply=_apply, give_up=_do_without)
broken_to_the_end = Slow(prepare=_prepare_badly, apply=_apply, give_up=fail_after_writing)
