"""The days of an order: moving one with its true cause, putting the work on hold, and news for the client."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.doors import perform
from core.htmx import INVALID
from core.papers import fingerprint
from desk.delay_letter import DelayLetter
from desk.doors import DeskRequest, acting, owner_required
from desk.forms.order_dates import CadenceForm, GoOnForm, HoldForm, MoveForm, UpdateForm
from orders.models import DelayNotice, MilestoneState, Order, OrderHold
from orders.services import delays, holds, updates

from .orders import act_on, own_order

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@owner_required
def dates(request: DeskRequest, ref: str) -> HttpResponse:
    """A day moves. A later one that the client is told of is sent only after its letter was shown here."""
    row = own_order(request, ref)
    form = MoveForm(row, _open_stages(row), request.POST or None)
    letter = None
    if form.is_valid():
        now = timezone.now()
        letter = DelayLetter.of(row, form, today=timezone.localdate(now))
        if letter is None or form.cleaned_data["seen"] == fingerprint(letter):
            perform(form, lambda: delays.move_due(order=row, by=acting(request), now=now, **form.values()))
            if form.is_valid():
                messages.success(request, _("The day is moved."))
                return redirect("desk:order", ref)
            letter = None
    context = {
        "order": row,
        "form": form,
        "letter": letter,
        "seen": fingerprint(letter) if letter else "",
        "notices": DelayNotice.objects.filter(order=row).select_related("milestone").order_by("-noted_at", "-pk"),
    }
    return render(request, "desk/orders/move_date.html", context, status=INVALID if form.errors else 200)


@form_page
@owner_required
def hold(request: DeskRequest, ref: str) -> HttpResponse:
    """The work waits, with the reason; every hold there was stands below."""
    row = own_order(request, ref)
    form = HoldForm(row, request.POST or None)
    if form.is_valid():
        now = timezone.now()
        perform(form, lambda: holds.hold(order=row, by=acting(request), now=now, **form.cleaned_data))
        if form.is_valid():
            messages.success(request, _("The work is on hold. Its days are added to the dates when it goes on."))
            return redirect("desk:order", ref)
    context = {
        "order": row,
        "form": form,
        "holds": OrderHold.objects.filter(order=row).order_by("-since", "-pk"),
    }
    return render(request, "desk/orders/hold.html", context, status=INVALID if form.errors else 200)


@require_POST
@owner_required
def go_on(request: DeskRequest, ref: str) -> HttpResponse:
    """A hold ends; when it was the last one, the dates move by the days of waiting."""
    form = GoOnForm(request.POST)
    kind = form.cleaned_data["kind"] if form.is_valid() else ""
    by = acting(request)
    return act_on(
        request, ref, lambda row, now: holds.end_hold(order=row, kind=kind, by=by, now=now), _("The hold has ended.")
    )


@form_page
@owner_required
def update(request: DeskRequest, ref: str) -> HttpResponse:
    """News for the client, from a ready draft. On a platform it is copied there, and said here to be posted."""
    row = own_order(request, ref)
    form = UpdateForm(request.POST if request.method == "POST" else None, initial={"text": _draft(row)})
    if form.is_valid():
        now = timezone.now()
        perform(form, lambda: updates.send_update(order=row, by=acting(request), now=now, **form.cleaned_data))
        if form.is_valid():
            messages.success(request, _("The news stands in the conversation."))
            return redirect("desk:order", ref)
    return _update_page(request, row, form, CadenceForm(initial={"days": row.update_every_days}))


@require_POST
@owner_required
def cadence(request: DeskRequest, ref: str) -> HttpResponse:
    """How often the client hears of the work."""
    row = own_order(request, ref)
    form = CadenceForm(request.POST)
    if form.is_valid():
        now = timezone.now()
        perform(form, lambda: updates.set_cadence(order=row, by=acting(request), now=now, **form.cleaned_data))
    if form.errors:
        return _update_page(request, row, UpdateForm(initial={"text": _draft(row)}), form)
    messages.success(request, _("Saved."))
    return redirect("desk:order-update", ref)


def _update_page(request: DeskRequest, row: Order, form: UpdateForm, cadence: CadenceForm) -> HttpResponse:
    context: dict[str, Any] = {
        "order": row,
        "form": form,
        "cadence": cadence,
        "is_copied": not (row.client.mail_allowed and row.contact.email),
        "talk": row.client.conversation,
        "updates": row.updates.order_by("-sent_at")[:3],
    }
    status = INVALID if form.errors or cadence.errors else 200
    return render(request, "desk/orders/update.html", context, status=status)


def _draft(row: Order) -> str:
    return updates.draft_update(row, timezone.localdate())


def _open_stages(row: Order) -> Any:
    return row.milestones.exclude(state=MilestoneState.APPROVED).order_by("position")


urlpatterns = [
    path("orders/<str:ref>/dates/", dates, name="order-dates"),
    path("orders/<str:ref>/hold/", hold, name="order-hold"),
    path("orders/<str:ref>/hold/end/", go_on, name="order-go-on"),
    path("orders/<str:ref>/update/", update, name="order-update"),
    path("orders/<str:ref>/update/cadence/", cadence, name="order-cadence"),
]
