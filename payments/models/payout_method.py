from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, OwnedQuerySet
from core.money import Amount

from .ledger import AccountKind


class PayoutKind(models.TextChoices):
    """The services that carry money home."""

    PAYPAL = "paypal", "PayPal"
    PAYONEER = "payoneer", "Payoneer"
    WISE = "wise", "Wise"
    BANK = "bank", _("bank transfer")
    PICKUP = "pickup", _("cash pick-up office")
    AGENT = "agent", _("agent or relative")
    WALLET = "wallet", _("another wallet")
    PAYZA = "payza", "Payza"


class Landing(models.TextChoices):
    """Where a withdrawal ends: these are account kinds of the ledger."""

    BANK = AccountKind.BANK.value, _("bank account")
    WALLET = AccountKind.WALLET.value, _("wallet or card")
    CASH = AccountKind.CASH.value, _("cash in hand")
    AGENT = AccountKind.AGENT.value, _("an agent, who hands it over")


class PayoutMethodQuerySet(OwnedQuerySet):
    def listed(self) -> Self:
        """The live copies, as the settings page shows them: closed services, kept for old records, come last."""
        return self.filter(valid_to__isnull=True).order_by("is_closed", "position", "pk")

    def selectable(self) -> Self:
        """What a new withdrawal may use."""
        return self.listed().filter(is_closed=False)


class PayoutMethod(Owned):
    """A way money leaves a platform, and what it costs: a dated copy. A change is a new row; old payouts keep theirs.

    The fee is `percent_bp` of the amount plus `fixed`, at least `fee_min` and at most `fee_cap`; where the money
    arrives in another currency, `fx_spread_bp` of the rest is lost in the exchange. All in `currency`.
    """

    Kind = PayoutKind

    slug = models.SlugField(max_length=40)  # the same in every copy of one way
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=10, choices=PayoutKind)
    lands_in = models.CharField(_("arrives as"), max_length=12, choices=Landing)
    currency = models.CharField(_("currency withdrawn"), max_length=3)
    arrives_in = models.CharField(_("currency that arrives"), max_length=3)
    percent_bp = models.PositiveIntegerField(_("percentage"), default=0)  # hundredths of a percent
    fixed_minor = models.BigIntegerField(default=0)
    fee_min_minor = models.BigIntegerField(default=0)
    fee_cap_minor = models.BigIntegerField(null=True, blank=True)  # null: no limit
    fx_spread_bp = models.PositiveIntegerField(_("lost in the exchange"), default=0)
    minimum_minor = models.BigIntegerField(default=0)
    days = models.PositiveSmallIntegerField(_("days on the way"), default=1)
    is_closed = models.BooleanField(_("service closed"), default=False)
    verified = models.BooleanField(_("figures confirmed"), default=False)
    source_note = models.CharField(_("where the figures come from"), max_length=240, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    fixed = Amount("fixed_minor")
    fee_min = Amount("fee_min_minor")
    fee_cap = Amount("fee_cap_minor")
    minimum = Amount("minimum_minor")

    objects = PayoutMethodQuerySet.as_manager()

    class Meta:
        verbose_name = _("payout method")
        verbose_name_plural = _("payout methods")
        constraints = [
            models.UniqueConstraint(
                fields=["business", "slug"], condition=Q(valid_to__isnull=True), name="one_live_copy_per_payout_method"
            ),
            models.CheckConstraint(name="payout_method_kind_is_known", condition=Q(kind__in=PayoutKind.values)),
            models.CheckConstraint(name="payout_method_lands_somewhere", condition=Q(lands_in__in=Landing.values)),
            models.CheckConstraint(
                name="payout_method_shares_are_shares",
                condition=Q(percent_bp__lte=10_000, fx_spread_bp__lte=10_000),
            ),
            models.CheckConstraint(
                name="payout_method_amounts_fit",
                condition=Q(fixed_minor__gte=0, fee_min_minor__gte=0, minimum_minor__gte=0)
                & (Q(fee_cap_minor__isnull=True) | Q(fee_cap_minor__gte=F("fee_min_minor"))),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def exchanges(self) -> bool:
        """Whether the money changes its currency on the way."""
        return self.arrives_in != self.currency

    @property
    def is_live(self) -> bool:
        return self.valid_to is None and not self.is_closed


class PlatformMethodRule(Owned):
    """Where a platform differs for one way: not offered there, or with other figures. Empty means "as the way says"."""

    platform_slug = models.SlugField(max_length=40)
    method_slug = models.SlugField(max_length=40)
    is_offered = models.BooleanField(_("offered there"), default=True)
    currency = models.CharField(max_length=3)
    percent_bp = models.PositiveIntegerField(_("percentage"), null=True, blank=True)
    fixed_minor = models.BigIntegerField(null=True, blank=True)
    minimum_minor = models.BigIntegerField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("days on the way"), null=True, blank=True)

    fixed = Amount("fixed_minor")
    minimum = Amount("minimum_minor")

    class Meta:
        verbose_name = _("rule of a platform for a payout method")
        verbose_name_plural = _("rules of platforms for payout methods")
        constraints = [
            models.UniqueConstraint(
                fields=["business", "platform_slug", "method_slug"], name="one_rule_per_platform_and_method"
            ),
            models.CheckConstraint(
                name="platform_rule_amounts_fit",
                condition=(Q(percent_bp__isnull=True) | Q(percent_bp__lte=10_000))
                & (Q(fixed_minor__isnull=True) | Q(fixed_minor__gte=0))
                & (Q(minimum_minor__isnull=True) | Q(minimum_minor__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform_slug} · {self.method_slug}"
