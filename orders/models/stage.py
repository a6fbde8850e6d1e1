"""A stage of the work and the money that belongs to it: one milestone and one instalment per part of the offer."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, OwnedQuerySet
from core.money import Amount

from .order import Order
from .states import InstalmentState, MilestoneState, Trigger


class Milestone(Owned):
    """A stage of the work. Funded when its money has arrived."""

    State = MilestoneState

    class Approver(models.TextChoices):
        CONTACT = "contact", _("the client")
        OWNER = "owner", _("the freelancer, with a reason")

    order = models.ForeignKey(Order, models.PROTECT, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("stage"), max_length=120)
    state = models.CharField(_("state"), max_length=12, choices=MilestoneState, default=MilestoneState.PLANNED)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    funded_at = models.DateTimeField(_("paid for"), null=True, blank=True)
    begun_at = models.DateTimeField(_("begun"), null=True, blank=True)
    begin_reason = models.TextField(
        _("reason for beginning before the stage before was approved"), max_length=600, blank=True
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.CharField(_("approved by"), max_length=8, choices=Approver, blank=True)
    approval_reason = models.TextField(_("reason for approving in the client's place"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [
            models.CheckConstraint(name="milestone_state_is_known", condition=Q(state__in=MilestoneState.values)),
            models.CheckConstraint(
                name="approved_milestone_says_by_whom",
                condition=~Q(state=MilestoneState.APPROVED)
                | Q(approved_at__isnull=False, approved_by="contact")
                | (Q(approved_at__isnull=False, approved_by="owner") & ~Q(approval_reason="")),
            ),
            models.UniqueConstraint(name="one_milestone_per_position", fields=["order", "position"]),
        ]

    def __str__(self) -> str:
        return self.title


class InstalmentQuerySet(OwnedQuerySet):
    def deposits(self) -> Self:
        """What must be paid before work starts."""
        return self.filter(trigger=Trigger.SIGNING)

    def unpaid(self) -> Self:
        return self.exclude(state=InstalmentState.PAID)


class Instalment(Owned):
    """A part of the agreed price and what makes it due. Only payments marks it invoiced and paid."""

    State = InstalmentState

    order = models.ForeignKey(Order, models.PROTECT, related_name="instalments")
    milestone = models.OneToOneField(Milestone, models.PROTECT, related_name="instalment")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("stage"), max_length=120)
    trigger = models.CharField(_("due"), max_length=12, choices=Trigger)
    at_percent = models.PositiveSmallIntegerField(_("at percent of the work"), null=True, blank=True)
    due_on = models.DateField(_("day it falls due"), null=True, blank=True)
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(max_length=3)
    state = models.CharField(_("state"), max_length=10, choices=InstalmentState, default=InstalmentState.PLANNED)
    due_since = models.DateTimeField(_("due since"), null=True, blank=True)
    paid_at = models.DateTimeField(_("paid"), null=True, blank=True)

    amount = Amount("amount_minor")

    objects = InstalmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        constraints = [
            models.CheckConstraint(name="instalment_state_is_known", condition=Q(state__in=InstalmentState.values)),
            models.CheckConstraint(name="instalment_trigger_is_known", condition=Q(trigger__in=Trigger.values)),
            models.CheckConstraint(name="instalment_is_positive", condition=Q(amount_minor__gt=0)),
            models.CheckConstraint(
                name="instalment_due_has_a_moment",
                condition=Q(state=InstalmentState.PLANNED) | Q(due_since__isnull=False),
            ),
            models.UniqueConstraint(name="one_instalment_per_position", fields=["order", "position"]),
        ]
        indexes = [
            models.Index(
                name="instalments_by_day",
                fields=["due_on"],
                condition=Q(trigger=Trigger.DATE, state=InstalmentState.PLANNED),
            ),
            models.Index(name="instalments_by_state", fields=["business", "state", "due_since"]),
        ]

    def __str__(self) -> str:
        return self.title
