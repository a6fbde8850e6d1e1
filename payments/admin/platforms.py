"""Earnings of platform orders, and the withdrawals that bring them home."""

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.books import BooksAdmin, OwnBusinessFilter, day_column, money_column
from core.formats import ltr_html
from payments.models import Payout, PlatformEarning


@admin.register(PlatformEarning)
class EarningAdmin(BooksAdmin):
    gross_shown, net_shown = (
        money_column("gross", _("price"), "gross_minor"),
        money_column("net", _("net"), "net_minor"),
    )
    commission_shown, vat_shown = money_column("commission", _("commission")), money_column("vat", _("VAT"))
    won, release = day_column("expected_at", _("order won")), day_column("release_on", _("can be withdrawn from"))
    dropped = day_column("dropped_at", _("order called off"))
    list_display = ("number", "platform", "stands", "won", "release", "gross_shown", "commission_shown", "net_shown")
    list_filter = (OwnBusinessFilter, "currency")
    list_select_related = ("order", "platform")
    date_hierarchy = "expected_at"
    ordering = ("-expected_at", "-pk")
    search_fields = ("order__number", "platform__name")
    fields = (
        ("number", "platform", "stands"),
        ("gross_shown", "commission_shown", "net_shown", "vat_shown"),
        ("won", "hold_days", "release", "dropped"),
    )
    sheet = (
        (_("order"), lambda row: row.order.number),
        (_("platform"), lambda row: row.platform.name),
        (_("state"), lambda row: row.state.label),
        (_("order won"), lambda row: row.expected_at),
        (_("can be withdrawn from"), lambda row: row.release_on),
        (_("order called off"), lambda row: row.dropped_at),
        (_("currency"), lambda row: row.currency),
        (_("price"), lambda row: row.gross),
        (_("commission"), lambda row: row.commission),
        (_("net"), lambda row: row.net),
        (_("VAT"), lambda row: row.vat),
    )

    @admin.display(description=_("order"), ordering="order__number")
    def number(self, row: PlatformEarning) -> SafeString:
        return ltr_html(row.order.number)

    @admin.display(description=_("state"))
    def stands(self, row: PlatformEarning) -> str:
        return str(row.state.label)


@admin.register(Payout)
class PayoutAdmin(BooksAdmin):
    amount_shown, fee_shown = money_column("amount", _("amount"), "amount_minor"), money_column("fee", _("fee"))
    expected_shown = money_column("net_expected", _("expected to arrive"))
    received_shown = money_column("received", _("amount that arrived"))
    handed_shown, requested = money_column("handed", _("handed over")), day_column("requested_at", _("requested"))
    list_display = ("shown", "platform", "method", "requested", "state", "amount_shown", "fee_shown", "received_shown")
    list_filter = (OwnBusinessFilter, "state", "currency")
    list_select_related = ("platform", "method")
    date_hierarchy = "requested_at"
    ordering = ("-requested_at", "-pk")
    search_fields = ("ref", "platform__name", "method__name")
    fields = (
        ("shown", "platform", "method", "lands_in", "state"),
        ("amount_shown", "expected_shown", "fee_shown", "received_shown", "handed_shown"),
        ("requested", "sent_at", "arrived_at", "failed_at"),
        ("rate", "why", "words"),
    )
    sheet = (
        (_("number"), lambda row: row.ref),
        (_("platform"), lambda row: row.platform.name),
        (_("payout method"), lambda row: row.method.name),
        (_("state"), lambda row: row.get_state_display()),
        (_("requested"), lambda row: row.requested_at),
        (_("currency"), lambda row: row.currency),
        (_("amount"), lambda row: row.amount),
        (_("fee"), lambda row: row.fee),
        (_("expected to arrive"), lambda row: row.net_expected),
        (_("arrived"), lambda row: row.arrived_at),
        (_("currency that arrives"), lambda row: row.received_currency),
        (_("amount that arrived"), lambda row: row.received),
        (_("handed over"), lambda row: row.handed),
        (_("rate"), lambda row: row.rate),
        (_("explanation"), lambda row: row.words),
    )

    @admin.display(description=_("number"), ordering="ref")
    def shown(self, row: Payout) -> SafeString:
        return ltr_html(row.ref)

    @admin.display(description=_("rate"))
    def rate(self, row: Payout) -> str:
        return "" if row.rate is None else str(row.rate)
