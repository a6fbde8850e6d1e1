"""What nobody told a worker of is found here; each sweep reads one partial index and takes only what is due."""

from datetime import datetime

from outbox.models import Letter, Reaction

from .delivery import deliver
from .reactions import run_reaction

BATCH = 200
BODY_MONTHS = 12


def due_reactions(*, now: datetime, limit: int = BATCH) -> list[int]:
    """Keys of the reactions to try now, oldest first."""
    return list(Reaction.objects.due(now).values_list("pk", flat=True)[:limit])


def due_letters(*, now: datetime, limit: int = BATCH) -> list[int]:
    """Keys of the letters to send now, oldest first."""
    return list(Letter.objects.due(now).values_list("pk", flat=True)[:limit])


def drain(*, now: datetime) -> int:
    """Do everything that is owed at `now`, here and now, what it brings about included; how much took effect.

    For the demo and for tests: work that fails is put off by its back-off and left.
    """
    done = 0
    while owed := due_reactions(now=now):
        done += sum(run_reaction(reaction_id=reaction_id, now=now) for reaction_id in owed)
    while letters := due_letters(now=now):
        done += sum(deliver(letter_id=letter_id, now=now) for letter_id in letters)
    return done


def forget_old_bodies(*, now: datetime) -> int:
    """Blank the words of letters older than twelve months; the fact that they were sent stays. How many."""
    return Letter.objects.with_old_bodies(now, months=BODY_MONTHS).update(body="")
