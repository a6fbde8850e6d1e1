"""Search of everything: a few of each kind, by folded words and by numbers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from accounts.models import Business
from clients.models import Client, Lead
from core.text import fold
from desk.doors import DeskRequest, owner_required
from orders.models import Offer, Order
from payments.models import Invoice

EACH = 8
# What a result says of each kind; the rows have four times as many columns.
CLIENT_COLUMNS = (
    "ref", "name", "organisation", "last_contact_at", "platform__name", "conversation__client", "conversation__state",
    "conversation__last_text", "score__total",
)  # fmt: skip
LEAD_COLUMNS = (
    "ref", "text", "source", "state", "received_at", "client__name", "client__organisation", "platform__name",
    "score__total",
)  # fmt: skip
PAPER_COLUMNS = ("ref", "number", "title", "state", "currency", "total_minor", "client__name")
INVOICE_COLUMNS = ("ref", "number", "kind", "state", "currency", "total_minor", "order__client__name")


@require_GET
@owner_required
def search(request: DeskRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:100]
    found = _found(request.business, query) if fold(query) else {}
    return render(request, "desk/search/search.html", {"q": query, "found": found, "is_empty": not any(found.values())})


def _found(business: Business, query: str) -> dict[str, list[Any]]:
    """One query a kind, however many rows there are."""
    clients = Client.objects.owned_by(business).search(query).for_list().by_last_contact()
    leads = Lead.objects.owned_by(business).search(query).for_list()
    offers = Offer.objects.owned_by(business).search(query).filter(superseded_at=None)
    offers = offers.exclude(state=Offer.State.ACCEPTED).select_related("client")  # those are found as orders
    orders = Order.objects.owned_by(business).search(query).for_list()
    invoices = Invoice.objects.owned_by(business).search(query).documents().for_list()
    return {
        "clients": list(clients.only(*CLIENT_COLUMNS)[:EACH]),
        "leads": list(leads.only(*LEAD_COLUMNS)[:EACH]),
        "offers": list(offers.order_by("-created_at", "-pk").only(*PAPER_COLUMNS)[:EACH]),
        "orders": list(orders.order_by("-opened_at", "-pk").only(*PAPER_COLUMNS)[:EACH]),
        "invoices": list(invoices.only(*INVOICE_COLUMNS)[:EACH]),
    }


urlpatterns = [path("search/", search, name="search")]
