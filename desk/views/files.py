"""An order's originals on the desk: taken by the owner, and opened to the client before everything is paid; and what
the client sent along with lists of changes."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.scoping import get_own
from core.doors import perform
from core.htmx import INVALID
from desk.doors import DeskRequest, acting, owner_required
from desk.forms.orders import ReleaseForm
from files.services.download import respond, show_picture
from orders.models import Enclosure, Order, WorkFile
from orders.services.release import release_by_hand, take_original


@require_safe
@owner_required
def original(request: DeskRequest, ref: str, file_ref: str) -> HttpResponseBase:
    """The owner takes an original; it is written down. A HEAD only asks, and takes nothing."""
    rows = WorkFile.objects.kept().select_related("original", "order", "business")
    file = get_own(rows, request.business, ref=file_ref, order__ref=ref)
    if request.method == "HEAD":
        return respond(file.original)
    ip = request.META.get("REMOTE_ADDR")
    with transaction.atomic():  # what the vault has lost was not taken
        return respond(take_original(file=file, by=acting(request), now=timezone.now(), ip=ip))


@require_safe
@owner_required
def enclosure(request: DeskRequest, ref: str, enclosure_ref: str) -> HttpResponseBase:
    """What the client put beside a list of changes or a wish."""
    rows = Enclosure.objects.select_related("file")
    return respond(get_own(rows, request.business, ref=enclosure_ref, order__ref=ref).file)


@require_safe
@owner_required
def enclosure_look(request: DeskRequest, ref: str, enclosure_ref: str) -> HttpResponseBase:
    """The small picture of it; a PDF has none."""
    rows = Enclosure.objects.select_related("look")
    found = get_own(rows, request.business, ref=enclosure_ref, order__ref=ref)
    if found.look is None:
        raise Http404
    return show_picture(found.look)


@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
def release(request: DeskRequest, ref: str) -> HttpResponse:
    """Opens the final files although something is unpaid: an explicit act, with its reason."""
    order = get_own(Order.objects.select_related("business", "client"), request.business, ref=ref)
    if order.released_at is not None:
        return redirect("desk:order", ref)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        perform(form, lambda: release_by_hand(order=order, reason=reason, by=acting(request), now=timezone.now()))
        if form.is_valid():
            messages.success(request, _("The final files are open."))
            return redirect("desk:order", ref)
    context = {"order": order, "form": form}
    return render(request, "desk/orders/opening.html", context, status=INVALID if form.errors else 200)


urlpatterns = [
    path("orders/<str:ref>/files/<str:file_ref>/", original, name="order-file"),
    path("orders/<str:ref>/enclosures/<str:enclosure_ref>/", enclosure, name="order-enclosure"),
    path("orders/<str:ref>/enclosures/<str:enclosure_ref>/look/", enclosure_look, name="order-enclosure-look"),
    path("orders/<str:ref>/release/", release, name="order-release"),
]
