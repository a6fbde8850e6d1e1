"""Telling a worker "look now", after the commit. A nudge that is lost costs delay, never work."""

import logging
import time

from celery import current_app
from django.db import transaction
from kombu import Connection
from kombu.pools import producers

logger = logging.getLogger(__name__)

RUN_REACTION = "outbox.tasks.run_reaction"
DELIVER_LETTER = "outbox.tasks.deliver_letter"
SWEEP_REACTIONS = "outbox.tasks.sweep_reactions"  # for many at once
SWEEP_LETTERS = "outbox.tasks.sweep_letters"

_EXPIRES = 3600  # seconds: an older nudge says nothing the sweep does not know
_PATIENCE = 1  # seconds a page waits for a broker that does not answer
_QUIET = 10.0  # seconds without nudges after the broker failed, so that one page never waits for it twice


class _Broker:
    """The broker as this process knows it: asked again only some seconds after it failed."""

    def __init__(self) -> None:
        self.quiet_until = 0.0

    def send(self, task: str, **ids: int) -> bool:
        if time.monotonic() < self.quiet_until:
            return False
        try:
            with producers[_connection()].acquire(block=True, timeout=_PATIENCE) as producer:
                current_app.send_task(
                    task, kwargs=ids, producer=producer, retry=False, ignore_result=True, expires=_EXPIRES
                )
        except Exception as problem:  # whatever a transport may raise: the data is saved, the sweep will find it
            self.quiet_until = time.monotonic() + _QUIET
            logger.warning("The broker cannot be reached (%s); the next sweep takes what is owed.", problem)
            return False
        return True


broker = _Broker()


def _connection() -> Connection:
    """The broker with little patience: workers wait half a minute for it, a page must not."""
    options = dict(current_app.conf.broker_transport_options)
    options |= {"socket_timeout": _PATIENCE, "socket_connect_timeout": _PATIENCE, "max_retries": 0}
    return current_app.connection_for_write(connect_timeout=_PATIENCE, transport_options=options)


def nudge_on_commit(task: str, **ids: int) -> None:
    """Send the task's message once the surrounding transaction is committed; never raises."""
    transaction.on_commit(lambda: broker.send(task, **ids) and None)
