from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, OwnedQuerySet
from core.money import Amount

from .offer import Offer
from .states import OrderKind, OrderState

OPEN = [
    OrderState.AWAITING_SIGNATURE,
    OrderState.AWAITING_DEPOSIT,
    OrderState.IN_PROGRESS,
    OrderState.DELIVERED,
    OrderState.FINAL_CHANGES,
]


class OrderQuerySet(OwnedQuerySet):
    def for_list(self) -> Self:
        return self.select_related("client")

    def open(self) -> Self:
        """Agreed and neither finished nor cancelled."""
        return self.filter(state__in=OPEN)


class Order(Owned):
    """An accepted offer being carried out."""

    State = OrderState
    Kind = OrderKind

    offer = models.OneToOneField(Offer, models.PROTECT, related_name="order")
    platform = models.ForeignKey("clients.Platform", models.PROTECT, null=True, blank=True, related_name="+")
    client = models.ForeignKey("clients.Client", models.PROTECT, related_name="orders")
    contact = models.ForeignKey("clients.Contact", models.PROTECT, related_name="+")
    number = models.CharField(_("number"), max_length=20)
    kind = models.CharField(_("kind"), max_length=10, choices=OrderKind)
    title = models.CharField(_("title"), max_length=160)
    currency = models.CharField(_("currency"), max_length=3)
    total_minor = models.BigIntegerField(_("total"))
    vat_rate_bp = models.PositiveIntegerField(_("VAT rate"), default=0)
    commission_bp = models.PositiveIntegerField(_("platform commission"), default=0)  # frozen at acceptance
    state = models.CharField(_("state"), max_length=20, choices=OrderState)
    progress = models.PositiveSmallIntegerField(_("percent done"), default=0)
    revisions = models.PositiveSmallIntegerField(_("minor edits included"), default=0)
    work_days = models.PositiveSmallIntegerField(_("days of work"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"))
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    held_days = models.PositiveIntegerField(_("days on hold"), default=0)  # already added to the dates
    update_every_days = models.PositiveSmallIntegerField(_("days between two progress updates"), default=7)
    update_due_on = models.DateField(_("next progress update"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    first_delivered_on = models.DateField(_("first delivered on"), null=True, blank=True)
    deliver_reason = models.TextField(_("reason for delivering with open items"), max_length=600, blank=True)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    released_at = models.DateTimeField(_("final files opened"), null=True, blank=True)
    release_reason = models.TextField(_("reason for opening the files by hand"), max_length=600, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancel_reason = models.TextField(_("reason for cancelling"), max_length=600, blank=True)
    folded = models.CharField(max_length=400)

    total = Amount("total_minor")

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        constraints = [
            models.CheckConstraint(name="order_state_is_known", condition=Q(state__in=OrderState.values)),
            models.CheckConstraint(name="order_kind_is_known", condition=Q(kind__in=OrderKind.values)),
            models.CheckConstraint(name="order_progress_is_a_percent", condition=Q(progress__lte=100)),
            models.CheckConstraint(name="order_total_is_positive", condition=Q(total_minor__gt=0)),
            models.CheckConstraint(
                name="delivered_order_has_a_moment",
                condition=~Q(state__in=[OrderState.DELIVERED, OrderState.FINAL_CHANGES, OrderState.COMPLETED])
                | Q(delivered_at__isnull=False, first_delivered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="completed_order_has_a_moment",
                condition=~Q(state=OrderState.COMPLETED) | Q(completed_at__isnull=False),
            ),
            models.UniqueConstraint(name="one_order_per_number", fields=["business", "number"]),
        ]
        indexes = [
            models.Index(name="orders_newest", fields=["business", "-opened_at", "-id"]),
            models.Index(name="orders_by_state", fields=["business", "state", "-opened_at", "-id"]),
            models.Index(name="orders_open", fields=["business", "-opened_at", "-id"], condition=Q(state__in=OPEN)),
            models.Index(name="orders_open_by_due", fields=["business", "due_on", "id"], condition=Q(state__in=OPEN)),
            models.Index(
                name="orders_owing_news",
                fields=["update_due_on", "id"],
                condition=Q(state=OrderState.IN_PROGRESS, update_due_on__isnull=False),
            ),
            models.Index(
                name="orders_handed_over",
                fields=["business", "first_delivered_on", "due_on", "id"],
                condition=Q(first_delivered_on__isnull=False, due_on__isnull=False),
            ),
            models.Index(name="orders_of_client", fields=["client", "-opened_at", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.title}"


class ScopeItem(Owned):
    """One line of what was agreed, ticked when it is done."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="scope")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("agreed item"), max_length=160)
    note = models.CharField(_("what it includes"), max_length=400, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        verbose_name = _("agreed item")
        verbose_name_plural = _("agreed items")
        constraints = [models.UniqueConstraint(name="one_scope_item_per_position", fields=["order", "position"])]

    def __str__(self) -> str:
        return self.title


class ProgressMark(Owned):
    """A step of the work's percentage; going back needs a reason."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="marks")
    percent = models.PositiveSmallIntegerField(_("percent done"))
    reason = models.CharField(_("reason for going back"), max_length=400, blank=True)
    marked_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        constraints = [models.CheckConstraint(name="progress_mark_is_a_percent", condition=Q(percent__lte=100))]
        indexes = [models.Index(name="progress_of_order", fields=["order", "-marked_at"])]

    def __str__(self) -> str:
        return f"{self.percent}%"


class OrderException(Owned):
    """Work that began without its safety net, and the owner's reason."""

    class Kind(models.TextChoices):
        NO_CONTRACT = "no_contract", _("started without a signed contract")
        NO_DEPOSIT = "no_deposit", _("started before the first payment")

    order = models.ForeignKey(Order, models.PROTECT, related_name="exceptions")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    reason = models.TextField(_("reason"), max_length=600)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.CharField(max_length=10, blank=True)  # the owner's ref

    class Meta:
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        constraints = [
            models.UniqueConstraint(name="one_exception_per_kind", fields=["order", "kind"]),
            models.CheckConstraint(
                name="order_exception_kind_is_known", condition=Q(kind__in=["no_contract", "no_deposit"])
            ),
            models.CheckConstraint(name="order_exception_has_a_reason", condition=~Q(reason="")),
        ]
        indexes = [models.Index(name="exceptions_newest", fields=["business", "-recorded_at", "-id"])]

    def __str__(self) -> str:
        return str(self.get_kind_display())
