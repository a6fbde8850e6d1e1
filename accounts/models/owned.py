from functools import cache
from typing import Any, Self

from django.db import models
from django.utils.encoding import force_str

from core.text import fold, new_ref

from .business import Business


class OwnedQuerySet(models.QuerySet):
    """The only way to a tenant's rows."""

    def owned_by(self, business: Business | None) -> Self:
        """Rows of this business; none at all where there is no business."""
        return self.filter(business=business) if business is not None else self.none()

    def search(self, text: str) -> Self:
        """Rows whose `folded` words hold the text, whatever its spelling; all of them when nothing is asked."""
        folded = fold(text)
        return self.filter(folded__contains=folded) if folded else self


class Owned(models.Model):
    """A row that belongs to one business and is known outside by its `ref`, never by its key."""

    business = models.ForeignKey(Business, models.PROTECT, related_name="+")
    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: "models.Field[Any, Any]") -> str:  # noqa: N802 - Django's name
        """What `get_state_display` and its like say. Django's own translates and hashes every choice at each call."""
        value = getattr(self, field.attname)
        return force_str(_labels(field).get(value, value), strings_only=True)


@cache
def _labels(field: "models.Field[Any, Any]") -> dict[Any, Any]:
    """The words of a field's choices, translated when they are shown."""
    return dict(field.flatchoices)
