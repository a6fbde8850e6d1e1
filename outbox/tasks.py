"""Thin doors for the workers: ids in, one service call each."""

from celery import shared_task
from django.utils import timezone

from .models import Heartbeat
from .services import delivery, pulse, reactions, sweeps


@shared_task
def run_reaction(*, reaction_id: int, **_later: object) -> None:
    reactions.run_reaction(reaction_id=reaction_id, now=timezone.now())


@shared_task
def deliver_letter(*, letter_id: int, **_later: object) -> None:
    delivery.deliver(letter_id=letter_id, now=timezone.now())


@shared_task
def sweep_reactions() -> None:
    """Each owed reaction gets its own `now`: a long sweep must not claim with a time that is past."""
    for reaction_id in sweeps.due_reactions(now=timezone.now()):
        reactions.run_reaction(reaction_id=reaction_id, now=timezone.now())


@shared_task
def sweep_letters() -> None:
    delivery.doubt_stalled(now=timezone.now())
    for letter_id in sweeps.due_letters(now=timezone.now()):
        delivery.deliver(letter_id=letter_id, now=timezone.now())


@shared_task
def heartbeat() -> None:
    """Only the clock publishes this and only a worker runs it: one call is a sign of life of both."""
    pulse.beat_heart(name=Heartbeat.BEAT, now=timezone.now())
    pulse.beat_heart(name=Heartbeat.WORKER, now=timezone.now())


@shared_task
def forget_old_bodies() -> None:
    sweeps.forget_old_bodies(now=timezone.now())
