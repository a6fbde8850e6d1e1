"""Inquiries: the list, one typed in by hand, and its life: rated, in talks, accepted, declined, taken back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.scoping import get_own
from clients.errors import NoCriteriaYet
from clients.models import Client, Criterion, Lead, Score
from clients.services import leads as services
from clients.wording import decline_texts, score_reasons
from core.doors import perform
from core.htmx import INVALID
from desk.addresses import inquiry_address
from desk.doors import DeskRequest, acting, owner_required
from desk.forms.leads import AcceptForm, DeclineForm, KnownClientLeadForm, LeadForm, RatingForm, ReopenForm
from desk.lists import listed, tabs

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@owner_required
def leads(request: DeskRequest) -> HttpResponse:
    """The list, newest first; `state` and `q` in the address narrow it."""
    state = request.GET.get("state", "open")
    rows = Lead.objects.owned_by(request.business).search(request.GET.get("q", "")).for_list()
    if state in Lead.State.values:
        rows = rows.filter(state=state)
    elif state != "all":
        state, rows = "open", rows.open()
    names: list[tuple[str, Any]] = [
        ("open", pgettext("leads", "Open")),
        *Lead.State.choices,
        ("all", pgettext("leads", "All")),
    ]
    context = {
        "page": listed(request, rows, "-received_at"),
        "state": state,
        "tabs": tabs(request, "state", state, names),
        "address": inquiry_address(request.business),
    }
    return render(request, "desk/leads/list.html", context)


@form_page
@owner_required
def new(request: DeskRequest) -> HttpResponse:
    """By hand: the pasted text, who wrote it and where; `client` in the address is somebody we know already."""
    client = _known_client(request)
    kind = KnownClientLeadForm if client else LeadForm
    form = kind(request.POST or None, business=request.business)
    if form.is_valid():
        lead = perform(form, lambda: _note(request, client, dict(form.cleaned_data)))
        if lead is not None:
            return redirect("desk:lead", lead.ref)
    context = {"form": form, "client": client}
    return render(request, "desk/leads/new.html", context, status=INVALID if form.errors else 200)


def _known_client(request: DeskRequest) -> Client | None:
    ref = request.GET.get("client")
    return get_own(Client, request.business, ref=ref) if ref else None


def _note(request: DeskRequest, client: Client | None, given: dict[str, Any]) -> Lead:
    platform = given.pop("platform")
    return services.note_lead(
        business=request.business,
        name=given.pop("name", ""),
        client=client,
        platform=None if platform.is_direct else platform,
        by=acting(request),
        now=timezone.now(),
        **given,
    )


@require_GET
@owner_required
def lead(request: DeskRequest, ref: str) -> HttpResponse:
    return _page(request, _get(request, ref))


def _get(request: DeskRequest, ref: str) -> Lead:
    return get_own(Lead.objects.all().for_page(), request.business, ref=ref)


def _page(request: DeskRequest, row: Lead, **forms: Any) -> HttpResponse:
    """The lead with its rating form; a refused form comes back with what was typed."""
    criteria = list(Criterion.objects.owned_by(request.business).current())
    context = {
        "lead": row,
        "client": row.client,
        "score": row.score,
        "reasons": score_reasons(row.score) if row.score else [],
        "criteria": criteria,
        "rating": forms.get("rating") or _rating_form(row, criteria),
        "reopen": forms.get("reopen") or ReopenForm(),
        "message_url": reverse("desk:conversation", args=[row.client.conversation.ref]),
        "is_stale": row.score is not None and bool(criteria) and row.score.version != criteria[0].version,
    }
    refused = any(form.errors for form in forms.values())
    return render(request, "desk/leads/lead.html", context, status=INVALID if refused else 200)


def _rating_form(row: Lead, criteria: list[Criterion], data: Any = None) -> RatingForm:
    rated = {one["label"]: one["rating"] for one in row.score.ratings} if row.score else {}
    return RatingForm(data, criteria=criteria, rated=rated)


@require_POST
@owner_required
def score(request: DeskRequest, ref: str) -> HttpResponse:
    row = _get(request, ref)
    criteria = list(Criterion.objects.owned_by(request.business).current())
    form = _rating_form(row, criteria, request.POST)
    if form.is_valid():
        now = timezone.now()
        done = perform(form, lambda: services.score_lead(lead=row, ratings=form.ratings(), by=acting(request), now=now))
        if done is not None:
            return redirect("desk:lead", ref)
    return _page(request, row, rating=form)


@require_POST
@owner_required
def talks(request: DeskRequest, ref: str) -> HttpResponse:
    """Refused while the ideal client is not written down; the way to the list stands beside the sentence."""
    row = _get(request, ref)
    form = forms.Form({})
    perform(form, lambda: services.start_talks(lead=row, by=acting(request), now=timezone.now()))
    if form.is_valid():
        messages.success(request, _("The talks have begun."))
        return redirect("desk:lead", ref)
    missing = not Criterion.objects.owned_by(request.business).current().exists()
    context = {"lead": row, "form": form, "hint": NoCriteriaYet.hint if missing else ""}
    return render(request, "desk/leads/refused.html", context, status=INVALID)


@form_page
@owner_required
def accept(request: DeskRequest, ref: str) -> HttpResponse:
    """One press where the score speaks for the lead; else the reason is asked for first."""
    row = _get(request, ref)
    needs_reason = _speaks_against(row.score)
    form = AcceptForm(request.POST if request.method == "POST" else None, needs_reason=needs_reason)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        reason = form.cleaned_data["reason"]
        perform(form, lambda: services.accept_lead(lead=row, by=acting(request), now=now, reason=reason))
        if form.is_valid():
            messages.success(request, _("Accepted. The next step is an offer."))
            return redirect("desk:lead", ref)
    context = {"lead": row, "form": form, "score": row.score, "needs_reason": needs_reason}
    context["reasons"] = score_reasons(row.score) if row.score else []
    return render(request, "desk/leads/accept.html", context, status=INVALID if form.errors else 200)


def _speaks_against(score: Score | None) -> bool:
    return score is None or score.verdict == Score.Verdict.DECLINE


@form_page
@owner_required
def decline(request: DeskRequest, ref: str) -> HttpResponse:
    """The second of the two clicks: everything is filled in, and can be changed. `text` chooses another ready text."""
    row = _get(request, ref)
    ready = decline_texts(row)
    chosen = next((text for text in ready if text.key == request.GET.get("text")), ready[-1])
    initial = {"reason": _likely_reason(row), "text": chosen.body}
    form = DeclineForm(request.POST) if request.method == "POST" else DeclineForm(initial=initial)
    if form.is_valid():
        answer = perform(form, lambda: _decline(request, row, form))
        if form.is_valid():
            return _declined(request, row, answered=bool(answer), sent=bool(answer and answer.letter_ref))
    context = {
        "lead": row,
        "client": row.client,
        "form": form,
        "ready": [{"href": f"?text={text.key}", "label": text.title, "current": text == chosen} for text in ready],
        "by_mail": bool(row.client.mail_allowed and row.contact.email),
    }
    return render(request, "desk/leads/decline.html", context, status=INVALID if form.errors else 200)


def _likely_reason(row: Lead) -> str:
    """A missing must-have where the score found one, else that it is outside the freelancer's field."""
    stops = row.score is not None and any(reason["code"] == "stop" for reason in row.score.reasons)
    return "0" if stops else "3"


def _decline(request: DeskRequest, row: Lead, form: DeclineForm) -> Any:
    return services.decline_lead(
        lead=row, reason=form.why(), text=form.cleaned_data["text"], by=acting(request), now=timezone.now()
    )


def _declined(request: DeskRequest, row: Lead, *, answered: bool, sent: bool) -> HttpResponse:
    if sent:
        messages.success(request, _("Declined. The letter is on its way."))
    elif answered:
        messages.success(request, _("Declined. Copy the text and send it from where they wrote."))
    else:
        messages.success(request, _("Declined. Nothing was sent."))
    return redirect("desk:lead", row.ref)


@require_POST
@owner_required
def reopen(request: DeskRequest, ref: str) -> HttpResponse:
    row = _get(request, ref)
    form = ReopenForm(request.POST)
    if form.is_valid():
        now = timezone.now()
        reason = form.cleaned_data["reason"]
        perform(form, lambda: services.reopen_lead(lead=row, reason=reason, by=acting(request), now=now))
    return redirect("desk:lead", ref) if form.is_valid() else _page(request, row, reopen=form)


urlpatterns = [
    path("leads/", leads, name="leads"),
    path("leads/new/", new, name="lead-new"),
    path("leads/<str:ref>/", lead, name="lead"),
    path("leads/<str:ref>/score/", score, name="lead-score"),
    path("leads/<str:ref>/talks/", talks, name="lead-talks"),
    path("leads/<str:ref>/acceptance/", accept, name="lead-accept"),
    path("leads/<str:ref>/decline/", decline, name="lead-decline"),
    path("leads/<str:ref>/reopening/", reopen, name="lead-reopen"),
]
