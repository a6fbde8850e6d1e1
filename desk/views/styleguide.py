"""Every part of the interface in both directions, side by side, made with the very tags the pages use."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.icons import ICONS
from desk.doors import DeskRequest, owner_required
from desk.samples import side

SECTIONS = (
    ("colour", _("Colour")),
    ("type", _("Type")),
    ("buttons", _("Buttons")),
    ("states", _("States and people")),
    ("money", _("Money")),
    ("fields", _("Fields")),
    ("meters", _("Lifecycle and meters")),
    ("rows", _("Rows, tables and ways around")),
    ("stages", _("Stages")),
    ("talk", _("Conversation and timeline")),
    ("notices", _("Banners, dialogs, menus, toasts")),
    ("empty", _("Empty and loading")),
    ("copy", _("Copying and checklists")),
    ("portal", _("The client's page")),
)


@owner_required
def styleguide(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    sections = [(f"desk/styleguide/{name}.html", title) for name, title in SECTIONS]
    context = {"sections": sections, "sides": [side("ar", now), side("en", now)], "icons": sorted(ICONS)}
    return render(request, "desk/styleguide.html", context)
