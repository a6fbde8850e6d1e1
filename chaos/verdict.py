"""What must be true when the dust has settled. Plain values in, sentences out; empty means that all is well."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

Owed = tuple[str, str]  # event, reaction


@dataclass(frozen=True, slots=True)
class Findings:
    """What one run left behind.

    `owed`: what the committed events owe. `effects`: how often each took effect. `letters`: the state of each by
    Message-ID. `received`: how often the mail server took each. `complaints`: what the products' own checks say.
    """

    owed: Set[Owed]
    effects: Counter[Owed]
    letters: Mapping[str, str]
    received: Counter[str]
    complaints: Sequence[str] = field(default=())


def faults(found: Findings) -> list[str]:
    """Every broken promise of a run."""
    return [*_effects(found), *_letters(found), *found.complaints]


def _effects(found: Findings) -> Iterator[str]:
    for owed in sorted(found.owed | found.effects.keys()):
        event, name = owed
        times, wanted = found.effects[owed], int(owed in found.owed)
        if times != wanted:
            yield f"{name} of event {event} took effect {times} times instead of {wanted}"


def _letters(found: Findings) -> Iterator[str]:
    for message_id in sorted(found.letters.keys() | found.received.keys()):
        state, times = found.letters.get(message_id, "unknown"), found.received[message_id]
        if state == "sent" and times != 1:
            yield f"letter {message_id} is sent, but was received {times} times"
        elif state == "unsure" and times > 1:
            yield f"letter {message_id} is unsure, but was received {times} times"
        elif state not in ("sent", "unsure"):
            yield f"letter {message_id} is {state} and was received {times} times"
