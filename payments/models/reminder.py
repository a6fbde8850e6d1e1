from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Business, Owned, OwnedQuerySet

from .invoice import Invoice


class ReminderSwitch(models.Model):
    """Whether a business's clients are reminded of payments by letter. Off until its owner has seen the letters."""

    business = models.OneToOneField(Business, models.PROTECT, primary_key=True, related_name="+")
    on_since = models.DateTimeField(_("switched on"), null=True, blank=True)

    def __str__(self) -> str:
        return str(self.business_id)


class PaymentReminderQuerySet(OwnedQuerySet):
    def planned(self) -> Self:
        return self.filter(state="planned")

    def sent_since(self, instant: datetime) -> Self:
        return self.filter(state="sent", done_at__gt=instant)

    def in_order(self) -> Self:
        """As they go out, those that went before those to come."""
        return self.order_by("send_at", "step")


class PaymentReminder(Owned):
    """One letter about one invoice, planned for a morning of the client's; `step` is days from the due day."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("payment reminder", "planned")
        SENT = "sent", pgettext_lazy("payment reminder", "sent")
        DROPPED = "dropped", _("not needed any more")

    class Why(models.TextChoices):
        """Why a planned reminder was not sent."""

        PAID = "paid", _("the invoice was paid")
        CANCELLED = "cancelled", _("the invoice was cancelled")
        CLAIMED = "claimed", _("the client had reported a payment")
        REPLIED = "replied", _("the client had written and waited for an answer")
        DISPUTED = "disputed", _("a complaint was open")
        OVERTAKEN = "overtaken", _("the next reminder came before it could go")
        NO_ADDRESS = "no_address", _("there is no e-mail address that may be used")

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="reminders")
    step = models.SmallIntegerField(_("days from the due day"))
    send_at = models.DateTimeField(_("planned for"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PLANNED)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    why_dropped = models.CharField(max_length=20, choices=Why, blank=True)
    by_hand = models.BooleanField(_("sent by hand"), default=False)

    objects = PaymentReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment reminder")
        verbose_name_plural = _("payment reminders")
        constraints = [
            models.UniqueConstraint(name="one_reminder_per_step", fields=["invoice", "step"]),
            models.CheckConstraint(
                name="reminder_state_is_known", condition=Q(state__in=["planned", "sent", "dropped"])
            ),
        ]
        indexes = [
            models.Index(name="reminders_due", fields=["send_at", "id"], condition=Q(state="planned")),
            models.Index(name="reminders_sent", fields=["done_at"], condition=Q(state="sent")),
        ]

    def __str__(self) -> str:
        return f"{self.invoice_id} · {self.step:+d}"
