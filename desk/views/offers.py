"""Offers: the list, a new one, and what becomes of one that was sent. Drafts open in the composer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.scoping import get_own
from clients.models import Client, ClientLink
from core.doors import perform
from core.errors import Refused
from core.htmx import INVALID
from desk.doors import DeskRequest, acting, owner_required
from desk.forms.offers import NewOfferForm, ReopenOfferForm
from desk.lists import listed, searched, tabs
from orders.models import Offer, OfferState, Order
from orders.models.states import OFFER_MOVES
from orders.papers.offer import offer_paper
from orders.papers.texts import chat_text, inbox_text
from orders.services import offers as services
from orders.services.links import KIND, PURPOSE, deal_link
from outbox.models import Event, Letter
from outbox.wording import describe

from . import composer
from .composer import own_offer

FOUND = 12  # clients offered when a new offer begins
LINES = 12

# What the tabs hold.
GROUPS: dict[str, list[str]] = {
    "current": [OfferState.DRAFT, OfferState.SENT, OfferState.TALKS, OfferState.CHANGES],
    "draft": [OfferState.DRAFT],
    "waiting": [OfferState.SENT, OfferState.TALKS],
    "changes": [OfferState.CHANGES],
    "accepted": [OfferState.ACCEPTED],
    "closed": [OfferState.DECLINED, OfferState.EXPIRED, OfferState.WITHDRAWN],
}


@require_GET
@owner_required
def offers(request: DeskRequest) -> HttpResponse:
    """Newest first; `state` and `q` in the address narrow it."""
    group = request.GET.get("state", "current")
    query = searched(request)
    rows = Offer.objects.owned_by(request.business).search(query).for_list()
    if group in GROUPS:
        rows = rows.filter(state__in=GROUPS[group])
    elif group != "all":
        group, rows = "current", rows.filter(state__in=GROUPS["current"])
    context = {
        "page": listed(request, rows, "-created_at"),
        "group": group,
        "q": query,
        "tabs": tabs(request, "state", group, _groups()),
    }
    return render(request, "desk/offers/list.html", context)


def _groups() -> list[tuple[str, str]]:
    return [
        ("current", pgettext("offers", "Current")),
        ("draft", pgettext("offers", "Drafts")),
        ("waiting", pgettext("offers", "With the client")),
        ("changes", pgettext("offers", "Changes asked")),
        ("accepted", pgettext("offers", "Accepted")),
        ("closed", pgettext("offers", "Closed")),
        ("all", pgettext("offers", "All")),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
def new(request: DeskRequest) -> HttpResponse:
    """First whose offer it is (`client` in the address), then what it is about."""
    ref = request.GET.get("client")
    if not ref:
        return _choose(request)
    client = get_own(Client.objects.select_related("platform"), request.business, ref=ref)
    form = NewOfferForm(request.POST or None, business=request.business, client=client)
    if form.is_valid():
        given, now = dict(form.cleaned_data), timezone.now()
        offer = perform(
            form,
            lambda: services.draft_offer(
                business=request.business, client=client, by=acting(request), now=now, **given
            ),
        )  # fmt: skip
        if offer is not None:
            return redirect("desk:offer", offer.ref)
    return render(
        request, "desk/offers/new.html", {"form": form, "client": client}, status=INVALID if form.errors else 200
    )


def _choose(request: DeskRequest) -> HttpResponse:
    query = request.GET.get("q", "")
    rows = Client.objects.owned_by(request.business).select_related("platform")
    found = rows.search(query).by_name() if query else rows.by_last_contact()
    return render(request, "desk/offers/choose.html", {"q": query, "clients": found[:FOUND]})


@require_GET
@owner_required
def offer(request: DeskRequest, ref: str) -> HttpResponse:
    row = own_offer(request, ref)
    return composer.compose(request, row) if row.state == OfferState.DRAFT else _page(request, row)


def _page(request: DeskRequest, row: Offer, reopen: ReopenOfferForm | None = None) -> HttpResponse:
    """A sent offer: where it stands, the way to it, its versions, its paper."""
    now = timezone.now()
    today = timezone.localdate(now)
    link = None if row.is_for_platform else _link(row)
    is_live = link is not None and link.revoked_at is None and (link.expires_at is None or link.expires_at > now)
    versions = list(Offer.objects.in_chain(row.root_ref).filter(business=request.business).order_by("-version"))
    context: dict[str, Any] = {
        "now": now,
        "offer": row,
        "order": Order.objects.filter(offer__root_ref=row.root_ref, business=request.business).first(),
        "paper": offer_paper(row, today=today),
        "link": link if is_live else None,
        "chat": chat_text(row, url=link.url) if is_live and link else "",
        "text": inbox_text(row, today=today) if row.is_for_platform else "",
        "letter": _letter(row),
        "versions": versions if len(versions) > 1 else [],
        "newer": next((one for one in versions if one.version > row.version), None),
        "arrives": services.net_after_commission(row.total, row.commission_bp),
        "ran_out": row.valid_until is not None and row.valid_until < today,
        "can": {verb for verb in OFFER_MOVES if row.superseded_at is None and row.state in OFFER_MOVES[verb][0]},
        "reopen": reopen or ReopenOfferForm(),
        "lines": [describe(one) for one in Event.objects.of_subject(request.business, "offer", row.ref)[:LINES]],
    }
    refused = reopen is not None and reopen.errors
    return render(request, "desk/offers/offer.html", context, status=INVALID if refused else 200)


def _link(row: Offer) -> ClientLink | None:
    links = ClientLink.objects.owned_by(row.business)
    return links.filter(contact=row.contact, subject_kind=KIND, subject_ref=row.root_ref, purpose=PURPOSE).first()


def _letter(row: Offer) -> Letter | None:
    """The one that carried this version, if any did."""
    keys = [f"{template}:{row.ref}:{row.contact.ref}" for template in ("offer_sent", "offer_version_sent")]
    return Letter.objects.owned_by(row.business).filter(dedupe_key__in=keys).first()


def _act(request: DeskRequest, ref: str, act: Callable[[Offer, datetime], object], done: str) -> HttpResponse:
    """One service call on a sent offer; what it refuses is said on the offer's page."""
    try:
        act(own_offer(request, ref), timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("desk:offer", ref)


@require_POST
@owner_required
def withdraw(request: DeskRequest, ref: str) -> HttpResponse:
    by = acting(request)
    return _act(
        request, ref, lambda row, now: services.withdraw_offer(offer=row, by=by, now=now), _("The offer is withdrawn.")
    )


@require_POST
@owner_required
def version(request: DeskRequest, ref: str) -> HttpResponse:
    """A draft that copies the offer; the client keeps seeing the old one until the new one is sent."""
    try:
        draft = services.new_version(offer=own_offer(request, ref), by=acting(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("desk:offer", ref)
    return redirect("desk:offer", draft.ref)


@require_POST
@owner_required
def reopen(request: DeskRequest, ref: str) -> HttpResponse:
    row = own_offer(request, ref)
    form = ReopenOfferForm(request.POST)
    if form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        perform(form, lambda: services.reopen_offer(offer=row, reason=reason, by=acting(request), now=now))
    return redirect("desk:offer", ref) if form.is_valid() else _page(request, row, form)


@require_POST
@owner_required
def award(request: DeskRequest, ref: str) -> HttpResponse:
    """It was won on the platform, or the client said yes in person: the order opens with its kickoff list."""
    try:
        order = services.award_offer(offer=own_offer(request, ref), by=acting(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("desk:offer", ref)
    messages.success(request, _("Won. The order is open, with its list of first steps."))
    return redirect("desk:order", order.ref)


@require_POST
@owner_required
def discard(request: DeskRequest, ref: str) -> HttpResponse:
    row = own_offer(request, ref)
    try:
        services.discard_draft(offer=row, by=acting(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("desk:offer", ref)
    messages.success(request, _("The draft is thrown away."))
    return redirect("desk:offers")


@require_POST
@owner_required
def link(request: DeskRequest, ref: str) -> HttpResponse:
    """An address that opens again, after it was taken back or where there was none."""
    return _act(
        request, ref, lambda row, now: deal_link(offer=row, contact=row.contact, now=now), _("The link opens again.")
    )


urlpatterns = [
    path("offers/", offers, name="offers"),
    path("offers/new/", new, name="offer-new"),
    path("offers/<str:ref>/", offer, name="offer"),
    path("offers/<str:ref>/withdrawal/", withdraw, name="offer-withdraw"),
    path("offers/<str:ref>/version/", version, name="offer-version"),
    path("offers/<str:ref>/reopening/", reopen, name="offer-reopen"),
    path("offers/<str:ref>/award/", award, name="offer-award"),
    path("offers/<str:ref>/disposal/", discard, name="offer-discard"),
    path("offers/<str:ref>/link/", link, name="offer-link"),
    *composer.urlpatterns,
]
