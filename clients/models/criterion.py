from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, OwnedQuerySet


class CriterionQuerySet(OwnedQuerySet):
    def current(self) -> Self:
        """The ideal-client list as it stands now, in its own order."""
        return self.filter(retired_at__isnull=True).order_by("position", "pk")


class Criterion(Owned):
    """One trait of the ideal client. A changed list is a new version; the older ones stay."""

    class Key(models.TextChoices):
        ADVANCE = "advance", _("pays in advance")
        RESPONSIVE = "responsive", _("answers quickly")
        ENJOY = "enjoy", _("a pleasure to work with")

    key = models.CharField(max_length=12, choices=Key, blank=True)  # empty: the freelancer's own trait
    label = models.CharField(_("trait"), max_length=160)
    weight = models.PositiveSmallIntegerField(_("weight"))
    must_have = models.BooleanField(_("must-have"), default=False)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(_("version of the list"))
    written_at = models.DateTimeField(_("written"))
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.CheckConstraint(name="criterion_weight_is_1_to_5", condition=Q(weight__gte=1, weight__lte=5)),
            models.CheckConstraint(name="criterion_has_a_label", condition=~Q(label="")),
            models.UniqueConstraint(
                fields=["business", "key"],
                condition=Q(retired_at__isnull=True) & ~Q(key=""),
                name="one_live_criterion_per_key",
            ),
            models.UniqueConstraint(
                fields=["business", "position"],
                condition=Q(retired_at__isnull=True),
                name="one_live_criterion_per_place",
            ),
        ]

    def __str__(self) -> str:
        return self.label
