"""The offer's link: read and answer, then sign, then pay the first part. One thing at a time, on one address."""

from typing import Any

from django.db.models import Prefetch
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.doors import perform
from core.htmx import INVALID
from orders.models import Enclosure, OrderState
from orders.services.accepting import accept_offer
from orders.services.answering import view_offer
from orders.services.changing import allowance_of
from orders.services.delivering import final_changes_of
from orders.services.signing import view_contract
from portal.context import about
from portal.deal import Deal, Step, deal_of
from portal.doors import LinkRequest, link_required, scene_of
from portal.final_files import final_files
from portal.forms import AcceptForm, ClaimForm, SignForm, WishForm, sentences_of
from portal.limits import limited
from portal.paying import payable
from portal.reviewing import review_url
from portal.signing import signing_of
from portal.talking import talk_beside

ENCLOSED = Prefetch("enclosures", Enclosure.objects.in_order())
AFTER_DELIVERY = {OrderState.DELIVERED, OrderState.FINAL_CHANGES, OrderState.COMPLETED}


def page(request: LinkRequest) -> HttpResponse:
    """Whatever is expected of the client now."""
    return show(request, deal_of(request.link, timezone.now()))


def show(request: LinkRequest, deal: Deal, refused: Form | None = None) -> HttpResponse:
    """The page of a deal. A `refused` form comes back where its step still stands, else only its sentences do."""
    context: dict[str, Any] = {
        "deal": deal,
        "step": deal.step.value,
        "now": deal.now,
        "offer": deal.offer,
        "talk": talk_beside(request.link, now=deal.now, since=deal.offer.sent_at),
        **_step(request, deal, refused),
        **_work(deal, refused),
        **about(request),
    }
    if refused is not None and not _stands(deal, refused):
        context["refusals"] = sentences_of(refused)
    return render(request, "portal/deal/page.html", context, status=200 if refused is None else INVALID)


def _step(request: LinkRequest, deal: Deal, refused: Form | None) -> dict[str, Any]:
    """What the one thing that is expected needs."""
    if deal.step == Step.SIGN and deal.contract:
        signed = refused if isinstance(refused, SignForm) else None
        return {"signing": signing_of(request, deal.contract, deal.now, form=signed)}
    if deal.step == Step.DONE and deal.order and not deal.holds:
        return {"review_url": review_url(request.link, deal.order, deal.now)}
    if deal.to_pay and deal.step != Step.CLOSED:
        claimed = refused if isinstance(refused, ClaimForm) else None
        return {"payable": payable(deal.to_pay, request.business, deal.now, "deal", claimed)}
    return {}


def _work(deal: Deal, refused: Form | None) -> dict[str, Any]:
    """What there is of the work: its files, and after the hand-over the place for wishes."""
    if deal.order is None or deal.order.started_at is None:
        return {}
    work: dict[str, Any] = {
        "files": final_files(deal.order),
        "extras": list(deal.order.change_orders.order_by("number").prefetch_related(ENCLOSED)),
        "has_shown": deal.shown_stages,
        "holds": deal.holds,
    }
    if deal.order.state in AFTER_DELIVERY:
        wish = refused if isinstance(refused, WishForm) else WishForm()
        allowance = allowance_of(deal.order)
        work |= {
            "wish": wish,
            "allowance": allowance,
            "can_change": deal.order.state == OrderState.DELIVERED and allowance.left > 0 and not deal.is_paid,
            "final_changes": final_changes_of(deal.order),
        }
    return work


def _stands(deal: Deal, refused: Form) -> bool:
    """Whether the form that was refused is still on the page."""
    if isinstance(refused, SignForm):
        return deal.step == Step.SIGN
    if isinstance(refused, ClaimForm):
        return deal.to_pay is not None
    return isinstance(refused, WishForm) and deal.order is not None and deal.order.state in AFTER_DELIVERY


@require_POST
@link_required
@limited("portal")
def accept(request: LinkRequest) -> HttpResponse:
    """Accepts exactly what was read. Of two tabs the second finds the order of the first."""
    now = timezone.now()
    deal, form = deal_of(request.link, now), AcceptForm(request.POST)
    if form.is_valid():
        read = form.cleaned_data["paper_hash"]
        scene = scene_of(request)
        perform(
            form, lambda: accept_offer(offer=deal.offer, paper_hash=read, contact=request.contact, now=now, **scene)
        )
    if form.errors:
        return show(request, deal_of(request.link, now), form)
    return redirect("portal:subject", request.link.token)


@require_POST
@link_required
def seen(request: LinkRequest) -> HttpResponse:
    """A person touched the page: the offer, or the contract, was read."""
    deal = deal_of(request.link, timezone.now())
    view_offer(offer=deal.offer, contact=request.contact, now=deal.now)
    if deal.contract:
        view_contract(contract=deal.contract, contact=request.contact, now=deal.now, **scene_of(request))
    return HttpResponse(status=204)


urlpatterns = [
    path("acceptance/", accept, name="accept"),
    path("seen/", seen, name="seen"),
]
