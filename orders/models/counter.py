from django.db import models
from django.db.models import Q

from accounts.models import Business


class PaperCounter(models.Model):
    """The last number given to an offer or an order of a business in a year."""

    business = models.ForeignKey(Business, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_paper_counter_per_year", fields=["business", "kind", "year"]),
            models.CheckConstraint(name="paper_counter_kind_is_known", condition=Q(kind__in=["offer", "order"])),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"
