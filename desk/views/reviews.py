"""Reputation: who is asked for a review, what clients wrote, and what of it everybody may read."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.scoping import get_own
from clients.models import ClientLink
from core.doors import perform
from core.errors import Refused
from core.htmx import INVALID
from desk.doors import DeskRequest, acting, owner_required
from desk.forms.reviews import PlatformReviewForm, WaiveForm
from desk.lists import listed, tabs
from desk.ready_texts import to_carry
from orders.models import OrderKind
from reviews.models import AskState, Review, ReviewAsk
from reviews.models.ask import NUDGE_AFTER
from reviews.services import answering, asking, publishing, texts

form_page = require_http_methods(["GET", "HEAD", "POST"])

# What the tabs hold.
GROUPS: dict[str, list[str]] = {
    "ask": [AskState.PLANNED],
    "asked": [AskState.SENT, AskState.REMINDED],
    "answered": [AskState.ANSWERED],
    "past": [AskState.CLOSED, AskState.WAIVED],
}


@require_GET
@owner_required
def reviews(request: DeskRequest) -> HttpResponse:
    """By where each request stands, the newest first."""
    group = request.GET.get("state", "ask")
    group = group if group in GROUPS else "ask"
    rows = ReviewAsk.objects.owned_by(request.business).for_list().filter(state__in=GROUPS[group])
    today = timezone.localdate()
    context = {
        "page": listed(request, rows, "-created_at"),
        "group": group,
        "tabs": tabs(request, "state", group, _groups()),
        "today": today,
        "nudge": today - NUDGE_AFTER,
        **_public(request),
    }
    return render(request, "desk/reviews/list.html", context)


def _groups() -> list[tuple[str, str]]:
    return [
        ("ask", pgettext("reviews", "To ask")),
        ("asked", pgettext("reviews", "Asked")),
        ("answered", pgettext("reviews", "Answered")),
        ("past", pgettext("reviews", "Closed")),
    ]


def _public(request: DeskRequest) -> dict[str, Any]:
    count, average = Review.objects.owned_by(request.business).public().standing()
    address = settings.PUBLIC_URL + reverse("portal:praise", args=[request.business.slug])
    return {"public_count": count, "public_average": average, "public_address": address}


def own_ask(request: DeskRequest, ref: str) -> ReviewAsk:
    return get_own(ReviewAsk.objects.with_order(), request.business, ref=ref)


@require_GET
@owner_required
def review(request: DeskRequest, ref: str) -> HttpResponse:
    return _show(request, own_ask(request, ref))


def _show(request: DeskRequest, ask: ReviewAsk, waive: WaiveForm | None = None) -> HttpResponse:
    """One order's request and what came of it; a refused reason comes back as typed."""
    now = timezone.now()
    is_platform = ask.order.kind == OrderKind.PLATFORM
    context = {
        "ask": ask,
        "order": ask.order,
        "now": now,
        "review": Review.objects.owned_by(request.business).filter(order=ask.order_id).first(),
        "is_platform": is_platform,
        "is_held": ask.is_open and asking.has_complaint(ask),
        "link": _link(ask, now) if ask.is_open else "",
        "text": _text(ask),
        "waive": waive or WaiveForm(),
    }
    return render(request, "desk/reviews/ask.html", context, status=INVALID if waive else 200)


def _link(ask: ReviewAsk, now: datetime) -> str:
    """The client's address, where it was made and opens."""
    links = ClientLink.objects.owned_by(ask.business).live(now)
    found = links.filter(subject_kind=asking.LINK_KIND, subject_ref=ask.order.ref, contact=ask.order.contact_id).first()
    return found.url if found else ""


def _text(ask: ReviewAsk) -> str:
    """What is carried over by hand next: the ask, then the one reminder."""
    if ask.state == AskState.PLANNED:
        return to_carry(ask.order, texts.ask_to_copy(ask.order))
    return to_carry(ask.order, texts.reminder_to_copy(ask.order)) if ask.state == AskState.SENT else ""


def _act(request: DeskRequest, ref: str, act: Callable[[ReviewAsk, datetime], object], done: str) -> HttpResponse:
    try:
        act(own_ask(request, ref), timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("desk:review", ref)


@require_POST
@owner_required
def send(request: DeskRequest, ref: str) -> HttpResponse:
    by = acting(request)
    return _act(
        request, ref, lambda ask, now: asking.send_ask_now(ask=ask, by=by, now=now), _("The request is on its way.")
    )


@require_POST
@owner_required
def asked(request: DeskRequest, ref: str) -> HttpResponse:
    by = acting(request)
    return _act(request, ref, lambda ask, now: asking.note_asked(ask=ask, by=by, now=now), _("Marked as sent."))


@require_POST
@owner_required
def reminded(request: DeskRequest, ref: str) -> HttpResponse:
    by = acting(request)
    return _act(
        request, ref, lambda ask, now: asking.note_reminded(ask=ask, by=by, now=now),
        _("The reminder is noted. It was the only one."),
    )  # fmt: skip


@require_POST
@owner_required
def waive(request: DeskRequest, ref: str) -> HttpResponse:
    """This client is not asked, and why."""
    ask, form = own_ask(request, ref), WaiveForm(request.POST)
    if form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        perform(form, lambda: asking.waive_ask(ask=ask, reason=reason, by=acting(request), now=now))
    if form.errors:
        return _show(request, ask, form)
    messages.success(request, _("This client is not asked. The reason is kept."))
    return redirect("desk:review", ref)


@form_page
@owner_required
def record(request: DeskRequest, ref: str) -> HttpResponse:
    """What the client wrote on the platform, with the scores given there."""
    ask = own_ask(request, ref)
    form = PlatformReviewForm(request.POST or None, initial={"author_name": ask.order.contact.name})
    if form.is_valid():
        said, now = form.said(), timezone.now()
        kept = perform(
            form, lambda: answering.record_platform_review(ask=ask, by=acting(request), now=now, **said)
        )  # fmt: skip
        if kept is not None:
            messages.success(request, _("The review is kept."))
            return redirect("desk:review", ref)
    context = {"ask": ask, "order": ask.order, "form": form}
    return render(request, "desk/reviews/record.html", context, status=INVALID if form.errors else 200)


def _own_review(request: DeskRequest, ref: str) -> Review:
    rows = Review.objects.select_related("business", "order__client")
    return get_own(rows, request.business, ask__ref=ref)


@require_POST
@owner_required
def publish(request: DeskRequest, ref: str) -> HttpResponse:
    row = _own_review(request, ref)
    try:
        publishing.publish_review(review=row, by=acting(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Everybody may read it now."))
    return redirect("desk:review", ref)


@require_POST
@owner_required
def hide(request: DeskRequest, ref: str) -> HttpResponse:
    publishing.hide_review(review=_own_review(request, ref), by=acting(request), now=timezone.now())
    messages.success(request, _("It is hidden now."))
    return redirect("desk:review", ref)


@require_POST
@owner_required
def hide_all(request: DeskRequest) -> HttpResponse:
    """Switches the public page off."""
    publishing.hide_all(business=request.business, by=acting(request), now=timezone.now())
    messages.success(request, _("The public page is off. Each review can be published again."))
    return redirect("desk:reviews")


urlpatterns = [
    path("reviews/", reviews, name="reviews"),
    path("reviews/hiding/", hide_all, name="reviews-hide"),
    path("reviews/<str:ref>/", review, name="review"),
    path("reviews/<str:ref>/sending/", send, name="review-send"),
    path("reviews/<str:ref>/asked/", asked, name="review-asked"),
    path("reviews/<str:ref>/reminded/", reminded, name="review-reminded"),
    path("reviews/<str:ref>/waiver/", waive, name="review-waive"),
    path("reviews/<str:ref>/record/", record, name="review-record"),
    path("reviews/<str:ref>/publication/", publish, name="review-publish"),
    path("reviews/<str:ref>/hiding/", hide, name="review-hide"),
]
