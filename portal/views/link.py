"""The link itself: which language its reader wants, and what to do when it is dead."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.errors import LinkExpired, LinkForged, LinkRevoked
from clients.services.links import ask_again, open_token
from clients.services.people import choose_language
from portal.doors import LinkRequest, enter, link_required
from portal.limits import limited


@require_POST
@link_required
def language(request: LinkRequest) -> HttpResponse:
    """The contact's language, for pages and letters from now on."""
    choose_language(contact=request.contact, language=request.POST.get("language", ""))
    return redirect("portal:subject", request.link.token)


@require_POST
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
        return render(request, "portal/link/asked.html", {"business": dead.link.business})
    return redirect("portal:subject", token)


renewal.door = "LINK"  # type: ignore[attr-defined]

urlpatterns = [
    path("language/", language, name="language"),
    path("renewal/", renewal, name="renewal"),
]
