from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Owned
from core.money import Amount


class AccountKind(models.TextChoices):
    """Where money stands. Assets and costs grow on the debit side, the others on the credit side."""

    BANK = "bank", _("Bank accounts")
    CASH = "cash", _("Cash in hand")
    WALLET = "wallet", _("Wallets and cards")
    RECEIVABLE = "receivable", _("Owed by clients")
    INCOME = "income", _("Income")
    VAT = "vat", _("VAT to pay")
    FEES = "fees", _("Payment fees")
    CREDIT = "credit", _("Clients' credit")
    ROUNDING = "rounding", _("Rounding differences")
    EXPECTED = "expected", _("Expected from platforms")
    PROMISED = "promised", _("Promised, not income yet")
    HELD = "held", _("Held by platforms")
    WITHDRAWABLE = "withdrawable", _("Withdrawable at platforms")
    REQUESTED = "requested", _("Withdrawals requested")
    IN_TRANSIT = "in_transit", _("Withdrawals on their way")
    AGENT = "agent", _("With agents")
    COMMISSION = "commission", _("Platform commissions")
    CLEARING = "clearing", _("Exchange of currencies")


CREDIT_KINDS = frozenset({AccountKind.INCOME, AccountKind.VAT, AccountKind.CREDIT, AccountKind.PROMISED})
DEBIT_KINDS = frozenset(AccountKind) - CREDIT_KINDS
IN_HAND = (AccountKind.BANK, AccountKind.CASH, AccountKind.WALLET)  # arrived: money one can spend


class Account(Owned):
    """One kind of money in one currency. `holder` says whose, where that matters.

    For a client's credit it is the client's ref, for platform money the platform's slug (the same in all its dated
    copies), for money with an agent the payout method's.
    """

    kind = models.CharField(pgettext_lazy("ledger", "account"), max_length=12, choices=AccountKind)
    currency = models.CharField(_("currency"), max_length=3)
    holder = models.CharField(max_length=40, blank=True)
    name = models.CharField(_("name"), max_length=160, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("ledger", "account")
        verbose_name_plural = pgettext_lazy("ledger", "accounts")
        constraints = [
            models.UniqueConstraint(fields=["business", "kind", "currency", "holder"], name="one_account_of_a_kind"),
            models.CheckConstraint(name="account_kind_is_known", condition=Q(kind__in=AccountKind.values)),
        ]

    def __str__(self) -> str:
        label = AccountKind(self.kind).label
        return f"{label} · {self.name} · {self.currency}" if self.name else f"{label} · {self.currency}"

    @property
    def grows_by_debit(self) -> bool:
        return self.kind in DEBIT_KINDS


class Entry(Owned):
    """One thing that happened, as a set of transfers: balanced by construction. Append-only."""

    key = models.CharField(max_length=80)  # says the same thing once: "invoice:<ref>:issued"
    verb = models.CharField(_("what happened"), max_length=40)
    subject_kind = models.CharField(max_length=20)
    subject_ref = models.CharField(_("document"), max_length=24)  # its number, as a bookkeeper knows it
    happened_at = models.DateTimeField(_("time"))
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal", verbose_name=_("reverses")
    )

    class Meta:
        verbose_name = pgettext_lazy("ledger", "entry")
        verbose_name_plural = pgettext_lazy("ledger", "entries")
        constraints = [models.UniqueConstraint(fields=["business", "key"], name="one_entry_per_key")]
        indexes = [models.Index(fields=["business", "-happened_at", "-id"], name="entries_newest_first")]

    def __str__(self) -> str:
        return self.key


class Transfer(models.Model):
    """A positive amount from the credit account to the debit account, in one currency. Append-only."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="transfers")
    debit = models.ForeignKey(
        Account, models.PROTECT, related_name="debits", verbose_name=pgettext_lazy("ledger", "debit")
    )
    credit = models.ForeignKey(
        Account, models.PROTECT, related_name="credits", verbose_name=pgettext_lazy("ledger", "credit")
    )
    amount_minor = models.BigIntegerField()
    currency = models.CharField(_("currency"), max_length=3)

    amount = Amount("amount_minor")

    class Meta:
        verbose_name = pgettext_lazy("ledger", "transfer")
        verbose_name_plural = pgettext_lazy("ledger", "transfers")
        constraints = [
            models.CheckConstraint(name="transfer_is_positive", condition=Q(amount_minor__gt=0)),
            models.CheckConstraint(name="transfer_has_two_sides", condition=~Q(debit=F("credit"))),
        ]
        indexes = [  # a balance is a sum read from one of these alone
            models.Index(fields=["debit", "amount_minor"], name="transfers_into"),
            models.Index(fields=["credit", "amount_minor"], name="transfers_out_of"),
        ]

    def __str__(self) -> str:
        return f"{self.debit} ← {self.credit}"
