"""How long owed work waits between two tries. Settings may name other numbers; nothing else here reads settings."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings

REACTION_BACK_OFF = (60, 120, 300, 900, 3600, 14_400, 43_200)
LETTER_BACK_OFF = (60, 120, 300, 900, 1800, 3600)
SENDING_LIMIT = 15 * 60


def _step(seconds: Sequence[float], attempt: int) -> timedelta:
    return timedelta(seconds=seconds[min(attempt, len(seconds) - 1)])


def reaction_back_off(attempt: int) -> timedelta:
    """How long after claim number `attempt` (from 0) the work may be claimed again."""
    return _step(getattr(settings, "REACTION_BACK_OFF", REACTION_BACK_OFF), attempt)


def letter_back_off(attempt: int) -> timedelta:
    """How long after refusal number `attempt` (from 0) the letter is offered to the mail server again."""
    return _step(getattr(settings, "LETTER_BACK_OFF", LETTER_BACK_OFF), attempt)


def sending_limit() -> timedelta:
    """After this long in SENDING the sender must have died, and nobody knows whether the letter left."""
    return timedelta(seconds=getattr(settings, "SENDING_LIMIT", SENDING_LIMIT))
