"""Signs of life: whether workers and the clock run, and how much is owed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from outbox.models import Heartbeat, Letter, Reaction

WORTH_WRITING = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Pulse:
    """What /healthz/ shows. `owed` and `stuck` count reactions, `letters` those that should have left by now."""

    worker_at: datetime | None
    beat_at: datetime | None
    owed: int
    stuck: int
    letters: int


def beat_heart(*, name: str, now: datetime) -> None:
    """Note that `name` lives; written at most every thirty seconds."""
    known = Heartbeat.objects.filter(name=name)
    if not known.filter(at__gt=now - WORTH_WRITING).exists() and not known.update(at=now):
        Heartbeat.objects.get_or_create(name=name, defaults={"at": now})


def workers_run(now: datetime) -> bool:
    """Whether both the worker and the clock were heard from lately; pages show a banner when not. One query."""
    return Heartbeat.objects.fresh(now).filter(name__in=[Heartbeat.WORKER, Heartbeat.BEAT]).count() == 2


def take_pulse(now: datetime) -> Pulse:
    seen = dict(Heartbeat.objects.values_list("name", "at"))
    return Pulse(
        worker_at=seen.get(Heartbeat.WORKER),
        beat_at=seen.get(Heartbeat.BEAT),
        owed=Reaction.objects.owed().count(),
        stuck=Reaction.objects.stuck().count(),
        letters=Letter.objects.due(now).count(),
    )
