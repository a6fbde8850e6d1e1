from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Owned
from core.money import Amount, Money

from .invoice import Invoice


class PaymentClaim(Owned):
    """The client says "I paid", perhaps with the transfer slip. It moves no money until the owner confirms it."""

    class State(models.TextChoices):
        PENDING = "pending", pgettext_lazy("payment claim", "waiting for confirmation")
        CONFIRMED = "confirmed", pgettext_lazy("payment claim", "confirmed")
        REFUSED = "refused", pgettext_lazy("payment claim", "refused")

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="claims")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    slip = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("note"), max_length=500, blank=True)
    claimed_at = models.DateTimeField(_("reported on"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    decided_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(_("reason"), max_length=300, blank=True)
    once = models.UUIDField(null=True, blank=True, editable=False)

    amount = Amount("amount_minor")

    class Meta:
        verbose_name = _("payment claim")
        verbose_name_plural = _("payment claims")
        constraints = [
            models.UniqueConstraint(fields=["business", "once"], name="one_claim_per_form"),
            models.UniqueConstraint(
                fields=["invoice"], condition=Q(state="pending"), name="one_pending_claim_per_invoice"
            ),
            models.CheckConstraint(name="claim_is_positive", condition=Q(amount_minor__gt=0)),
            models.CheckConstraint(
                name="claim_state_is_known", condition=Q(state__in=["pending", "confirmed", "refused"])
            ),
        ]
        indexes = [
            models.Index(name="claims_pending", fields=["business", "claimed_at", "id"], condition=Q(state="pending")),
        ]

    def __str__(self) -> str:
        return f"{self.invoice} · {self.state}"

    @property
    def over(self) -> Money | None:
        """What it is above all that the invoice still asks for; None where it is not."""
        over = self.amount - self.invoice.balance
        return over if over.minor > 0 else None
