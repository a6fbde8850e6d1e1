"""The portal's door: whoever holds a live personal link, and sees only what hangs on that link's own rows."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation

from accounts.models import Business
from clients.errors import LinkExpired, LinkForged, LinkRevoked
from clients.models import ClientLink, Contact
from clients.services.links import log_access, open_token, touch
from core.reader import use_country

GONE = 410


class LinkRequest(HttpRequest):
    """A request that came through `link_required`: which link, whose business, and who reads."""

    link: ClientLink
    business: Business
    contact: Contact
    htmx: Any


View = Callable[..., HttpResponseBase]
Response = TypeVar("Response", bound=HttpResponseBase)


def link_required(view: View) -> View:
    """Opens the token in the address. Forged: 404. Expired or revoked: a kind page with a way to ask for a new one.

    The page speaks the contact's language and the business's clock. A GET writes nothing but the access log.
    """

    @wraps(view)
    def guarded(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        now = timezone.now()
        try:
            link = open_token(token=token, now=now)
        except LinkForged as forged:
            raise Http404 from forged
        except (LinkExpired, LinkRevoked) as dead:
            return closed(request, token, dead.link, dead)
        enter(request, link)
        address, agent = request.META.get("REMOTE_ADDR", ""), request.headers.get("User-Agent", "")
        log_access(link=link, now=now, method=request.method or "", path=request.path, ip=address, agent=agent)
        if request.method == "POST":
            touch(link=link, now=now)
        with use_country(link.business.country):
            response = view(request, *args, **kwargs)
        return _private(response)

    guarded.door = "LINK"  # type: ignore[attr-defined]  # a mark on the view
    return guarded


def enter(request: HttpRequest, link: ClientLink) -> None:
    """The link's own rows onto the request, its contact's language and its business's zone into force."""
    request.link, request.contact, request.business = link, link.contact, link.business  # type: ignore[attr-defined]
    translation.activate(link.contact.language)
    request.LANGUAGE_CODE = link.contact.language
    timezone.activate(link.business.zone)


def closed(request: HttpRequest, token: str, link: ClientLink, why: Exception) -> HttpResponse:
    """The page of a link that no longer opens: what happened, and how to get a new one."""
    enter(request, link)
    context = {
        "business": link.business,
        "owner_name": link.business.owner.full_name,
        "token": token,
        "sentence": str(why),
    }
    return _private(render(request, "portal/link/closed.html", context, status=GONE))


def _private(response: Response) -> Response:
    """Nobody keeps a copy of a personal page."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = translation.get_language() or "ar"
    return response


def scene_of(request: HttpRequest) -> dict[str, str]:
    """Where an act comes from, as the evidence of a signature keeps it."""
    return {
        "ip": request.META.get("REMOTE_ADDR", ""),
        "agent": request.headers.get("User-Agent", ""),
        "language": translation.get_language() or "",
    }
