"""What the client writes about an offer: a question, wishes for a changed one, or why not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clients.services.calendars import reply_promise
from core.doors import perform
from core.htmx import INVALID
from orders.services.answering import ask_about_offer, ask_changes, decline_offer
from portal.context import about
from portal.deal import Step, deal_of
from portal.doors import LinkRequest, link_required
from portal.forms import ReasonForm, TextForm
from portal.limits import limited
from portal.talking import talk_of, thanks_for


@require_http_methods(["GET", "HEAD", "POST"])
@link_required
@limited("portal")
def ask(request: LinkRequest) -> HttpResponse:
    """A question about the offer and what follows from it, or a wish to have the offer changed."""
    deal, form = deal_of(request.link, timezone.now()), TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = ask_changes if "changes" in request.POST else ask_about_offer
        said = {"text": form.cleaned_data["text"], "once": form.cleaned_data["once"]}
        perform(form, lambda: act(offer=deal.offer, contact=request.contact, now=deal.now, **said))
        if not form.errors:
            messages.success(request, thanks_for(talk_of(request.link, now=deal.now).answer_by, deal.now))
            return redirect("portal:subject", request.link.token)
    context = {
        "deal": deal,
        "step": deal.step.value,
        "now": deal.now,
        "form": form,
        "talk": talk_of(request.link, now=deal.now, since=deal.offer.sent_at),
        "promise": reply_promise(request.business, deal.now),
        **about(request),
    }
    return render(request, "portal/deal/ask.html", context, status=INVALID if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@link_required
@limited("portal")
def decline(request: LinkRequest) -> HttpResponse:
    """No, and why: the freelancer reads the reason, and nobody follows up."""
    deal, form = deal_of(request.link, timezone.now()), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        perform(form, lambda: decline_offer(offer=deal.offer, contact=request.contact, reason=reason, now=deal.now))
    if request.method == "POST" and not form.errors:
        return redirect("portal:subject", request.link.token)
    if request.method != "POST" and deal.step != Step.ANSWER:
        return redirect("portal:subject", request.link.token)
    context = {"deal": deal, "form": form, **about(request)}
    return render(request, "portal/deal/decline.html", context, status=INVALID if form.errors else 200)


urlpatterns = [
    path("question/", ask, name="ask"),
    path("refusal/", decline, name="decline"),
]
