"""Today: what must be answered, what is due, what waits on clients, and the money to chase. One request."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Business
from accounts.scoping import get_own
from clients.models import Conversation
from desk.doors import DeskRequest, owner_required
from desk.shell import figures
from orders.models import Offer, Order, OrderState
from outbox.models import Todo
from outbox.services.todos import finish_todo
from payments.models import Invoice, PaymentClaim

ROWS = 6
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Wait:
    """Something a client has to do: answer an offer, sign, or pay first."""

    row: Offer | Order
    since: datetime
    needs: str  # answer, signature or deposit


@require_GET
@owner_required
def today(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    return render(request, "desk/today/today.html", context_of(request.business, now) | {"figures": figures(request)})


def context_of(business: Business, now: datetime) -> dict[str, Any]:
    """The blocks of the page, most urgent first in each. `now` decides what is late."""
    day = timezone.localdate(now)
    waiting = list(Conversation.objects.owned_by(business).waiting_on_us()[:ROWS])
    return {
        "now": now,
        "day": day,
        "waiting": waiting,
        "answer_by": waiting[0].reply_due_at if waiting else None,
        "work": _due_work(business, day),
        "soon": day + timedelta(days=1),
        "waits": _waits(business),
        "claims": _claims(business),
        "chase": Invoice.objects.owned_by(business).with_people().to_chase(now, day)[:ROWS],
        "todos": Todo.objects.owned_by(business).for_today(day)[:ROWS],
    }


def _due_work(business: Business, day: date) -> list[Order]:
    running = Order.objects.owned_by(business).filter(state__in=[OrderState.IN_PROGRESS, OrderState.FINAL_CHANGES])
    return list(running.for_list().filter(due_on__lte=day + SOON).order_by("due_on", "pk")[:ROWS])


def _waits(business: Business) -> list[Wait]:
    offers = Offer.objects.owned_by(business).open().filter(superseded_at=None).select_related("client")
    orders = Order.objects.owned_by(business).not_started().for_list()
    found = [Wait(offer, offer.sent_at, "answer") for offer in offers.order_by("sent_at", "pk")[:ROWS] if offer.sent_at]
    for order in orders.order_by("opened_at", "pk")[:ROWS]:
        needs = "signature" if order.state == OrderState.AWAITING_SIGNATURE else "deposit"
        found.append(Wait(order, order.opened_at, needs))
    return sorted(found, key=lambda wait: wait.since)[:ROWS]


def _claims(business: Business) -> list[PaymentClaim]:
    pending = PaymentClaim.objects.owned_by(business).filter(state=PaymentClaim.State.PENDING)
    return list(pending.select_related("invoice__order__client").order_by("claimed_at", "pk")[:ROWS])


@require_POST
@owner_required
def todo_done(request: DeskRequest, ref: str) -> HttpResponse:
    todo = get_own(Todo, request.business, ref=ref)
    finish_todo(business=request.business, key=todo.key, now=timezone.now())
    return redirect("desk:today")


urlpatterns = [
    path("", today, name="today"),
    path("todos/<str:ref>/done/", todo_done, name="todo-done"),
]
