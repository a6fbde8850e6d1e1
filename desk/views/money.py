"""Money on its way: one page on which every amount is in exactly one place, and the same for a spreadsheet."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.money import Money
from core.sheets import csv_response
from desk.doors import DeskRequest, owner_required
from desk.money_page import MoneyPage, Source

from . import payouts


@require_GET
@owner_required
def money(request: DeskRequest) -> HttpResponse:
    """Where everything is. `from` in the address (mostaql-USD) chooses whose ways home are compared."""
    now = timezone.now()
    page = MoneyPage(request.business, now=now, source=_source(request))
    return render(request, "desk/money/money.html", {"now": now, "page": page})


@require_GET
@owner_required
def export(request: DeskRequest) -> HttpResponseBase:
    """The same figures: a line per place and currency."""
    page = MoneyPage(request.business, now=timezone.now())
    head = [_("Where it is"), _("Platform"), _("Currency"), _("Amount")]
    return csv_response(_("Money on its way"), head, list(_lines(page)))


def _lines(page: MoneyPage) -> Iterator[tuple[str, str, str, Money]]:
    now = page.pipeline
    for one in now.expected:
        yield _("Expected"), "", one.currency, one
    for balance in page.balances:
        for word, amount in ((_("Held by platforms"), balance.held), (_("Withdrawable"), balance.withdrawable)):
            if amount:
                yield word, balance.name, amount.currency, amount
    for one in now.on_the_way:
        yield _("On its way"), "", one.currency, one
    for one in now.arrived:
        yield _("Arrived this month"), "", one.currency, one


def _source(request: DeskRequest) -> Source | None:
    slug, _dash, currency = request.GET.get("from", "").rpartition("-")
    return (slug, currency) if slug else None


urlpatterns = [
    path("money/", money, name="money"),
    path("money/export.csv", export, name="money-export"),
    *payouts.urlpatterns,
]
