"""What pages say about the reminders of an invoice: each step in words, its day, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from payments.models import Invoice, PaymentReminder
from payments.services.pausing import PAUSABLE, standing_pause
from payments.services.reminders import on_since

State = PaymentReminder.State
STEP_WORDS: dict[int, str | Promise] = {
    -3: _("Three days before the due day"),
    0: _("On the due day"),
    3: _("Three days after"),
    7: _("A week after"),
    14: _("Two weeks after"),
}
SHAPES = {State.PLANNED: "planned", State.SENT: "done", State.DROPPED: "closed"}


def step_words(step: int) -> str:
    """«A week after»; steps of the owner's own hand are said in days."""
    if step in STEP_WORDS:
        return str(STEP_WORDS[step])
    if step < 0:
        return ngettext("%(days)s day before the due day", "%(days)s days before the due day", -step) % {"days": -step}
    return ngettext("%(days)s day after the due day", "%(days)s days after the due day", step) % {"days": step}


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the list on the invoice's page."""

    words: str
    at: datetime
    shape: str
    state: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Reminding:
    """The reminders of one invoice, and what the owner may do now."""

    steps: list[Step]
    is_on: bool
    may_remind: bool
    may_pause: bool
    paused_since: object

    @property
    def _near(self) -> int:
        """How many steps there are up to the next one."""
        waiting = (at for at, step in enumerate(self.steps) if step.shape == SHAPES[State.PLANNED])
        return next(waiting, len(self.steps)) + 1

    @property
    def shown(self) -> list[Step]:
        """What became of the steps so far, and the next one."""
        return self.steps[: self._near]

    @property
    def later(self) -> list[Step]:
        """What would follow after that."""
        return self.steps[self._near :]


def reminding_of(invoice: Invoice, *, is_claimed: bool, is_late: bool) -> Reminding:
    """Three queries. `is_claimed`: the client reported a payment that nobody has answered yet."""
    hold = standing_pause(invoice)
    asks = invoice.is_open and not is_claimed
    return Reminding(
        steps=[_step(row) for row in invoice.reminders.in_order()],
        is_on=on_since(invoice.business) is not None,
        may_remind=asks,
        may_pause=asks and is_late and hold is None and invoice.order.state in PAUSABLE,
        paused_since=hold.since if hold else None,
    )


def _step(row: PaymentReminder) -> Step:
    state = row.get_why_dropped_display() if row.why_dropped else row.get_state_display()
    at = row.done_at if row.state == State.SENT and row.done_at else row.send_at
    return Step(step_words(row.step), at, SHAPES[State(row.state)], str(state), row.by_hand)
