"""A stage on the client's link: look at it, approve it, ask for one list of changes, or for extra work."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.doors import perform
from core.htmx import INVALID
from files.services.download import show_picture
from orders.services.approving import approve_milestone
from orders.services.changing import ask_changes, request_change_order
from portal.context import about
from portal.doors import LinkRequest, link_required
from portal.forms import ChangesForm, ShownForm, sentences_of
from portal.limits import limited
from portal.stages import StagePage, sample_of, stage_of


@require_safe
@link_required
def stage(request: LinkRequest, position: int) -> HttpResponse:
    """What is shown now, and what answering it brings about."""
    page = stage_of(request.link, position, timezone.now())
    return _show(request, page) if page else redirect("portal:subject", request.link.token)


@require_safe
@link_required
def sample(request: LinkRequest, position: int, ref: str) -> HttpResponseBase:
    """One low-resolution picture of what was shown; the original never leaves by this door."""
    return show_picture(sample_of(request.link, position, ref, timezone.now()).picture)


@require_POST
@link_required
@limited("portal")
def approve(request: LinkRequest, position: int) -> HttpResponse:
    """Approves exactly what was shown; pressed twice, it is approved once."""
    page, form = _stage(request, position), ShownForm(request.POST)
    if form.is_valid():
        ref, now = form.cleaned_data["shown"], page.deal.now
        perform(form, lambda: approve_milestone(submission=page.shown(ref), contact=request.contact, now=now))
    if form.errors:
        return _refused(request, position, form)
    messages.success(request, _("The stage is approved. Thank you."))
    return redirect("portal:subject", request.link.token)


@require_POST
@link_required
@limited("portal")
def changes(request: LinkRequest, position: int) -> HttpResponse:
    """The one list of changes of this round."""
    page, form = _stage(request, position), ChangesForm(request.POST, request.FILES)

    def ask(said: dict[str, Any]) -> object:
        return ask_changes(
            submission=page.shown(said["shown"]), text=said["text"], contact=request.contact, now=page.deal.now,
            once=said["once"], uploads=said["file"],
        )  # fmt: skip

    return _answered(request, position, form, ask, _("Your list has arrived. A new version comes to this same page."))


@require_POST
@link_required
@limited("portal")
def extra(request: LinkRequest, position: int) -> HttpResponse:
    """Work beyond what was agreed: it waits for a price."""
    page, form = _stage(request, position), ChangesForm(request.POST, request.FILES)

    def ask(said: dict[str, Any]) -> object:
        return request_change_order(
            order=page.order, milestone=page.milestone, text=said["text"], contact=request.contact, now=page.deal.now,
            once=said["once"], uploads=said["file"],
        )  # fmt: skip

    return _answered(request, position, form, ask, _("Your request has arrived. It waits for a price."))


def _answered(
    request: LinkRequest, position: int, form: ChangesForm, ask: Callable[[dict[str, Any]], object], thanks: str
) -> HttpResponse:
    if form.is_valid():
        perform(form, lambda: ask(form.cleaned_data))
    if form.errors:
        return _refused(request, position, form)
    messages.success(request, thanks)
    return redirect(reverse("portal:stage", args=[request.link.token, position]))


def _refused(request: LinkRequest, position: int, form: ShownForm) -> HttpResponse:
    """The stage as it is by now, with the refusal and all that was typed."""
    return _show(request, _stage(request, position), form)


def _show(request: LinkRequest, page: StagePage, refused: ShownForm | None = None) -> HttpResponse:
    newest = page.now_shown.row.ref
    typed = refused.for_round(newest) if isinstance(refused, ChangesForm) and page.is_open else None
    context = {
        "page": page,
        "order": page.order,
        "milestone": page.milestone,
        "now": page.deal.now,
        "form": typed or ChangesForm(initial={"shown": newest}),
        "approve_form": ShownForm(initial={"shown": newest}),
        "refusals": sentences_of(refused) if refused and not typed else [],
        **about(request),
    }
    return render(request, "portal/stages/page.html", context, status=INVALID if refused else 200)


def _stage(request: LinkRequest, position: int) -> StagePage:
    page = stage_of(request.link, position, timezone.now())
    if page is None:
        raise Http404
    return page


urlpatterns = [
    path("stages/<int:position>/", stage, name="stage"),
    path("stages/<int:position>/approval/", approve, name="stage-approve"),
    path("stages/<int:position>/changes/", changes, name="stage-changes"),
    path("stages/<int:position>/extra/", extra, name="stage-extra"),
    path("stages/<int:position>/samples/<str:ref>/", sample, name="sample"),
]
