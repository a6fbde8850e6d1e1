from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, OwnedQuerySet

from .order import Order
from .submission import ChangeList, ChangeOrder


class EnclosureQuerySet(OwnedQuerySet):
    def in_order(self) -> Self:
        """As they were chosen, with their files."""
        return self.select_related("file").order_by("pk")


class Enclosure(Owned):
    """A picture or a PDF that the client put beside a list of changes or a wish: it shows what the words mean.

    Kept with the words as long as they are. Rows are only ever added.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="enclosures")
    change_list = models.ForeignKey(ChangeList, models.PROTECT, null=True, blank=True, related_name="enclosures")
    change_order = models.ForeignKey(ChangeOrder, models.PROTECT, null=True, blank=True, related_name="enclosures")
    position = models.PositiveSmallIntegerField()
    file = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="+")
    # a small JPEG of a picture, for showing it inside a page; a PDF has none
    look = models.OneToOneField("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")

    objects = EnclosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("enclosure")
        verbose_name_plural = _("enclosures")
        constraints = [
            models.CheckConstraint(
                name="enclosure_lies_beside_one_text",
                condition=Q(change_list__isnull=False, change_order=None)
                | Q(change_list=None, change_order__isnull=False),
            ),
            models.UniqueConstraint(name="one_enclosure_per_place_of_list", fields=["change_list", "position"]),
            models.UniqueConstraint(name="one_enclosure_per_place_of_wish", fields=["change_order", "position"]),
        ]

    def __str__(self) -> str:
        return self.file.name
