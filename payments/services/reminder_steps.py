"""The ladder of reminders: its steps, the letter of each, and the mornings on which they go. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .mornings import DAY, Mornings

APART = timedelta(hours=48)  # between two reminders to the same client, whoever sends them
PAUSES_AT = 7
LETTERS = {
    -3: "reminder_before",
    0: "reminder_due",
    3: "reminder_soft",
    7: "reminder_firm",
    14: "reminder_final",
}
STEPS = tuple(LETTERS)


@dataclass(frozen=True, slots=True)
class Planned:
    """One letter: `step` in days from the due day, and the instant at which it goes."""

    step: int
    send_at: datetime


def ladder(
    due_on: date, mornings: Mornings, *, now: datetime, used: Collection[int] = (), last: datetime | None = None
) -> list[Planned]:
    """The steps still to come. What would lie in the past is left out, and so are the steps `used` already.

    A step before the due day moves back from a weekend, the others move on; none comes within two days of the one
    before it, nor of `last`, the reminder that went out before.
    """
    found: list[Planned] = []
    for step in STEPS:
        send_at = _morning(due_on, step, mornings)
        if step in used or send_at < now:
            continue
        if last is not None and send_at < last + APART:
            send_at = mornings.not_before(last + APART)
        found.append(Planned(step, send_at))
        last = send_at
    return found


def fitting(days_from_due: int) -> int:
    """The step whose words fit that day: before the due day the first one, after it the latest reached."""
    return max((step for step in STEPS if step <= days_from_due), default=STEPS[0])


def _morning(due_on: date, step: int, mornings: Mornings) -> datetime:
    wished = due_on + step * DAY
    return mornings.at(mornings.on_or_before(wished) if step < 0 else mornings.on_or_after(wished))
