"""The offer's link: read and answer, then sign, then pay the first part. One thing at a time, on one address."""

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
from orders.services.accepting import accept_offer
from orders.services.answering import ask_about_offer, ask_changes, decline_offer, view_offer
from orders.services.signing import view_contract
from portal import signing
from portal.context import about
from portal.deal import Deal, Step, deal_of
from portal.doors import LinkRequest, link_required, scene_of
from portal.forms import AcceptForm, ReasonForm, TextForm
from portal.limits import limited
from portal.views.invoice import claim_form, payment_details

PAGE = "portal/deal/page.html"


def page(request: LinkRequest) -> HttpResponse:
    """Whatever is expected of the client now."""
    return show(request, deal_of(request.link, timezone.now()))


def show(request: LinkRequest, deal: Deal, status: int = 200, **extra: Any) -> HttpResponse:
    """The page of a deal; `extra` carries a form that came back with errors."""
    context = {"deal": deal, "step": deal.step, "now": deal.now, "offer": deal.offer, **about(request)}
    if deal.step == Step.ANSWER:
        context["accept_form"] = AcceptForm(initial={"paper_hash": deal.offer.paper_hash})
    if deal.step == Step.SIGN and "sign_form" not in extra:
        context["sign_form"] = signing.form_for(request, deal)
    if deal.step == Step.PAY and deal.to_pay:
        context |= {"pay_to": payment_details(request.business), "claim_form": claim_form(deal.to_pay)}
    return render(request, PAGE, context | extra, status=status)


@require_POST
@link_required
@limited("portal")
def accept(request: LinkRequest) -> HttpResponse:
    """Accepts exactly what was read. Of two tabs the second finds the order of the first."""
    now = timezone.now()
    deal = deal_of(request.link, now)
    form = AcceptForm(request.POST)
    if form.is_valid():
        perform(
            form,
            lambda: accept_offer(
                offer=deal.offer, paper_hash=form.cleaned_data["paper_hash"], contact=request.contact, now=now,
                **scene_of(request),
            ),
        )  # fmt: skip
    if form.errors:
        return show(request, deal_of(request.link, now), INVALID, refusal=_sentences(form))
    return redirect("portal:subject", request.link.token)


@require_http_methods(["GET", "POST"])
@link_required
@limited("portal")
def ask(request: LinkRequest) -> HttpResponse:
    """A question about the offer, or a wish to have it changed."""
    deal = deal_of(request.link, timezone.now())
    form = TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = ask_changes if "changes" in request.POST else ask_about_offer
        words = {"text": form.cleaned_data["text"], "once": form.cleaned_data["once"]}
        perform(form, lambda: act(offer=deal.offer, contact=request.contact, now=deal.now, **words))
        if not form.errors:
            messages.success(request, _("Sent. The answer comes to your e-mail and stays on this page."))
            return redirect("portal:subject", request.link.token)
    return render(
        request, "portal/deal/ask.html", {"deal": deal, "form": form, **about(request)}, status=_status(form)
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@link_required
@limited("portal")
def decline(request: LinkRequest) -> HttpResponse:
    """No, and why: the freelancer reads the reason, and nobody follows up."""
    deal = deal_of(request.link, timezone.now())
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        perform(form, lambda: decline_offer(offer=deal.offer, contact=request.contact, reason=reason, now=deal.now))
        if not form.errors:
            return redirect("portal:subject", request.link.token)
    return render(
        request, "portal/deal/decline.html", {"deal": deal, "form": form, **about(request)}, status=_status(form)
    )  # fmt: skip


@require_POST
@link_required
def seen(request: LinkRequest) -> HttpResponse:
    """A person touched the page: the offer, or the contract, was read."""
    deal = deal_of(request.link, timezone.now())
    view_offer(offer=deal.offer, contact=request.contact, now=deal.now)
    if deal.contract:
        view_contract(contract=deal.contract, contact=request.contact, now=deal.now, **scene_of(request))
    return HttpResponse(status=204)


def _status(form: TextForm | ReasonForm) -> int:
    return INVALID if form.errors else 200


def _sentences(form: AcceptForm) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]


urlpatterns = [
    path("acceptance/", accept, name="accept"),
    path("question/", ask, name="ask"),
    path("refusal/", decline, name="decline"),
    path("seen/", seen, name="seen"),
]
