"""After the hand-over: the client's last list of changes, and work beyond what was agreed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.doors import perform
from orders.models import Order
from orders.services.changing import request_change_order
from orders.services.delivering import ask_final_changes
from portal.deal import Deal, deal_of
from portal.doors import LinkRequest, link_required
from portal.forms import WishForm
from portal.limits import limited
from portal.views.deal import show


@require_POST
@link_required
@limited("portal")
def final_changes(request: LinkRequest) -> HttpResponse:
    """One list of changes to what was handed over, before the last payment."""
    deal, order = _ordered(request)
    form = WishForm(request.POST, request.FILES)
    if form.is_valid():
        said = _said(form)
        perform(form, lambda: ask_final_changes(order=order, contact=request.contact, now=deal.now, **said))
    return _done(request, form, _("Your list has arrived. The work is handed over again when it is done."))


@require_POST
@link_required
@limited("portal")
def extra(request: LinkRequest) -> HttpResponse:
    """Work beyond what was agreed: it waits for a price."""
    deal, order = _ordered(request)
    form = WishForm(request.POST, request.FILES)
    if form.is_valid():
        said = _said(form)
        perform(
            form,
            lambda: request_change_order(order=order, milestone=None, contact=request.contact, now=deal.now, **said),
        )
    return _done(request, form, _("Your request has arrived. It waits for a price."))


def _said(form: WishForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {"text": given["text"], "once": given["once"], "uploads": given["file"]}


def _ordered(request: LinkRequest) -> tuple[Deal, Order]:
    deal = deal_of(request.link, timezone.now())
    if deal.order is None:
        raise Http404
    return deal, deal.order


def _done(request: LinkRequest, form: WishForm, thanks: str) -> HttpResponse:
    if form.errors:
        return show(request, deal_of(request.link, timezone.now()), form)
    messages.success(request, thanks)
    return redirect(reverse("portal:subject", args=[request.link.token]) + "#wishes")


urlpatterns = [
    path("final-changes/", final_changes, name="final-changes"),
    path("extra/", extra, name="extra"),
]
