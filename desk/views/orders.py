"""Orders: the list, and the page where stages, money, agreement and history come together."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.scoping import get_own
from core.doors import perform
from core.errors import Refused
from core.htmx import INVALID
from desk.closing import Closing
from desk.doors import DeskRequest, acting, owner_required
from desk.file_log import taken_of
from desk.forms.orders import CancelForm, ProgressForm, StartForm
from desk.lists import listed, searched, tabs
from desk.order_page import OrderPage
from orders.figures import on_time_rate
from orders.models import ContractState, Order, OrderException, OrderState, ScopeItem
from orders.services import work
from orders.services.opening import kickoff_key
from orders.services.risk import at_risk, with_holds
from outbox.models import Event, Todo
from outbox.services.todos import finish_todo
from outbox.wording import describe

from . import contracts

LINES = 20
YEAR = timedelta(days=365)
# What a row of the list shows and is judged by; an order has three times as many columns.
ROW_COLUMNS = (
    "ref", "number", "title", "state", "currency", "total_minor", "progress", "work_days", "due_on", "opened_at",
    "first_delivered_on", "delivered_at", "completed_at", "client__name", "client__organisation",
)  # fmt: skip

form_page = require_http_methods(["GET", "HEAD", "POST"])

# What the tabs hold.
GROUPS: dict[str, list[str]] = {
    "waiting": [OrderState.AWAITING_SIGNATURE, OrderState.AWAITING_DEPOSIT],
    "work": [OrderState.IN_PROGRESS, OrderState.DELIVERED, OrderState.FINAL_CHANGES],
    "done": [OrderState.COMPLETED, OrderState.CANCELLED],
}


@require_GET
@owner_required
def orders(request: DeskRequest) -> HttpResponse:
    """Newest first; `state` and `q` in the address narrow it."""
    group = request.GET.get("state", "open")
    query = searched(request)
    rows = Order.objects.owned_by(request.business).search(query).for_list()
    today = timezone.localdate()
    if group in GROUPS:
        rows = rows.filter(state__in=GROUPS[group])
    elif group == "risk":
        rows = at_risk(rows, today)
    elif group != "all":
        group, rows = "open", rows.open()
    context = {
        "page": listed(request, with_holds(rows).only(*ROW_COLUMNS), "-opened_at"),
        "on_time": None if query else on_time_rate(request.business, today - YEAR),
        "group": group,
        "q": query,
        "today": today,
        "tabs": tabs(request, "state", group, _groups()),
    }
    return render(request, "desk/orders/list.html", context)


def _groups() -> list[tuple[str, str]]:
    return [
        ("open", pgettext("orders", "Open")),
        ("waiting", pgettext("orders", "Not started")),
        ("work", pgettext("orders", "In progress")),
        ("risk", pgettext("orders", "At risk")),
        ("done", pgettext("orders", "Finished")),
        ("all", pgettext("orders", "All")),
    ]


def own_order(request: DeskRequest, ref: str) -> Order:
    rows = Order.objects.select_related("business", "client__conversation", "client__platform", "contact", "offer")
    return get_own(rows, request.business, ref=ref)


@require_GET
@owner_required
def order(request: DeskRequest, ref: str) -> HttpResponse:
    return show(request, own_order(request, ref))


def show(request: DeskRequest, row: Order, progress: ProgressForm | None = None) -> HttpResponse:
    """The page; a refused progress comes back with what was typed."""
    now = timezone.now()
    page = OrderPage(row, now=now, today=timezone.localdate(now))
    marked = row.marks.order_by("-marked_at", "-pk").first()
    safety = [] if page.is_platform else page.safety(marked.marked_at if marked else None)
    first_steps = _kickoff(request, row)
    context: dict[str, Any] = {
        "now": now,
        "order": row,
        "page": page,
        "closing": Closing(page),
        "progress": progress or ProgressForm(initial={"percent": row.progress}),
        "ticked": sum(1 for item in page.scope if item.done_at),
        "todos": first_steps,
        "is_kicked_off": all(todo.done_at for todo in first_steps),
        "safety": safety,
        "taken": taken_of(row),
        "safe": sum(1 for check in safety if check.done),
        "lines": [describe(event) for event in Event.objects.of_order(request.business, row.ref)[:LINES]],
    }
    refused = progress is not None and progress.errors
    return render(request, "desk/orders/order.html", context, status=INVALID if refused else 200)


def _kickoff(request: DeskRequest, row: Order) -> list[Todo]:
    """The first steps that the order began with, done and open."""
    rows = Todo.objects.owned_by(request.business).filter(order_ref=row.ref, key__startswith=kickoff_key(row, ""))
    return list(rows.order_by("pk"))


def act_on(
    request: DeskRequest, ref: str, act: Callable[[Order, datetime], object], done: str = ""
) -> HttpResponse:  # fmt: skip
    """One service call on an order; what it refuses is said on its page."""
    try:
        act(own_order(request, ref), timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        if done:
            messages.success(request, done)
    return redirect("desk:order", ref)


@require_POST
@owner_required
def progress(request: DeskRequest, ref: str) -> HttpResponse:
    """How far the work is; the invoices it makes due are issued by a worker."""
    row = own_order(request, ref)
    form = ProgressForm(request.POST)
    if form.is_valid():
        now = timezone.now()
        perform(form, lambda: work.record_progress(order=row, by=acting(request), now=now, **form.cleaned_data))
    if form.errors:
        return show(request, row, form)
    messages.success(request, _("Progress is recorded."))
    return redirect("desk:order", ref)


@require_POST
@owner_required
def tick(request: DeskRequest, ref: str, item_ref: str) -> HttpResponse:
    """Ticks an agreed item, or opens it again (`done` in the form says which)."""
    item = get_own(
        ScopeItem.objects.select_related("order__business", "order__client"),
        request.business,
        ref=item_ref,
        order__ref=ref,
    )
    done = request.POST.get("done") == "yes"
    by = acting(request)
    return act_on(request, ref, lambda _row, now: work.tick_scope(item=item, done=done, by=by, now=now))


@require_POST
@owner_required
def todo(request: DeskRequest, ref: str, todo_ref: str) -> HttpResponse:
    row = own_order(request, ref)
    task = get_own(Todo, request.business, ref=todo_ref, order_ref=row.ref)
    finish_todo(business=request.business, key=task.key, now=timezone.now())
    return redirect("desk:order", ref)


@form_page
@owner_required
def start(request: DeskRequest, ref: str) -> HttpResponse:
    """Work begins. Without a signature or the first payment the reason is kept and can be reported."""
    row = own_order(request, ref)
    now = timezone.now()
    form = StartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        perform(form, lambda: work.start_order(order=row, by=acting(request), now=now, reason=reason))
        if form.is_valid():
            messages.success(request, _("The work has begun."))
            return redirect("desk:order", ref)
    page = OrderPage(row, now=now, today=timezone.localdate(now))
    unsigned = page.contract is None or page.contract.state != ContractState.SIGNED
    context = {"order": row, "form": form, "unsigned": unsigned, "unpaid": not page.deposit_is_paid}
    return render(request, "desk/orders/start.html", context, status=INVALID if form.errors else 200)


@form_page
@owner_required
def cancel(request: DeskRequest, ref: str) -> HttpResponse:
    """Calls off an order that nobody signed; the client is told why."""
    row = own_order(request, ref)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        perform(form, lambda: work.cancel_order(order=row, reason=reason, by=acting(request), now=now))
        if form.is_valid():
            messages.success(request, _("The order is called off."))
            return redirect("desk:order", ref)
    return render(
        request, "desk/orders/cancel.html", {"order": row, "form": form}, status=INVALID if form.errors else 200
    )


@require_GET
@owner_required
def exceptions(request: DeskRequest) -> HttpResponse:
    """Every time work began without its safety net, and why: newest first, by kind."""
    kind = request.GET.get("kind", "")
    rows = OrderException.objects.filter(business=request.business).select_related("order__client")
    if kind in OrderException.Kind.values:
        rows = rows.filter(kind=kind)
    names: list[tuple[str, str | Promise]] = [("", pgettext("exceptions", "All")), *OrderException.Kind.choices]
    context = {"page": listed(request, rows, "-recorded_at"), "tabs": tabs(request, "kind", kind, names)}
    return render(request, "desk/orders/exceptions.html", context)


urlpatterns = [
    path("orders/", orders, name="orders"),
    path("orders/exceptions/", exceptions, name="order-exceptions"),
    path("orders/<str:ref>/", order, name="order"),
    path("orders/<str:ref>/progress/", progress, name="order-progress"),
    path("orders/<str:ref>/scope/<str:item_ref>/", tick, name="order-tick"),
    path("orders/<str:ref>/todos/<str:todo_ref>/done/", todo, name="order-todo-done"),
    path("orders/<str:ref>/start/", start, name="order-start"),
    path("orders/<str:ref>/cancellation/", cancel, name="order-cancel"),
    *contracts.urlpatterns,
]
