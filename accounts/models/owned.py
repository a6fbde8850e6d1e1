from typing import Self

from django.db import models

from core.text import new_ref

from .business import Business


class OwnedQuerySet(models.QuerySet):
    """The only way to a tenant's rows."""

    def owned_by(self, business: Business | None) -> Self:
        """Rows of this business; none at all where there is no business."""
        return self.filter(business=business) if business is not None else self.none()


class Owned(models.Model):
    """A row that belongs to one business and is known outside by its `ref`, never by its key."""

    business = models.ForeignKey(Business, models.PROTECT, related_name="+")
    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True
