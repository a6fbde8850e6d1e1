"""Invoices, credit notes and receipts: their rows, their printable pages and their kept PDFs."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.books import BooksAdmin, BooksInline, OwnBusinessFilter, day_column, money_column
from core.formats import ltr_html
from core.text import fold
from files.services.download import respond
from payments.models import Invoice, Receipt
from payments.services.printing import invoice_html, receipt_html


class DocumentAdmin(BooksAdmin):
    """A document with the buttons to its printable page and its PDF."""

    change_form_template = "admin/books/document.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/paper/", wrap(self.paper), name=f"{name}_paper"),
            path("<int:pk>/pdf/", wrap(self.pdf), name=f"{name}_pdf"),
            *super().get_urls(),
        ]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Found whatever the spelling of its letters and digits."""
        return super().get_search_results(request, queryset, fold(search_term))

    def paper(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The printable page."""
        return HttpResponse(self.page_of(get_object_or_404(self.get_queryset(request), pk=pk)))

    def pdf(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The PDF as it was sent."""
        return respond(get_object_or_404(self.get_queryset(request).filter(file__isnull=False), pk=pk).file)

    def page_of(self, row: Any) -> str:
        raise NotImplementedError

    @admin.display(description=_("number"), ordering="number")
    def number_shown(self, row: Invoice | Receipt) -> SafeString:
        return ltr_html(row.number)


class ReceiptInline(BooksInline):
    model = Receipt
    amount_shown, fee_shown = money_column("amount", _("amount")), money_column("fee", _("fee"))
    received = day_column("received_on", _("day of receipt"))
    fields = readonly_fields = ("number", "received", "method", "amount_shown", "fee_shown")


@admin.register(Invoice)
class InvoiceAdmin(DocumentAdmin):
    net_shown, vat_shown = money_column("net", _("before VAT")), money_column("vat", _("VAT"))
    total_shown, paid_shown = money_column("total", _("total"), "total_minor"), money_column("paid", _("paid so far"))
    balance_shown = money_column("balance", _("still owed"))
    issued, due = day_column("issued_at", _("issue date")), day_column("due_on", _("due date"))
    list_display = ("number_shown", "kind", "client", "issued", "due", "state", "total_shown", "balance_shown")
    list_filter = (OwnBusinessFilter, "state", "kind", "currency")
    date_hierarchy = "issued_at"
    ordering = ("-issued_at", "-pk")
    search_fields = ("number", "folded")
    inlines = (ReceiptInline,)
    fields = (
        ("number_shown", "kind", "state"),
        ("client", "order"),
        ("issued", "due"),
        ("net_shown", "vat_shown", "total_shown"),
        ("paid_shown", "balance_shown"),
        ("credits", "reason"),
        "fingerprint",
    )
    sheet = (
        (_("number"), lambda row: row.number),
        (_("kind"), lambda row: row.get_kind_display()),
        (_("state"), lambda row: row.get_state_display()),
        (_("client"), lambda row: row.paper["buyer"]["name"]),
        (_("order"), lambda row: row.paper["order"]["number"]),
        (_("issue date"), lambda row: row.issued_at),
        (_("due date"), lambda row: row.due_on),
        (_("currency"), lambda row: row.currency),
        (_("before VAT"), lambda row: row.net),
        (_("VAT"), lambda row: row.vat),
        (_("total"), lambda row: row.total),
        (_("paid so far"), lambda row: row.paid),
        (_("still owed"), lambda row: row.balance),
    )

    def page_of(self, row: Invoice) -> str:
        return invoice_html(row)

    @admin.display(description=_("fingerprint (SHA-256)"))
    def fingerprint(self, row: Invoice) -> SafeString:
        return ltr_html(row.paper_hash)

    @admin.display(description=_("client"))
    def client(self, row: Invoice) -> str:
        return str(row.paper["buyer"]["name"])


@admin.register(Receipt)
class ReceiptAdmin(DocumentAdmin):
    received = day_column("received_on", _("day of receipt"))
    amount_shown, fee_shown = money_column("amount", _("amount"), "amount_minor"), money_column("fee", _("fee"))
    arrived_shown = money_column("arrived", _("amount that arrived"))
    applied_shown = money_column("applied", _("settled on the invoice"))
    excess_shown = money_column("excess", _("client's credit"))
    list_display = (
        "number_shown", "invoice", "received", "method", "amount_shown", "fee_shown", "arrived_shown",
    )  # fmt: skip
    list_filter = (OwnBusinessFilter, "method", "currency")
    list_select_related = ("invoice",)
    date_hierarchy = "received_on"
    ordering = ("-received_on", "-pk")
    search_fields = ("number", "invoice__number", "invoice__folded")
    fields = (
        ("number_shown", "invoice"),
        ("received", "method"),
        ("amount_shown", "fee_shown", "arrived_shown"),
        ("applied_shown", "excess_shown"),
        "note",
    )
    sheet = (
        (_("number"), lambda row: row.number),
        (_("invoice"), lambda row: row.invoice.number),
        (_("day of receipt"), lambda row: row.received_on),
        (_("payment method"), lambda row: row.get_method_display()),
        (_("currency"), lambda row: row.currency),
        (_("amount"), lambda row: row.amount),
        (_("fee"), lambda row: row.fee),
        (_("amount that arrived"), lambda row: row.arrived),
        (_("settled on the invoice"), lambda row: row.applied),
        (_("client's credit"), lambda row: row.excess),
        (_("note"), lambda row: row.note),
    )

    def page_of(self, row: Receipt) -> str:
        return receipt_html(row)
