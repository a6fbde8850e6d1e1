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


@require_GET
@owner_required
def search(request: DeskRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:100]
    found = _found(request.business, query) if fold(query) else {}
    return render(request, "desk/search/search.html", {"q": query, "found": found, "is_empty": not any(found.values())})


def _found(business: Business, query: str) -> dict[str, list[Any]]:
    """One query a kind, however many rows there are."""
    offers = Offer.objects.owned_by(business).search(query).for_list().filter(order__isnull=True)
    orders = Order.objects.owned_by(business).search(query).for_list()
    invoices = Invoice.objects.owned_by(business).search(query).documents().for_list()
    return {
        "clients": list(Client.objects.owned_by(business).search(query).for_list().by_last_contact()[:EACH]),
        "leads": list(Lead.objects.owned_by(business).search(query).for_list()[:EACH]),
        "offers": list(offers.order_by("-created_at", "-pk")[:EACH]),
        "orders": list(orders.order_by("-opened_at", "-pk")[:EACH]),
        "invoices": list(invoices[:EACH]),
    }


urlpatterns = [path("search/", search, name="search")]
