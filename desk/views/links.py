"""The personal links given to clients: taken back, or given anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.scoping import get_own
from clients.models import ClientLink
from clients.services.links import link_for, revoke_link
from desk.doors import DeskRequest, acting, owner_required


def _get(request: DeskRequest, ref: str) -> ClientLink:
    return get_own(ClientLink.objects.select_related("contact__client", "business"), request.business, ref=ref)


def _back(link: ClientLink) -> HttpResponse:
    """The client's page, its links unfolded."""
    return redirect(reverse("desk:client", args=[link.contact.client.ref]) + "?links=open#links")


@require_POST
@owner_required
def revoke(request: DeskRequest, ref: str) -> HttpResponse:
    """The address stops working at once; its page tells the client how to ask for a new one."""
    link = _get(request, ref)
    revoke_link(link=link, by=acting(request), now=timezone.now())
    messages.success(request, _("The link no longer opens."))
    return _back(link)


@require_POST
@owner_required
def renew(request: DeskRequest, ref: str) -> HttpResponse:
    """An address that opens again, without an end; after a revocation it is a new one."""
    link = _get(request, ref)
    link_for(
        contact=link.contact, kind=link.subject_kind, ref=link.subject_ref, purpose=link.purpose, now=timezone.now()
    )
    messages.success(request, _("The link opens again. Copy it and send it."))
    return _back(link)


urlpatterns = [
    path("links/<str:ref>/revocation/", revoke, name="link-revoke"),
    path("links/<str:ref>/renewal/", renew, name="link-renew"),
]
