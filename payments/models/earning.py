from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Owned, OwnedQuerySet
from core.money import Amount


class EarningState(models.TextChoices):
    """Where an earning's money stands: said by its moments, and equal to the ledger account it is in."""

    EXPECTED = "expected", pgettext_lazy("earning", "expected")
    HELD = "held", pgettext_lazy("earning", "held by the platform")
    FREED = "freed", pgettext_lazy("earning", "withdrawable")
    DROPPED = "dropped", pgettext_lazy("earning", "called off")


class EarningQuerySet(OwnedQuerySet):
    """Named after the screens that ask."""

    def newest(self) -> Self:
        return self.order_by("-expected_at", "-pk")

    def held(self) -> Self:
        """Completed, and still with the platform: the next one out first."""
        return self.filter(held_at__isnull=False, freed_at__isnull=True).order_by("release_on", "pk")

    def to_free(self, latest: date) -> Self:
        """Held up to a day that has come somewhere on earth."""
        return self.held().filter(release_on__lte=latest)


class PlatformEarning(Owned):
    """What an order through a platform brings: the price, the platform's share of it, and the way to our account.

    Commission and days of holding are frozen when the order is won. Earnings become one withdrawable balance per
    platform and currency, which is withdrawn by amount.
    """

    State = EarningState

    order = models.OneToOneField("orders.Order", models.PROTECT, related_name="earning", verbose_name=_("order"))
    platform = models.ForeignKey("clients.Platform", models.PROTECT, related_name="+", verbose_name=_("platform"))
    currency = models.CharField(_("currency"), max_length=3)
    gross_minor = models.BigIntegerField()
    commission_minor = models.BigIntegerField()
    net_minor = models.BigIntegerField()
    vat_minor = models.BigIntegerField(default=0)  # the part of the price that belongs to the tax office
    hold_days = models.PositiveSmallIntegerField(_("days of holding"))
    expected_at = models.DateTimeField(_("order won"))
    held_at = models.DateTimeField(_("order completed"), null=True, blank=True)
    release_on = models.DateField(_("can be withdrawn from"), null=True, blank=True)
    freed_at = models.DateTimeField(_("became withdrawable"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("order called off"), null=True, blank=True)

    gross = Amount("gross_minor")
    commission = Amount("commission_minor")
    net = Amount("net_minor")
    vat = Amount("vat_minor")

    objects = EarningQuerySet.as_manager()

    class Meta:
        verbose_name = _("platform earning")
        verbose_name_plural = _("platform earnings")
        constraints = [
            models.CheckConstraint(
                name="earning_parts_sum",
                condition=Q(
                    gross_minor=F("commission_minor") + F("net_minor"),
                    gross_minor__gt=0,
                    commission_minor__gte=0,
                    net_minor__gte=0,
                    vat_minor__gte=0,
                    vat_minor__lt=F("gross_minor"),
                ),
            ),
            models.CheckConstraint(
                name="earning_moves_in_order",
                condition=Q(held_at__isnull=True, release_on__isnull=True, freed_at__isnull=True)
                | Q(held_at__isnull=False, release_on__isnull=False),
            ),
            models.CheckConstraint(
                name="dropped_earning_was_never_held",
                condition=Q(dropped_at__isnull=True) | Q(held_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["business", "-expected_at", "-id"], name="earnings_newest_first"),
            models.Index(
                fields=["release_on", "id"],
                condition=Q(held_at__isnull=False, freed_at__isnull=True),
                name="earnings_to_free",
            ),
            models.Index(
                fields=["business", "release_on"],
                condition=Q(held_at__isnull=False, freed_at__isnull=True),
                name="earnings_held",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order.number} · {self.state.label}"

    @property
    def state(self) -> EarningState:
        """Expected, held or freed; or dropped, where the order fell through before its end."""
        if self.dropped_at is not None:
            return EarningState.DROPPED
        if self.held_at is None:
            return EarningState.EXPECTED
        return EarningState.HELD if self.freed_at is None else EarningState.FREED
