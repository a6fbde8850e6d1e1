"""The offer's link: read and answer, then sign, then pay the first part. One thing at a time, on one address."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.doors import perform
from core.htmx import INVALID
from orders.services.accepting import accept_offer
from orders.services.answering import view_offer
from orders.services.signing import view_contract
from portal.context import about
from portal.deal import Deal, Step, deal_of
from portal.doors import LinkRequest, link_required, scene_of
from portal.forms import AcceptForm, ClaimForm, SignForm
from portal.limits import limited
from portal.paying import payable
from portal.signing import signing_of
from portal.talking import LATEST_BESIDE_A_DEAL, talk_of


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
        "talk": talk_of(request.link, since=deal.offer.sent_at, most=LATEST_BESIDE_A_DEAL),
        **about(request),
    }
    form: Form | None = None
    if deal.step == Step.ANSWER:
        context["accept_form"] = AcceptForm(initial={"paper_hash": deal.offer.paper_hash})
    elif deal.step == Step.SIGN and deal.contract:
        form = signed = refused if isinstance(refused, SignForm) else None
        context["signing"] = signing_of(request, deal.contract, deal.now, form=signed)
    elif deal.step == Step.PAY and deal.to_pay:
        form = claimed = refused if isinstance(refused, ClaimForm) else None
        context["payable"] = payable(deal.to_pay, request.business, deal.now, "deal", claimed)
    if refused is not None and form is None:
        context["refusals"] = [str(error) for errors in refused.errors.values() for error in errors]
    return render(request, "portal/deal/page.html", context, status=200 if refused is None else INVALID)


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
