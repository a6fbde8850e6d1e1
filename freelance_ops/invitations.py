"""The page on which an invited person says yes or no to keeping somebody's books."""

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


def _for_bookkeepers(view: Any) -> Any:
    view.door = "BOOKS"
    return view


@_for_bookkeepers
@require_safe
@login_required
def invitations(request: HttpRequest) -> HttpResponse:
    """Every invitation that waits for the signed-in person's answer."""
    waiting = invitations_of(request.user)  # type: ignore[arg-type]  # signed in by now
    rows = [{"invitation": one, "owner": one.business.owner.full_name} for one in waiting]
    return render(request, "account/invitations.html", {"rows": rows})


@_for_bookkeepers
@require_POST
@login_required
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Accepts or declines an own invitation; another's is not there."""
    invitation = get_object_or_404(Invitation.objects.select_related("business"), ref=ref, user=request.user.pk)
    accepts = request.POST.get("answer") == "accept"
    try:
        (accept_invitation if accepts else decline_invitation)(invitation=invitation, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("invitations")
    if accepts:
        return redirect(f"{reverse('admin:index')}?of={invitation.business.ref}")
    messages.success(request, _("Declined. Nothing was opened."))
    return redirect("invitations")
