"""The contract: read it whole, ask for a code, sign or decline, and keep the signed copy."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.doors import perform
from core.errors import Refused
from core.htmx import INVALID
from files.services.download import respond
from orders.models import Contract
from orders.papers.contract import stored_paper
from orders.services.codes import request_code
from orders.services.signing import decline_contract, sign_contract
from portal.context import about
from portal.deal import Deal, Step, deal_of
from portal.doors import LinkRequest, link_required, scene_of
from portal.forms import ReasonForm
from portal.limits import limited
from portal.signing import signing_of
from portal.views.deal import show


@require_safe
@link_required
def read(request: LinkRequest) -> HttpResponse:
    """The whole contract in both languages."""
    deal, contract = _contract(request)
    context = {"deal": deal, "contract": contract, "paper": stored_paper(contract), **about(request)}
    return render(request, "portal/deal/contract.html", context)


@require_POST
@link_required
@limited("portal_code")
def code(request: LinkRequest) -> HttpResponse:
    """Sends a new one-time code; older ones stop working."""
    deal, contract = _contract(request)
    try:
        request_code(contract=contract, contact=request.contact, now=deal.now, **scene_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The code is on its way to your e-mail. It works for ten minutes."))
    return redirect(reverse("portal:subject", args=[request.link.token]) + "#sign")


@require_POST
@link_required
@limited("portal_code")
def sign(request: LinkRequest) -> HttpResponse:
    """Signs what was shown; wrong codes count."""
    deal, contract = _contract(request)
    form = signing_of(request, contract, deal.now, request.POST).form
    if form.is_valid():
        said = form.cleaned_data
        perform(
            form,
            lambda: sign_contract(
                contract=contract, contact=request.contact, typed_name=said["typed_name"], consent=said["consent"],
                code=said.get("code", ""), paper_hash=said["paper_hash"], now=deal.now, **scene_of(request),
            ),
        )  # fmt: skip
    if form.errors:
        return show(request, deal_of(request.link, deal.now), form)
    return redirect("portal:subject", request.link.token)


@require_http_methods(["GET", "HEAD", "POST"])
@link_required
@limited("portal")
def decline(request: LinkRequest) -> HttpResponse:
    """Does not sign, and says why."""
    deal, contract = _contract(request)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = {"reason": form.cleaned_data["reason"], "now": deal.now, **scene_of(request)}
        perform(form, lambda: decline_contract(contract=contract, contact=request.contact, **words))
    if request.method == "POST" and not form.errors:
        return redirect("portal:subject", request.link.token)
    if request.method != "POST" and deal.step != Step.SIGN:
        return redirect("portal:subject", request.link.token)
    context = {"deal": deal, "contract": contract, "form": form, **about(request)}
    return render(request, "portal/deal/decline.html", context, status=INVALID if form.errors else 200)


@require_safe
@link_required
def signed_copy(request: LinkRequest) -> HttpResponseBase:
    """The signed PDF, once it is sealed."""
    _deal, contract = _contract(request)
    if contract.file is None or contract.state != Contract.State.SIGNED:
        raise Http404
    return respond(contract.file)


def _contract(request: LinkRequest) -> tuple[Deal, Contract]:
    deal = deal_of(request.link, timezone.now())
    if deal.contract is None:
        raise Http404
    return deal, deal.contract


urlpatterns = [
    path("contract/", read, name="contract"),
    path("contract/code/", code, name="code"),
    path("contract/signature/", sign, name="sign"),
    path("contract/refusal/", decline, name="decline-contract"),
    path("contract/file/", signed_copy, name="signed-copy"),
]
