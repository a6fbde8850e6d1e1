"""The page on which an invited person says yes or no to keeping somebody's books."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Invitation
from accounts.services.invitations import accept_invitation, decline_invitation, invitations_of
from core.errors import Refused
from core.htmx import INVALID

ANSWERS: dict[str | None, Callable[..., object]] = {"accept": accept_invitation, "decline": decline_invitation}


def _for_bookkeepers(view: Any) -> Any:
    view.door = "BOOKS"
    return view


@_for_bookkeepers
@require_safe
@login_required
def invitations(request: HttpRequest) -> HttpResponse:
    """Every invitation that waits for the signed-in person's answer."""
    return _page(request)


@_for_bookkeepers
@require_POST
@login_required
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Accepts or declines an own invitation; another's is not there. Without an answer the question comes back."""
    invitation = get_object_or_404(Invitation.objects.select_related("business"), ref=ref, user=request.user.pk)
    word = request.POST.get("answer")
    if word not in ANSWERS:
        return _page(request, unanswered=ref)
    try:
        ANSWERS[word](invitation=invitation, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("invitations")
    if word == "accept":
        return redirect(f"{reverse('admin:index')}?of={invitation.business.ref}")
    messages.success(request, _("Declined. Nothing was opened."))
    return redirect("invitations")


def _page(request: HttpRequest, unanswered: str = "") -> HttpResponse:
    """What waits; `unanswered` is the one that was sent back without a yes or a no."""
    waiting = invitations_of(request.user)  # type: ignore[arg-type]  # signed in by now
    rows = [{"invitation": one, "owner": one.business.owner.full_name} for one in waiting]
    context = {"rows": rows, "unanswered": unanswered}
    return render(request, "account/invitations.html", context, status=INVALID if unanswered else 200)
