"""Signs of life: what /healthz/ and the banner are told."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from outbox.models import Event, Heartbeat
from outbox.services.pulse import beat_heart, take_pulse, workers_run
from outbox.services.sweeps import drain
from outbox.tasks import heartbeat

pytestmark = pytest.mark.django_db


def both_beat(now: datetime) -> None:
    for name in (Heartbeat.WORKER, Heartbeat.BEAT):
        beat_heart(name=name, now=now)


def test_nobody_was_ever_seen(now: datetime) -> None:
    assert not workers_run(now)
    assert take_pulse(now).worker_at is None


def test_fresh_signs_mean_that_they_run(now: datetime) -> None:
    both_beat(now)
    assert workers_run(now + timedelta(minutes=2))
    assert not workers_run(now + timedelta(minutes=4))


def test_one_of_the_two_is_not_enough(now: datetime) -> None:
    beat_heart(name=Heartbeat.WORKER, now=now)
    assert not workers_run(now)


def test_it_is_not_written_at_every_beat(now: datetime) -> None:
    both_beat(now)
    both_beat(now + timedelta(seconds=10))
    assert take_pulse(now).worker_at == now
    both_beat(now + timedelta(seconds=31))
    assert take_pulse(now).worker_at == now + timedelta(seconds=31)


def test_it_counts_what_is_owed(happen: Callable[..., Event], now: datetime) -> None:
    drain(now=now)
    happen("thing.made twice over")
    assert (take_pulse(now).owed, take_pulse(now).stuck) == (2, 0)


def test_the_beats_task_shows_both_alive() -> None:
    heartbeat()
    assert Heartbeat.objects.count() == 2
