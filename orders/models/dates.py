"""Why an order's days move: holds, delay notices; and the news the client was sent."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, OwnedQuerySet

from .order import Order
from .stage import Milestone


class OrderHoldQuerySet(OwnedQuerySet):
    def standing(self) -> Self:
        return self.filter(until=None)


class OrderHold(Owned):
    """Days on which the work could not go on. Holds may overlap; the order's dates move by the days they cover."""

    class Kind(models.TextChoices):
        CLIENT = "client", _("waiting on the client")
        UNPAID = "unpaid", _("paused until the payment arrives")
        DISPUTED = "disputed", _("complaint open")

    order = models.ForeignKey(Order, models.PROTECT, related_name="holds")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    since = models.DateField(_("since"))  # days in the business's zone
    until = models.DateField(_("until"), null=True, blank=True)  # the first day the work went on again
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    began_at = models.DateTimeField(_("recorded"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = OrderHoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        constraints = [
            models.CheckConstraint(name="hold_kind_is_known", condition=Q(kind__in=["client", "unpaid", "disputed"])),
            models.CheckConstraint(name="hold_ends_after_it_began", condition=Q(until=None) | Q(until__gte=F("since"))),
            models.UniqueConstraint(
                name="one_standing_hold_of_a_kind", fields=["order", "kind"], condition=Q(until=None)
            ),
        ]
        indexes = [
            models.Index(name="holds_of_order", fields=["order", "since"]),
            models.Index(name="standing_holds", fields=["business", "kind", "since"], condition=Q(until=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_kind_display())


class DelayNotice(Owned):
    """A date that moved later: which one, the true cause, the new day and the remedy; sent, or waived with a reason."""

    class State(models.TextChoices):
        SENT = "sent", _("sent to the client")
        WAIVED = "waived", _("not sent, for a reason")

    order = models.ForeignKey(Order, models.PROTECT, related_name="delay_notices")
    milestone = models.ForeignKey(Milestone, models.PROTECT, null=True, blank=True, related_name="+")
    old_on = models.DateField(_("day agreed"))
    new_on = models.DateField(_("new day"))
    cause = models.TextField(_("true cause"), max_length=1000, blank=True)
    remedy = models.TextField(_("what makes up for it"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State)
    waive_reason = models.CharField(_("why it was not sent"), max_length=400, blank=True)
    agreed = models.BooleanField(_("the client asked for the new day or agreed to it"), default=False)
    noted_at = models.DateTimeField(_("recorded"))
    once = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("delay notice")
        verbose_name_plural = _("delay notices")
        constraints = [
            models.CheckConstraint(name="delay_moves_later", condition=Q(new_on__gt=F("old_on"))),
            models.CheckConstraint(
                name="delay_is_explained",
                condition=(Q(state="sent") & ~Q(cause="")) | (Q(state="waived") & ~Q(waive_reason="")),
            ),
            models.UniqueConstraint(
                name="one_delay_notice_per_form", fields=["business", "once"], condition=Q(once__isnull=False)
            ),
        ]
        indexes = [models.Index(name="delays_of_order", fields=["order", "noted_at"])]

    def __str__(self) -> str:
        return f"{self.old_on} → {self.new_on}"


class ProgressUpdate(Owned):
    """News of the work that the client was sent."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="updates")
    text = models.TextField(_("news"), max_length=4000)
    percent = models.PositiveSmallIntegerField(_("percent done"))
    sent_at = models.DateTimeField(_("sent"))
    once = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("progress update")
        verbose_name_plural = _("progress updates")
        constraints = [
            models.UniqueConstraint(
                name="one_update_per_form", fields=["business", "once"], condition=Q(once__isnull=False)
            ),
        ]
        indexes = [models.Index(name="updates_of_order", fields=["order", "-sent_at"])]

    def __str__(self) -> str:
        return self.text[:60]
