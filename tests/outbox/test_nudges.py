"""Telling a worker: after the commit, and never at the price of the page."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from celery import Celery
from django.db import transaction

from core.actors import Actor
from freelance_ops.celery import app
from outbox.models import Event
from outbox.services import nudges
from outbox.services.events import emit
from tests.cast import Freelancer
from tests.services import free_port

Happen = Callable[..., Event]


@contextmanager
def broker_at(url: str) -> Iterator[Celery]:
    """Another broker for what this process publishes."""
    other = Celery("elsewhere", broker=url)
    other.conf.broker_transport_options = dict(app.conf.broker_transport_options)
    other.set_current()
    nudges.broker.quiet_until = 0.0
    try:
        yield other
    finally:
        app.set_current()
        nudges.broker.quiet_until = 0.0


@transaction.atomic
def fail_after_saying(nour: Freelancer, now: datetime) -> None:
    emit(business=nour.business, verb="thing.made", subject=("thing", "1"), actor=Actor.worker(), now=now)
    raise ZeroDivisionError


def waiting(celery: Celery) -> int:
    """Messages in the queue."""
    with celery.connection_for_read() as connection:
        return connection.default_channel.client.llen("celery")


@pytest.mark.django_db(transaction=True)
def test_the_message_leaves_after_the_commit_and_not_before(nour: Freelancer, now: datetime) -> None:
    before = waiting(app)
    with transaction.atomic():
        emit(business=nour.business, verb="thing.made", subject=("thing", "1"), actor=Actor.worker(), now=now)
        assert waiting(app) == before
    assert waiting(app) == before + 1


@pytest.mark.django_db(transaction=True)
def test_nothing_leaves_when_the_act_is_taken_back(nour: Freelancer, now: datetime) -> None:
    before = waiting(app)
    with pytest.raises(ZeroDivisionError):
        fail_after_saying(nour, now)
    assert waiting(app) == before


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_is_logged_and_the_data_is_saved(happen: Happen, caplog) -> None:
    with broker_at(f"redis://127.0.0.1:{free_port()}/0"):
        event = happen("thing.made")
    assert event.reactions.count() == 1
    assert "broker cannot be reached" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_hangs_costs_a_page_a_second_once(happen: Happen) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        with broker_at(f"redis://127.0.0.1:{mute.getsockname()[1]}/0"):
            started = time.monotonic()
            for _ in range(5):
                happen("thing.made twice over")
            assert time.monotonic() - started < 4


@pytest.mark.django_db(transaction=True)
def test_it_is_told_again_when_the_broker_is_back(happen: Happen) -> None:
    with broker_at(f"redis://127.0.0.1:{free_port()}/0"):
        happen("thing.made")
    before = waiting(app)
    happen("thing.made")
    assert waiting(app) == before + 1
