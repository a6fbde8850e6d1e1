"""The end of an order: handing over, final changes, finished."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.doors import perform
from core.htmx import INVALID
from desk.closing import Closing
from desk.doors import DeskRequest, acting, owner_required
from desk.forms.order_closing import DeliverForm, FinalChangesForm
from desk.order_page import OrderPage
from orders.services import delivering

from .orders import act_on, own_order

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@owner_required
def deliver(request: DeskRequest, ref: str) -> HttpResponse:
    """The agreement once more as a list; what is open asks for a reason."""
    row = own_order(request, ref)
    now = timezone.now()
    form = DeliverForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        perform(form, lambda: delivering.deliver_order(order=row, by=acting(request), now=now, reason=reason))
        if form.is_valid():
            messages.success(request, _("The work is handed over."))
            return redirect("desk:order", ref)
    page = OrderPage(row, now=now, today=timezone.localdate(now))
    context = {"order": row, "form": form, "page": page, "closing": Closing(page)}
    return render(request, "desk/orders/deliver.html", context, status=INVALID if form.errors else 200)


@form_page
@owner_required
def final_changes(request: DeskRequest, ref: str) -> HttpResponse:
    """The client said elsewhere what should still change: written down, and counted like a list of their own."""
    row = own_order(request, ref)
    form = FinalChangesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        now, text = timezone.now(), form.cleaned_data["text"]
        perform(
            form,
            lambda: delivering.ask_final_changes(
                order=row, text=text, contact=row.contact, now=now, by=acting(request)
            ),
        )
        if form.is_valid():
            messages.success(request, _("The final changes are written down."))
            return redirect("desk:order", ref)
    used = row.change_lists.filter(is_correction=False).count()
    context = {"order": row, "form": form, "used": used}
    return render(request, "desk/orders/final_changes.html", context, status=INVALID if form.errors else 200)


@require_POST
@owner_required
def complete(request: DeskRequest, ref: str) -> HttpResponse:
    """Finished by the owner's word: handed over and paid."""
    by = acting(request)
    return act_on(
        request, ref, lambda row, now: delivering.complete_order(order=row, by=by, now=now), _("The order is finished.")
    )


urlpatterns = [
    path("orders/<str:ref>/deliver/", deliver, name="order-deliver"),
    path("orders/<str:ref>/final-changes/", final_changes, name="order-final-changes"),
    path("orders/<str:ref>/complete/", complete, name="order-complete"),
]
