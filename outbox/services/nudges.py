"""Telling a worker "look now", after the commit. A nudge that is lost costs delay, never work."""

import logging
import time

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)

RUN_REACTION = "outbox.tasks.run_reaction"
DELIVER_LETTER = "outbox.tasks.deliver_letter"

_EXPIRES = 3600  # seconds: an older nudge says nothing the sweep does not know
_QUIET = 10.0  # seconds without nudges after the broker failed, so that one page never waits for it twice


class _Broker:
    """The broker as this process knows it: asked again only some seconds after it failed."""

    def __init__(self) -> None:
        self.quiet_until = 0.0

    def send(self, task: str, **ids: int) -> bool:
        if time.monotonic() < self.quiet_until:
            return False
        try:
            current_app.send_task(task, kwargs=ids, retry=False, ignore_result=True, expires=_EXPIRES)
        except Exception as problem:  # whatever a transport may raise: the data is saved, the sweep will find it
            self.quiet_until = time.monotonic() + _QUIET
            logger.warning("The broker cannot be reached (%s); the next sweep takes what is owed.", problem)
            return False
        return True


broker = _Broker()


def nudge_on_commit(task: str, **ids: int) -> None:
    """Send the task's message once the surrounding transaction is committed; never raises."""
    transaction.on_commit(lambda: broker.send(task, **ids) and None)
