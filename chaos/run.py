"""One run on one stack: pour, kill, let it settle, look."""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from accounts.models import Business
from outbox.models import Letter, Reaction
from outbox.services.delivery import message_id
from tests.services import wait_until

from .deals import complaints, pay_what_is_invoiced
from .models import Tally
from .pour import Pourer, owed_by
from .stack import Victims
from .verdict import Findings, faults

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What one run showed. `interrupted` counts work that a kill hit in the middle and that was done all the same."""

    kills: int
    events: int
    deals: int
    effects: int
    letters: int
    unsure: int
    interrupted: int
    seconds: float
    faults: list[str]


def run(stack: Victims, *, kills: int, seed: int, patience: float, say: Say) -> Result:
    """Raises TimeoutError when the work does not settle within `patience` seconds after the last kill."""
    started = time.monotonic()
    pourer = Pourer(deals=max(2, kills // 3))
    pourer.start()
    _kill(stack, kills, random.Random(seed), say)
    pourer.finish()
    _settle(patience)
    while pay_what_is_invoiced():
        _settle(patience)
    found = _look(stack, pourer)
    interrupted = Reaction.objects.filter(attempts__gt=1).count() + Letter.objects.filter(state="unsure").count()
    return Result(
        kills=kills,
        events=len(pourer.poured),
        deals=pourer.closed,
        effects=sum(found.effects.values()),
        letters=len(found.letters),
        unsure=Counter(found.letters.values())["unsure"],
        interrupted=interrupted,
        seconds=time.monotonic() - started,
        faults=faults(found),
    )


def _kill(stack: Victims, kills: int, chance: random.Random, say: Say) -> None:
    """A kill whenever the workers have done something since the last one, at a random moment of their work."""
    for number in range(1, kills + 1):
        before = Tally.objects.count()
        wait_until(lambda before=before: Tally.objects.count() > before + 3, "progress between two kills", 60)
        time.sleep(chance.uniform(0, 0.5))
        say(f"kill {number}: {stack.strike(chance)}")


def _settle(patience: float) -> None:
    try:
        wait_until(_settled, "all work done", patience)
    except TimeoutError as late:
        raise TimeoutError(f"{late}: {_standing()}") from late


def _settled() -> bool:
    """Nothing is owed, nothing is on its way."""
    busy = Letter.objects.filter(Q(state="queued") | Q(state="sending"))
    return not Reaction.objects.owed().exists() and not busy.exists()


def _standing() -> str:
    letters = Counter(Letter.objects.values_list("state", flat=True))
    return f"{Reaction.objects.owed().count()} reactions owed, letters {dict(letters)}, at {timezone.now():%T}"


def _look(stack: Victims, pourer: Pourer) -> Findings:
    effects = Counter(Tally.objects.values_list("event_ref", "name"))
    letters = {message_id(letter): letter.state for letter in Letter.objects.all()}
    received = Counter(str(mail.message["Message-ID"]) for mail in stack.inbox.mails)
    said = [line for business in Business.objects.all() for line in complaints(business)]
    undone = Reaction.objects.filter(done_at=None).values_list("name", "event__verb", "last_error")
    said += [f"{name} of {verb} is not done: {error}" for name, verb, error in undone]
    return Findings(owed_by(pourer.poured), effects, letters, received, said)
