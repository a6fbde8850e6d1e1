"""Search of everything: a few of each kind, by folded words and by numbers."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from accounts.models import Business
from clients.models import Client, Lead
from core.prepared import prepared
from core.text import fold
from desk.doors import DeskRequest, owner_required
from orders.models import Offer, Order
from payments.models import Invoice

EACH = 5  # of each kind; one more is read to know whether there are more
# What a result says of each kind; the rows have four times as many columns.
CLIENT_COLUMNS = ("ref", "name", "organisation", "last_contact_at", "platform__name")
LEAD_COLUMNS = ("ref", "text", "state", "received_at", "client__name", "client__organisation")
PAPER_COLUMNS = ("ref", "number", "title", "state", "currency", "total_minor", "client__name")
INVOICE_COLUMNS = ("ref", "number", "kind", "state", "currency", "total_minor", "order__client__name")


@dataclass(frozen=True)
class Few:
    """The first rows of a kind; `more` is the address of the list of all of them, empty when these are all."""

    rows: list[Any]
    more: str


@require_GET
@owner_required
def search(request: DeskRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:100]
    found = {kind: _few(kind, rows, query) for kind, rows in _found(request.business, fold(query)).items()}
    return render(request, "desk/search/search.html", {"q": query, "found": found})


def _found(business: Business, folded: str) -> dict[str, list[Any]]:
    """The kinds of which something was found; one query each."""
    if not folded:
        return {}
    rows: dict[str, list[Any]] = {
        "clients": _clients(business, folded),
        "leads": _leads(business, folded),
        "offers": _offers(business, folded),
        "orders": _orders(business, folded),
        "invoices": _invoices(business, folded),
    }
    return {kind: found for kind, found in rows.items() if found}


def _few(kind: str, rows: list[Any], query: str) -> Few:
    everything = f"{reverse(f'desk:{kind}')}?{urlencode({'state': 'all', 'q': query})}"
    return Few(rows[:EACH], everything if len(rows) > EACH else "")


@prepared
def _clients(business: Business, folded: str) -> QuerySet[Client]:
    rows = Client.objects.owned_by(business).filter(folded__contains=folded).select_related("platform")
    return rows.by_last_contact().only(*CLIENT_COLUMNS)[: EACH + 1]


@prepared
def _leads(business: Business, folded: str) -> QuerySet[Lead]:
    rows = Lead.objects.owned_by(business).filter(folded__contains=folded).select_related("client")
    return rows.order_by("-received_at", "-pk").only(*LEAD_COLUMNS)[: EACH + 1]


@prepared
def _offers(business: Business, folded: str) -> QuerySet[Offer]:
    """Accepted ones are found as orders."""
    rows = Offer.objects.owned_by(business).filter(folded__contains=folded).filter(superseded_at=None)
    rows = rows.exclude(state=Offer.State.ACCEPTED).select_related("client")
    return rows.order_by("-created_at", "-pk").only(*PAPER_COLUMNS)[: EACH + 1]


@prepared
def _orders(business: Business, folded: str) -> QuerySet[Order]:
    rows = Order.objects.owned_by(business).filter(folded__contains=folded).for_list()
    return rows.order_by("-opened_at", "-pk").only(*PAPER_COLUMNS)[: EACH + 1]


@prepared
def _invoices(business: Business, folded: str) -> QuerySet[Invoice]:
    rows = Invoice.objects.owned_by(business).filter(folded__contains=folded).documents().for_list()
    return rows.only(*INVOICE_COLUMNS)[: EACH + 1]


urlpatterns = [path("search/", search, name="search")]
