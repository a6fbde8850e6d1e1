"""Nour with her reminders on, and the clock: what goes out on each day of hers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from outbox.models import Letter
from payments.models import Invoice, PaymentReminder
from payments.services.reminders import switch_on
from payments.services.reminding import send_due_reminders
from tests.payments.conftest import Story

TEMPLATES = ("reminder_before", "reminder_due", "reminder_soft", "reminder_firm", "reminder_final")
NINE = 9


@dataclass
class Ladder:
    """One invoice and its reminders. `days` are counted from its due day, at nine where the client is."""

    story: Story
    invoice: Invoice

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo("Asia/Riyadh")

    def on(self, days: int, hour: int = NINE, minute: int = 0) -> datetime:
        day = self.invoice.due_on + timedelta(days=days)
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.zone)

    def beat(self, days: int, hour: int = NINE, minute: int = 0) -> int:
        """The clock strikes on that day; how many letters went."""
        self.story.now = self.on(days, hour, minute)
        return send_due_reminders(now=self.story.now)

    def row(self, step: int) -> PaymentReminder:
        return PaymentReminder.objects.get(invoice=self.invoice, step=step)

    @property
    def states(self) -> dict[int, str]:
        """Each step with its state, and why it was left out."""
        return {
            row.step: row.why_dropped or row.state
            for row in PaymentReminder.objects.filter(invoice=self.invoice).order_by("step")
        }


def reminded(story: Story, position: int = 1) -> Ladder:
    """The stage is billed and the owner has switched the reminders on."""
    ladder = Ladder(story, story.bills(position))
    switch_on(business=story.business, by=story.owner, now=story.now)
    return ladder


def letters() -> list[Letter]:
    return list(Letter.objects.filter(template__in=TEMPLATES).order_by("pk"))


def templates() -> list[str]:
    return [letter.template for letter in letters()]
