"""Today: what must be answered, what is due, what waits on clients, and the money to chase. One request."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
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
from orders.services.risk import risk_of_order, with_holds
from orders.services.waiting import waiting_on_clients
from outbox.models import Todo
from outbox.services.todos import finish_todo
from payments.models import Invoice, PaymentClaim
from reviews.models import ReviewAsk

ROWS = 6
LOOKED_AT = 100  # running orders, the nearest day first
SOON = timedelta(days=7)
NOON = 12
# What the blocks show and judge by: the rows have four times as many columns, and here they are read from many tables.
TALK_COLUMNS = (
    "ref", "last_text", "waiting_since", "reply_due_at", "client__name", "client__organisation",
    "client__platform__name",
)  # fmt: skip
WORK_COLUMNS = (
    "ref", "title", "state", "due_on", "progress", "work_days", "first_delivered_on",
    "client__name", "client__organisation",
)  # fmt: skip
CLAIM_COLUMNS = (
    "amount_minor", "currency", "claimed_at", "invoice__ref", "invoice__number", "invoice__order__client__name",
)  # fmt: skip
CHASE_COLUMNS = (
    "ref", "number", "kind", "state", "currency", "total_minor", "paid_minor", "due_on", "order__client__name",
)  # fmt: skip


@dataclass(frozen=True)
class Wait:
    """Something a client has to do: answer an offer, sign, pay first, or answer what was shown of a stage."""

    row: Offer | Order
    since: datetime
    needs: str  # answer, signature, deposit or stage
    stage: str = ""


@dataclass(frozen=True)
class Task:
    """A person's task, and the client it is for."""

    todo: Todo
    client: str


@require_GET
@owner_required
def today(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    return render(request, "desk/today/today.html", context_of(request.business, now) | {"figures": figures(request)})


def context_of(business: Business, now: datetime) -> dict[str, Any]:
    """The blocks of the page, most urgent first in each. `now` decides what is late."""
    day = timezone.localdate(now)
    waiting = list(Conversation.objects.owned_by(business).waiting_on_us().only(*TALK_COLUMNS)[:ROWS])
    work = _due_work(business, day)
    return {
        "now": now,
        "day": day,
        "waiting": waiting,
        "answer_by": _answer_by(waiting, now),
        "is_morning": timezone.localtime(now).hour < NOON,
        "work": work,
        "due_today": sum(1 for order in work if order.due_on == day),
        "soon": day + timedelta(days=1),
        "waits": _waits(business),
        "claims": _claims(business),
        "chase": list(_to_chase(business, now, day)[:ROWS]),
        "reviews": list(ReviewAsk.objects.owned_by(business).wanting_a_hand(day)[:ROWS]),
        "todos": _todos(business, day),
    }


def _answer_by(waiting: list[Conversation], now: datetime) -> datetime | None:
    """The next limit still ahead; when all have passed, the first of them."""
    limits = [talk.reply_due_at for talk in waiting if talk.reply_due_at]
    return next((limit for limit in limits if limit > now), limits[0] if limits else None)


def _due_work(business: Business, day: date) -> list[Order]:
    """Due within a week, or in danger however far its day."""
    running = Order.objects.owned_by(business).filter(state__in=[OrderState.IN_PROGRESS, OrderState.FINAL_CHANGES])
    dated = with_holds(running.for_list()).filter(due_on__isnull=False).order_by("due_on", "pk").only(*WORK_COLUMNS)
    return [order for order in dated[:LOOKED_AT] if _is_near(order, day) or _is_endangered(order, day)][:ROWS]


def _is_near(order: Order, day: date) -> bool:
    return order.due_on is not None and order.due_on <= day + SOON


def _is_endangered(order: Order, day: date) -> bool:
    return bool(risk_of_order(order, today=day, is_held=order.hold_kind is not None))  # type: ignore[attr-defined]


def _waits(business: Business) -> list[Wait]:
    offers = Offer.objects.owned_by(business).open().filter(superseded_at=None).select_related("client")
    offers = offers.order_by("sent_at", "pk").only("ref", "title", "sent_at", "client__name")
    orders = waiting_on_clients(business).only("ref", "title", "state", "opened_at", "client__name")
    found = [Wait(offer, offer.sent_at, "answer") for offer in offers[:ROWS] if offer.sent_at]
    found += [_wait(order) for order in orders[:ROWS]]
    return sorted(found, key=lambda wait: wait.since)[:ROWS]


def _wait(order: Any) -> Wait:
    """An order of `waiting_on_clients`: a stage was shown, or it waits for signature or deposit."""
    if order.shown_at:
        return Wait(order, order.shown_at, "stage", order.shown_stage)
    needs = "signature" if order.state == OrderState.AWAITING_SIGNATURE else "deposit"
    return Wait(order, order.opened_at, needs)


def _claims(business: Business) -> list[PaymentClaim]:
    pending = PaymentClaim.objects.owned_by(business).filter(state=PaymentClaim.State.PENDING)
    shown = pending.select_related("invoice__order__client").only(*CLAIM_COLUMNS)
    return list(shown.order_by("claimed_at", "pk")[:ROWS])


def _to_chase(business: Business, now: datetime, day: date) -> QuerySet[Invoice]:
    rows = Invoice.objects.owned_by(business).to_chase(now, day)
    return rows.select_related("order__client").only(*CHASE_COLUMNS)


def _todos(business: Business, day: date) -> list[Task]:
    """Tasks with whose work they belong to. Payments to confirm have a block of their own."""
    client = Order.objects.owned_by(business).filter(ref=OuterRef("order_ref")).values("client__name")
    rows = Todo.objects.owned_by(business).for_today(day).exclude(key__startswith="payment_claimed:")
    named = rows.annotate(client_name=Subquery(client[:1]))
    return [Task(todo, todo.client_name or "") for todo in named[:ROWS]]


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
