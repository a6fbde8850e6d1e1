"""The parts of the desk's shell that know the menu: rail, tabs, the "new" menu, search, notices."""

from datetime import date, datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from core.reader import remembered
from desk import menu, shell

register = template.Library()

Counts = tuple[tuple[str, int], ...]


@register.simple_tag(takes_context=True)
def rail(context: template.RequestContext) -> SafeString:
    request: HttpRequest = context["request"]
    counts, next_window = tuple(shell.counts(request).items()), shell.next_window(request)
    return _rail(menu.here(request.path), counts, next_window, timezone.localdate())


@register.simple_tag(takes_context=True)
def tabbar(context: template.RequestContext) -> SafeString:
    request: HttpRequest = context["request"]
    return _tabbar(menu.here(request.path), tuple(shell.counts(request).items()))


@remembered(512)
def _rail(here: str, counts: Counts, next_window: datetime | None, today: date) -> SafeString:
    groups = menu.rail(here, dict(counts))
    is_today = next_window is not None and timezone.localdate(next_window) == today
    values = {"groups": groups, "next_window": next_window, "is_today": is_today}
    return render_to_string("desk/shell/rail.html", values)


@remembered(512)
def _tabbar(here: str, counts: Counts) -> SafeString:
    figures = dict(counts)
    groups = menu.rail(here, figures)
    return render_to_string("desk/shell/tabbar.html", {"tabs": menu.links(menu.TABS, here, figures), "groups": groups})


@register.simple_tag
@remembered(16)
def new_menu() -> SafeString:
    return render_to_string("desk/shell/new.html", {"links": menu.links(menu.NEW)})


@register.inclusion_tag("desk/shell/notices.html", takes_context=True)
def notices(context: template.RequestContext) -> dict[str, Any]:
    return {"notices": shell.notices(context["request"])}


@register.simple_tag
def url_if(name: str) -> str:
    """The address of a page that may not be part of this desk; empty where it is not."""
    return menu.address(name)
