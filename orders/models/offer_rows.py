"""What an offer is made of: its priced lines, and its stages with their money."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.money import Amount, Money

from .offer import Offer
from .states import Trigger


class OfferLine(models.Model):
    """One priced line, before VAT."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("item"), max_length=160)
    note = models.CharField(_("what it includes"), max_length=400, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=9, decimal_places=2, default=1)
    unit_minor = models.BigIntegerField(_("unit price"))
    currency = models.CharField(max_length=3)

    unit = Amount("unit_minor")

    class Meta:
        verbose_name = _("offer line")
        verbose_name_plural = _("offer lines")
        constraints = [
            models.UniqueConstraint(name="one_offer_line_per_position", fields=["offer", "position"]),
            models.CheckConstraint(name="offer_line_is_not_negative", condition=Q(quantity__gt=0, unit_minor__gte=0)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def total(self) -> Money:
        """Quantity times unit price, before VAT, rounded once."""
        return Money(self.unit_minor, self.currency).times(self.quantity)


class OfferPart(models.Model):
    """A stage and its money. The parts of an offer sum exactly to its total, VAT included."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("stage"), max_length=120)
    trigger = models.CharField(_("due"), max_length=12, choices=Trigger)
    at_percent = models.PositiveSmallIntegerField(_("at percent of the work"), null=True, blank=True)
    due_on = models.DateField(_("day it falls due"), null=True, blank=True)
    percent_bp = models.PositiveIntegerField(_("share of the total"), null=True, blank=True)  # hundredths of a percent
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(max_length=3)

    amount = Amount("amount_minor")

    class Meta:
        verbose_name = _("offer stage")
        verbose_name_plural = _("offer stages")
        constraints = [
            models.UniqueConstraint(name="one_offer_part_per_position", fields=["offer", "position"]),
            models.CheckConstraint(name="offer_part_is_positive", condition=Q(amount_minor__gt=0)),
            models.CheckConstraint(name="offer_part_trigger_is_known", condition=Q(trigger__in=Trigger.values)),
            models.CheckConstraint(
                name="offer_part_progress_has_percent",
                condition=Q(trigger=Trigger.PROGRESS, at_percent__isnull=False, at_percent__gte=1, at_percent__lte=100)
                | (~Q(trigger=Trigger.PROGRESS) & Q(at_percent__isnull=True)),
            ),
            models.CheckConstraint(
                name="offer_part_date_has_day",
                condition=Q(trigger=Trigger.DATE, due_on__isnull=False)
                | (~Q(trigger=Trigger.DATE) & Q(due_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.title
