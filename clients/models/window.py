from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Business, Owned, OwnedQuerySet


class ReplyWindowQuerySet(OwnedQuerySet):
    def in_order(self) -> Self:
        return self.order_by("starts", "pk")


class ReplyWindow(Owned):
    """A time of day set aside for answering, on every working day, on the wall clock of the business's zone.

    An end before the start is on the next day (22:00 to 01:00, as in Ramadan).
    """

    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    position = models.PositiveSmallIntegerField()

    objects = ReplyWindowQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply window")
        verbose_name_plural = _("reply windows")
        constraints = [
            models.CheckConstraint(name="window_has_a_length", condition=~Q(ends=F("starts"))),
            models.UniqueConstraint(fields=["business", "position"], name="one_window_per_place"),
            models.UniqueConstraint(fields=["business", "starts"], name="one_window_per_start"),
        ]

    def __str__(self) -> str:
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"


class DayOff(Owned):
    """A date on which no window opens."""

    date = models.DateField(_("date"))
    reason = models.CharField(_("reason"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("day off")
        verbose_name_plural = _("days off")
        constraints = [models.UniqueConstraint(fields=["business", "date"], name="one_day_off_per_date")]

    def __str__(self) -> str:
        return self.date.isoformat()


class WindowClockQuerySet(models.QuerySet["WindowClock"]):
    def opened(self, now: datetime) -> Self:
        """Clocks whose window has opened and was not announced yet, the oldest first."""
        return self.filter(opens_at__lte=now).order_by("opens_at", "pk")


class WindowClock(models.Model):
    """When the business's next window opens: one instant a business, so that the reminder reads only what is due."""

    business = models.OneToOneField(Business, models.PROTECT, related_name="window_clock")
    opens_at = models.DateTimeField(db_index=True)

    objects = WindowClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("window clock")
        verbose_name_plural = _("window clocks")

    def __str__(self) -> str:
        return self.opens_at.isoformat()
