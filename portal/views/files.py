"""The originals on the client's link: one checked way out. Until the order is settled it is shut to everybody here.

A file always comes whole: ranges are not served, so that every download is checked and written down as one.
"""

from django.db import transaction
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.actors import Actor
from core.errors import Refused
from files.services.download import respond
from orders.models import WorkFile
from orders.services.release import must_be_open_to, take_original
from portal.context import about
from portal.deal import deal_of
from portal.doors import LinkRequest, link_required
from portal.final_files import own_file

LOCKED = 403


@require_safe
@link_required
def original(request: LinkRequest, ref: str) -> HttpResponseBase:
    """A final file, written down; or the page that says when it opens. A HEAD only asks, and takes nothing."""
    now = timezone.now()
    file = own_file(deal_of(request.link, now), ref)
    by = Actor.contact(request.contact.ref)
    try:
        if request.method == "HEAD":
            must_be_open_to(by=by, file=file)
            return respond(file.original)
        with transaction.atomic():  # what the vault has lost was not taken
            return respond(take_original(file=file, by=by, now=now, ip=request.META.get("REMOTE_ADDR")))
    except Refused as refused:
        return _locked(request, file, str(refused))


def _locked(request: LinkRequest, file: WorkFile, sentence: str) -> HttpResponseBase:
    context = {"sentence": sentence, "order": file.order, **about(request)}
    return render(request, "portal/files/locked.html", context, status=LOCKED)


urlpatterns = [path("files/<str:ref>/", original, name="file")]
