from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Business


class Series(models.TextChoices):
    """What is numbered: each series counts by itself, from one, every year."""

    INVOICE = "invoice", _("invoice")
    CREDIT_NOTE = "credit_note", _("credit note")
    RECEIPT = "receipt", _("receipt")


class Counter(models.Model):
    """The last number given in a series in a year. The row is locked while a number is taken: no gap, no double."""

    business = models.ForeignKey(Business, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Series)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "kind", "year"], name="one_counter_per_series_and_year"),
            models.CheckConstraint(name="counter_kind_is_known", condition=models.Q(kind__in=Series.values)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"
