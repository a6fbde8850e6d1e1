"""The link itself: which language its reader wants, and what to do when it is dead."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, path, resolve
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from clients.errors import LinkExpired, LinkForged, LinkRevoked
from clients.services.links import ask_again, open_token
from clients.services.people import choose_language
from portal.context import whose
from portal.doors import LinkRequest, enter, link_required
from portal.limits import limited

PAGES = {"subject", "ask", "decline", "contract", "decline-contract", "invoice", "receipt", "stage"}


@require_POST
@link_required
@limited("portal")
def language(request: LinkRequest) -> HttpResponse:
    """The contact's language, for pages and letters from now on; back to the page it was switched on."""
    choose_language(contact=request.contact, language=request.POST.get("language", ""))
    back = request.POST.get("next", "")
    return redirect(back) if _is_own_page(back, request.link.token) else redirect("portal:subject", request.link.token)


@require_POST
@never_cache
@limited("portal")
def renewal(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds a dead link asks the freelancer for a new one; asked twice, it is asked once."""
    now = timezone.now()
    try:
        open_token(token=token, now=now)
    except LinkForged as forged:
        raise Http404 from forged
    except (LinkExpired, LinkRevoked) as dead:
        enter(request, dead.link)
        ask_again(link=dead.link, now=now)
        return render(request, "portal/link/asked.html", whose(dead.link.business))
    return redirect("portal:subject", token)


renewal.door = "LINK"  # type: ignore[attr-defined]  # a mark on the view


def _is_own_page(address: str, token: str) -> bool:
    """A page of this very link that can be opened; an act's address, or anybody else's, cannot."""
    try:
        found = resolve(address)
    except Resolver404:
        return False
    return found.namespace == "portal" and found.url_name in PAGES and found.kwargs.get("token") == token


urlpatterns = [
    path("language/", language, name="language"),
    path("renewal/", renewal, name="renewal"),
]
