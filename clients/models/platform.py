from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, OwnedQuerySet
from core.money import Amount


class PlatformQuerySet(OwnedQuerySet):
    def offered(self) -> Self:
        """The rows a person may choose today, in the order of the settings page."""
        return self.filter(valid_to__isnull=True).order_by("position", "pk")


class Platform(Owned):
    """Where work comes from and what it costs there: a dated copy. A change is a new row; old records keep theirs."""

    class Mode(models.TextChoices):
        DIRECT = "direct", _("direct")
        SHOP = "shop", _("service shop")
        BID = "bid", _("bidding")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(max_length=40)
    mode = models.CharField(_("kind"), max_length=8, choices=Mode)
    commission_bp = models.PositiveIntegerField(_("commission"), default=0)  # hundredths of a percent
    currency = models.CharField(_("currency"), max_length=3, blank=True)  # empty: the business's own
    hold_days = models.PositiveSmallIntegerField(_("days before money can be withdrawn"), default=0)
    minimum_minor = models.BigIntegerField(_("smallest withdrawal"), default=0)
    review_days = models.PositiveSmallIntegerField(_("days to leave a review"), null=True, blank=True)  # null: unknown
    contact_allowed = models.BooleanField(_("mail to the client is allowed"), default=False)
    verified = models.BooleanField(_("figures confirmed"), default=False)
    source_note = models.CharField(_("where the figures come from"), max_length=240, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    minimum = Amount("minimum_minor")

    objects = PlatformQuerySet.as_manager()

    class Meta:
        verbose_name = _("platform")
        verbose_name_plural = _("platforms")
        constraints = [
            models.UniqueConstraint(
                fields=["business", "slug"], condition=Q(valid_to__isnull=True), name="one_live_copy_per_platform"
            ),
            models.CheckConstraint(
                name="platform_mode_is_known", condition=Q(mode__in=["direct", "shop", "bid", "other"])
            ),
            models.CheckConstraint(name="platform_commission_is_a_share", condition=Q(commission_bp__lte=10_000)),
            models.CheckConstraint(name="platform_minimum_is_not_negative", condition=Q(minimum_minor__gte=0)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_direct(self) -> bool:
        return self.mode == self.Mode.DIRECT
