"""What the client put beside a list of changes or a wish, given back to the same client."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from files.services.download import respond, show_picture
from orders.models import Enclosure
from portal.deal import deal_of
from portal.doors import LinkRequest, link_required


@require_safe
@link_required
def enclosure(request: LinkRequest, ref: str) -> HttpResponseBase:
    """The file as it was kept."""
    return respond(_own(request, ref).file)


@require_safe
@link_required
def look(request: LinkRequest, ref: str) -> HttpResponseBase:
    """The small picture of it; a PDF has none."""
    found = _own(request, ref)
    if found.look is None:
        raise Http404
    return show_picture(found.look)


def _own(request: LinkRequest, ref: str) -> Enclosure:
    """One that lies with the order of the link's own deal; Http404 for any other."""
    order = deal_of(request.link, timezone.now()).order
    found = Enclosure.objects.filter(order=order, ref=ref).select_related("file", "look").first()
    if order is None or found is None:
        raise Http404
    return found


urlpatterns = [
    path("enclosures/<str:ref>/", enclosure, name="enclosure"),
    path("enclosures/<str:ref>/look/", look, name="enclosure-look"),
]
