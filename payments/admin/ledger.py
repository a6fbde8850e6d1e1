"""Accounts with their balances, and entries with their transfers."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.books import BooksAdmin, BooksInline, OwnBusinessFilter, money_column, open_books_of
from core.formats import ltr_html, moment_text, money_html
from core.money import Money
from payments.models import Account, Entry, Transfer

VERBS = {
    "invoice.issued": _("Invoice issued"),
    "invoice.voided": _("Invoice cancelled"),
    "payment.confirmed": _("Payment received"),
    "earning.expected": _("Order won on a platform"),
    "earning.held": _("Order completed on a platform"),
    "earning.freed": _("Platform money withdrawable"),
    "earning.dropped": _("Order called off on a platform"),
    "payout.requested": _("Withdrawal requested"),
    "payout.sent": _("Withdrawal sent"),
    "payout.arrived": _("Withdrawal arrived"),
    "payout.handed": _("Withdrawal handed over"),
    "payout.failed": _("Withdrawal came back"),
}


def _moved(side: str) -> Coalesce:
    """The sum of the transfers on one side of an account."""
    sums = Transfer.objects.filter(**{side: OuterRef("pk")}).order_by().values(side).annotate(sum=Sum("amount_minor"))
    return Coalesce(Subquery(sums.values("sum"), output_field=BigIntegerField()), 0)


def _balance(row: Any) -> Money:
    """From the sums that the query brought along; positive on the side on which the account grows."""
    minor = row.debited - row.credited
    return Money(minor if row.grows_by_debit else -minor, row.currency)


def _said(entry: Entry) -> str:
    return str(VERBS.get(entry.verb, entry.verb))


@admin.register(Account)
class AccountAdmin(BooksAdmin):
    list_display = ("title", "currency", "balance", "entries")
    list_filter = (OwnBusinessFilter, "kind", "currency")
    list_select_related = ("business",)
    ordering = ("currency", "kind", "holder")
    fields = ("title", ("currency", "balance"), "entries")
    sheet = (
        (pgettext_lazy("ledger", "account"), lambda row: row.get_kind_display()),
        (_("name"), lambda row: row.name),
        (_("currency"), lambda row: row.currency),
        (_("balance"), _balance),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(debited=_moved("debit"), credited=_moved("credit"))

    @admin.display(description=pgettext_lazy("ledger", "account"), ordering="kind")
    def title(self, row: Account) -> str:
        return f"{row.get_kind_display()} · {row.name}" if row.name else str(row.get_kind_display())

    @admin.display(description=_("balance"))
    def balance(self, row: Account) -> SafeString:
        return money_html(_balance(row))

    @admin.display(description=pgettext_lazy("ledger", "entries"))
    def entries(self, row: Account) -> SafeString:
        question = {OwnBusinessFilter.parameter_name: row.business.ref, AccountFilter.parameter_name: row.ref}
        address = f"{reverse('admin:payments_entry_changelist')}?{urlencode(question)}"
        return format_html('<a href="{}">{}</a>', address, _("Show the entries"))


class AccountFilter(admin.SimpleListFilter):
    """Entries that touch one account; only accounts of the books that are open are offered or found."""

    title = pgettext_lazy("ledger", "account")
    parameter_name = "account"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        own = Account.objects.owned_by(open_books_of(request)).order_by("kind", "currency", "holder")
        return [(account.ref, str(account)) for account in own[:100]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        touched = Transfer.objects.filter(Q(debit__ref=self.value()) | Q(credit__ref=self.value()))
        return queryset.filter(pk__in=touched.values("entry"))


class TransferInline(BooksInline):
    model = Transfer
    amount_shown = money_column("amount", _("amount"))
    fields = readonly_fields = ("debit", "credit", "amount_shown")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("debit", "credit")


@admin.register(Entry)
class EntryAdmin(BooksAdmin):
    list_display = ("happened", "what", "document", "amount")
    list_filter = (OwnBusinessFilter, AccountFilter)
    date_hierarchy = "happened_at"
    ordering = ("-happened_at", "-pk")
    search_fields = ("subject_ref",)
    inlines = (TransferInline,)
    fields = (("happened", "what"), ("document", "reverses"))
    sheet = (
        (_("time"), lambda row: row.entry.happened_at),
        (_("what happened"), lambda row: _said(row.entry)),
        (_("document"), lambda row: row.entry.subject_ref),
        (pgettext_lazy("ledger", "debit"), lambda row: row.debit),
        (pgettext_lazy("ledger", "credit"), lambda row: row.credit),
        (_("currency"), lambda row: row.currency),
        (_("amount"), lambda row: row.amount),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("transfers")

    def sheet_rows(self, rows: QuerySet[Any]) -> Iterable[Sequence[Any]]:
        """A line per transfer."""
        transfers = Transfer.objects.filter(entry__in=rows.order_by().values("pk"))
        lines = transfers.select_related("entry", "debit", "credit").order_by("entry__happened_at", "pk")
        for line in lines.iterator(chunk_size=500):
            yield [value(line) for _title, value in self.sheet]

    @admin.display(description=_("time"), ordering="happened_at")
    def happened(self, row: Entry) -> str:
        return moment_text(row.happened_at, full=True)

    @admin.display(description=_("what happened"), ordering="verb")
    def what(self, row: Entry) -> str:
        return _said(row)

    @admin.display(description=_("document"), ordering="subject_ref")
    def document(self, row: Entry) -> SafeString:
        return ltr_html(row.subject_ref)

    @admin.display(description=_("amount"))
    def amount(self, row: Entry) -> SafeString:
        transfers = list(row.transfers.all())
        if not transfers:
            return ltr_html("0")
        return money_html(Money(sum(line.amount_minor for line in transfers), transfers[0].currency))
