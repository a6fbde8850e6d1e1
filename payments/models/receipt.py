from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned
from core.money import Amount, Money

from .claim import PaymentClaim
from .invoice import Invoice


class Method(models.TextChoices):
    """How the money came. Each has the account it lands in (services.receipts)."""

    BANK = "bank", _("bank transfer")
    CASH = "cash", _("cash")
    WALLET = "wallet", _("wallet or card")
    CREDIT = "credit", _("client's credit")


class Receipt(Owned):
    """Money that came for an invoice. Append-only: a mistake is reversed in the ledger, never edited.

    `amount` is what the client is credited with, `fee` the part lost on the way that the business bears,
    `applied` the part that settled this invoice; the rest is the client's credit. `rounded` is the tiny rest of the
    invoice that is not asked for: the receipt settles it as well.
    """

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="receipts", verbose_name=_("invoice"))
    claim = models.OneToOneField(PaymentClaim, models.PROTECT, null=True, blank=True, related_name="receipt")
    number = models.CharField(_("number"), max_length=24)
    year = models.PositiveSmallIntegerField(editable=False)
    sequence = models.PositiveIntegerField(editable=False)
    currency = models.CharField(_("currency"), max_length=3)
    amount_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField(default=0)
    applied_minor = models.BigIntegerField()
    rounded_minor = models.PositiveSmallIntegerField(default=0)
    method = models.CharField(_("payment method"), max_length=8, choices=Method)
    received_on = models.DateField(_("day of receipt"))
    recorded_at = models.DateTimeField(_("recorded on"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    once = models.UUIDField(null=True, blank=True, editable=False)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")

    amount = Amount("amount_minor")
    fee = Amount("fee_minor")
    applied = Amount("applied_minor")
    rounded = Amount("rounded_minor")

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.UniqueConstraint(fields=["business", "number"], name="receipt_number_is_unique"),
            models.UniqueConstraint(fields=["business", "year", "sequence"], name="receipt_sequence_is_unique"),
            models.UniqueConstraint(fields=["business", "once"], name="one_receipt_per_form"),
            models.CheckConstraint(
                # so the amount is positive, too
                name="receipt_fee_is_within",
                condition=Q(fee_minor__gte=0, fee_minor__lt=F("amount_minor")),
            ),
            models.CheckConstraint(
                name="receipt_settles_no_more_than_came",
                condition=Q(applied_minor__gt=0, applied_minor__lte=F("amount_minor")),
            ),
            models.CheckConstraint(
                name="receipt_rounds_only_what_it_settles",
                condition=Q(rounded_minor=0) | Q(applied_minor=F("amount_minor")),
            ),
            models.CheckConstraint(name="receipt_method_is_known", condition=Q(method__in=Method.values)),
        ]
        indexes = [models.Index(fields=["business", "-received_on", "-id"], name="receipts_newest_first")]

    def __str__(self) -> str:
        return self.number

    @property
    def arrived(self) -> Money:
        """What reached the account: the amount without the fee."""
        return Money(self.amount_minor - self.fee_minor, self.currency)

    @property
    def excess(self) -> Money:
        """Paid over what was owed: it became the client's credit."""
        return Money(self.amount_minor - self.applied_minor, self.currency)
