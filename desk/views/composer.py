"""The offer composer: write, add rows, look at the client's page beside, save, and choose how it leaves."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.scoping import get_own
from core.doors import perform
from core.formats import amount_text
from core.htmx import INVALID
from desk.doors import DeskRequest, acting, owner_required
from desk.forms.composer import Composer, with_rows
from desk.forms.offers import BY_HAND, SendForm
from desk.typed_offer import Typed
from orders.models import Offer
from orders.papers.offer import offer_paper
from orders.papers.texts import inbox_text
from orders.services import offers as services
from orders.services.drafting import vat_rate_of


def own_offer(request: DeskRequest, ref: str) -> Offer:
    rows = Offer.objects.select_related("business", "client", "contact__client", "platform").prefetch_related("parts")
    return get_own(rows, request.business, ref=ref)


def compose(request: DeskRequest, offer: Offer) -> HttpResponse:
    """A draft as it was saved."""
    return _page(request, Composer(offer, today=timezone.localdate()), quiet=True)


def _page(request: DeskRequest, composer: Composer, *, quiet: bool = False) -> HttpResponse:
    context = _context(composer, quiet=quiet)
    return render(request, "desk/offers/composer.html", context, status=200 if quiet else INVALID)


def _context(composer: Composer, *, quiet: bool) -> dict[str, Any]:
    """`quiet` leaves out what is wrong with the rows: they were not handed in."""
    typed = Typed(composer, vat_rate_of(composer.offer.business))
    if quiet:
        composer.hush()
    return {
        "offer": composer.offer,
        "composer": composer,
        "lines": list(zip(composer.lines, typed.line_sums(), strict=True)),
        "parts": [
            (form, amount_text(share) if share else "")
            for form, share in zip(composer.parts, typed.part_sums(), strict=True)
        ],
        "typed": typed,
        "paper": typed.paper(),
    }


def _still_a_draft(request: DeskRequest, ref: str) -> Offer | None:
    offer = own_offer(request, ref)
    return offer if offer.state == Offer.State.DRAFT else None


@require_POST
@owner_required
def save(request: DeskRequest, ref: str) -> HttpResponse:
    """Keeps all of it in one act; `next` leads on to the sending."""
    offer = own_offer(request, ref)
    composer = Composer(offer, today=timezone.localdate(), typed=request.POST.dict())
    if composer.is_valid():
        values = composer.values()
        now = timezone.now()
        perform(composer.terms, lambda: services.save_offer(offer=offer, by=acting(request), now=now, **values))
    if not composer.is_valid():
        return _page(request, composer)
    if request.POST.get("next") == "send":
        return redirect("desk:offer-send", ref)
    messages.success(request, _("The draft is saved."))
    return redirect("desk:offer", ref)


@require_POST
@owner_required
def rows(request: DeskRequest, ref: str) -> HttpResponse:
    """A row more or less, or a ready plan. Nothing is saved, everything typed stays."""
    offer = _still_a_draft(request, ref)
    if offer is None:
        return redirect("desk:offer", ref)
    typed = with_rows(request.POST, request.POST.get("rows", ""), offer.language)
    return _page(request, Composer(offer, today=timezone.localdate(), typed=typed), quiet=True)


@require_POST
@owner_required
def preview(request: DeskRequest, ref: str) -> HttpResponse:
    """The client's page and every sum, from what is typed now. Nothing is saved."""
    offer = own_offer(request, ref)
    composer = Composer(offer, today=timezone.localdate(), typed=request.POST.dict())
    return render(request, "desk/offers/composed.html", _context(composer, quiet=True))


@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
def send(request: DeskRequest, ref: str) -> HttpResponse:
    """The last look: to whom, which way, and the very paper. For a platform, the text to paste there."""
    offer = own_offer(request, ref)
    if offer.state != Offer.State.DRAFT:
        return redirect("desk:offer", ref)
    form = SendForm(_way(request, offer), by_mail=bool(offer.contact.email) and settings.HAS_MAIL)
    if form.is_valid():
        by_hand, now = form.cleaned_data["way"] == BY_HAND, timezone.now()
        perform(form, lambda: services.send_offer(offer=offer, by=acting(request), now=now, by_hand=by_hand))
        if form.is_valid():
            messages.success(request, _said(offer, by_hand=by_hand))
            return redirect("desk:offer", ref)
    today = timezone.localdate()
    context = {"offer": offer, "form": form, "paper": offer_paper(offer, today=today)}
    if offer.is_for_platform:
        context["text"] = inbox_text(offer, today=today)
    return render(request, "desk/offers/send.html", context, status=INVALID if form.errors else 200)


def _way(request: DeskRequest, offer: Offer) -> Any:
    """What was chosen; on a platform there is one way, the freelancer's own hand."""
    if request.method != "POST":
        return None
    return {"way": BY_HAND} if offer.is_for_platform else request.POST


def _said(offer: Offer, *, by_hand: bool) -> str:
    if offer.is_for_platform:
        return _("Marked as sent.")
    by_hand = by_hand or not settings.HAS_MAIL
    return _("The offer has its link. Copy it and send it.") if by_hand else _("The offer is on its way.")


urlpatterns = [
    path("offers/<str:ref>/draft/", save, name="offer-save"),
    path("offers/<str:ref>/rows/", rows, name="offer-rows"),
    path("offers/<str:ref>/preview/", preview, name="offer-preview"),
    path("offers/<str:ref>/sending/", send, name="offer-send"),
]
