"""The desk's door: only a signed-in freelancer with an open business comes in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from accounts.models import Business, Membership, User
from accounts.services.invitations import invitations_of
from core.actors import Actor

P = ParamSpec("P")


class DeskRequest(HttpRequest):
    """A request that came through `owner_required`: who asks and for which business is known."""

    user: User
    business: Business
    htmx: Any


class SignedInRequest(HttpRequest):
    """A request that came through `signed_in`: the business may not be open yet."""

    user: User
    business: Business | None


View = Callable[Concatenate[DeskRequest, P], HttpResponseBase]


def owner_required(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Strangers sign in first, bookkeepers go to the books, a new freelancer to the first-run steps."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        business = request.business  # type: ignore[attr-defined]  # set by our middleware and doors
        if business is None:
            return redirect(_elsewhere(request) or "desk:setup")
        timezone.activate(business.zone)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # signed in by now

    guarded.door = "OWNER"  # type: ignore[attr-defined]  # set by our middleware and doors
    return guarded


def signed_in(
    view: "Callable[Concatenate[SignedInRequest, P], HttpResponseBase]",
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """For what comes before a business is open (first run, language): any freelancer; bookkeepers go to the books."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        business = request.business  # type: ignore[attr-defined]  # set by our middleware and doors
        if business is not None:
            timezone.activate(business.zone)
        elif elsewhere := _elsewhere(request):
            return redirect(elsewhere)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # signed in by now

    guarded.door = "OWNER"  # type: ignore[attr-defined]  # set by our middleware and doors
    return guarded


def keeps_books_only(request: HttpRequest) -> bool:
    """Somebody's bookkeeper without a business of their own."""
    return Membership.objects.filter(user=request.user.pk, role=Membership.Role.BOOKKEEPER).exists()


def _elsewhere(request: HttpRequest) -> str:
    """Where somebody without a business belongs: the books they keep, an invitation to answer; "" for the first run.

    Who was invited may still open a desk of their own: after the answer the first run is theirs.
    """
    if keeps_books_only(request):
        return "admin:index"
    return "invitations" if invitations_of(request.user) else ""  # type: ignore[arg-type]  # signed in by now


def acting(request: DeskRequest | SignedInRequest) -> Actor:
    """The freelancer as the actor of an event."""
    return Actor.owner(request.user.ref)
