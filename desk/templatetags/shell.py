"""The parts of the desk's shell that know the menu: rail, tabs, the "new" menu, search, notices."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from desk import menu, shell

register = template.Library()


@register.inclusion_tag("desk/shell/rail.html", takes_context=True)
def rail(context: template.RequestContext) -> dict[str, Any]:
    request: HttpRequest = context["request"]
    return {"groups": menu.rail(request.path, shell.counts(request)), "next_window": shell.next_window(request)}


@register.inclusion_tag("desk/shell/tabbar.html", takes_context=True)
def tabbar(context: template.RequestContext) -> dict[str, Any]:
    request: HttpRequest = context["request"]
    counts = shell.counts(request)
    return {"tabs": menu.links(menu.TABS, request.path, counts), "groups": menu.rail(request.path, counts)}


@register.inclusion_tag("desk/shell/new.html")
def new_menu() -> dict[str, Any]:
    return {"links": menu.links(menu.NEW)}


@register.inclusion_tag("desk/shell/notices.html", takes_context=True)
def notices(context: template.RequestContext) -> dict[str, Any]:
    return {"notices": shell.notices(context["request"])}


@register.simple_tag
def url_if(name: str) -> str:
    """The address of a page that may not be part of this desk; empty where it is not."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
