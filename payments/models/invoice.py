import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Owned, OwnedQuerySet
from core.money import Amount, Money


class InvoiceQuerySet(OwnedQuerySet):
    """Named after the screens that ask."""

    def documents(self) -> Self:
        """Everything issued, invoices and credit notes, newest first (keyset on issued_at, pk)."""
        return self.order_by("-issued_at", "-pk")

    def invoices(self) -> Self:
        return self.filter(kind="invoice")

    def open(self) -> Self:
        """Issued and not settled: what clients still owe."""
        return self.filter(kind="invoice", state__in=["issued", "partly_paid"])

    def late(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today)

    def for_list(self) -> Self:
        """One query for a list that names the client and the order. Without papers."""
        return self.select_related("order__client").defer("paper")

    def with_people(self) -> Self:
        """One query for a list that names the client and the order."""
        return self.select_related("order", "order__client", "order__contact")

    def claimed(self) -> Self:
        """The client says it is paid; the owner has not answered yet."""
        return self.open().filter(claims__state="pending")

    def to_chase(self, day: date) -> Self:
        """Past due on a day of the business zone, unclaimed, the longest wait first."""
        waiting = self.model._default_manager.filter(claims__state="pending")
        return self.late(day).exclude(pk__in=waiting.values("pk")).order_by("due_on", "pk")


class Invoice(Owned):
    """A demand for one instalment, or the credit note that cancels one.

    It is written issued, with its number and its paper, in one transaction; only its state, what is paid and the
    kept PDF may change afterwards (the database refuses the rest).
    """

    class Kind(models.TextChoices):
        INVOICE = "invoice", _("invoice")
        CREDIT_NOTE = "credit_note", _("credit note")

    class State(models.TextChoices):
        ISSUED = "issued", pgettext_lazy("invoice", "issued")
        PARTLY_PAID = "partly_paid", pgettext_lazy("invoice", "partly paid")
        PAID = "paid", pgettext_lazy("invoice", "paid")
        VOID = "void", pgettext_lazy("invoice", "cancelled")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.INVOICE)
    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="invoices", verbose_name=_("order"))
    instalment = models.ForeignKey("orders.Instalment", models.PROTECT, related_name="invoices")
    credits = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="credit_note", verbose_name=_("cancels invoice")
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    number = models.CharField(_("number"), max_length=24)
    year = models.PositiveSmallIntegerField(editable=False)
    sequence = models.PositiveIntegerField(editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.ISSUED)
    currency = models.CharField(_("currency"), max_length=3)
    net_minor = models.BigIntegerField()
    vat_minor = models.BigIntegerField()
    total_minor = models.BigIntegerField()
    paid_minor = models.BigIntegerField(default=0)  # what receipts settled of the total, a rounding rest included
    paper = models.JSONField()
    paper_hash = models.CharField(max_length=64)
    language = models.CharField(_("language"), max_length=2)
    issued_at = models.DateTimeField(_("issue date"))
    due_on = models.DateField(_("due date"))
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    folded = models.CharField(max_length=400, blank=True, editable=False)

    net = Amount("net_minor")
    vat = Amount("vat_minor")
    total = Amount("total_minor")
    paid = Amount("paid_minor")

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        constraints = [
            models.UniqueConstraint(
                fields=["instalment"],
                condition=Q(kind="invoice") & ~Q(state="void"),
                name="one_live_invoice_per_instalment",
            ),
            models.UniqueConstraint(fields=["business", "kind", "number"], name="invoice_number_is_unique"),
            models.UniqueConstraint(fields=["business", "kind", "year", "sequence"], name="invoice_sequence_is_unique"),
            models.CheckConstraint(name="invoice_is_positive", condition=Q(total_minor__gt=0)),
            models.CheckConstraint(
                name="invoice_parts_sum",
                condition=Q(net_minor__gte=0, vat_minor__gte=0, total_minor=F("net_minor") + F("vat_minor")),
            ),
            models.CheckConstraint(
                name="invoice_state_fits_what_is_paid",
                condition=Q(state="issued", paid_minor=0)
                | Q(state="partly_paid", paid_minor__gt=0, paid_minor__lt=F("total_minor"))
                | Q(state="paid", paid_minor=F("total_minor"))
                | Q(state="void", paid_minor__gte=0, paid_minor__lte=F("total_minor")),
            ),
            models.CheckConstraint(name="invoice_has_number_and_paper", condition=~Q(number="") & ~Q(paper_hash="")),
            models.CheckConstraint(
                name="credit_note_names_its_invoice",
                condition=Q(kind="invoice", credits__isnull=True) | Q(kind="credit_note", credits__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["business", "-issued_at", "-id"], name="invoices_newest_first"),
            models.Index(
                fields=["business", "due_on"],
                condition=Q(kind="invoice", state__in=["issued", "partly_paid"]),
                name="invoices_open_by_due",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.ref

    @property
    def balance(self) -> Money:
        """What is still owed; nothing once it is paid or cancelled."""
        if self.state == self.State.VOID or self.kind == self.Kind.CREDIT_NOTE:
            return Money.zero(self.currency)
        return Money(self.total_minor - self.paid_minor, self.currency)

    @property
    def is_open(self) -> bool:
        return self.kind == self.Kind.INVOICE and self.state in {self.State.ISSUED, self.State.PARTLY_PAID}
