"""Fragments for htmx, whole pages for everybody else, from the same view."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers

INVALID = 422  # htmx is told to swap it; a browser shows it like any page


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asked for a part of the page (not for a whole one: boosted link, restored history)."""
    headers = request.headers
    asked = headers.get("HX-Request") == "true"
    return asked and headers.get("HX-Boosted") != "true" and headers.get("HX-History-Restore-Request") != "true"


def page_or_fragment(
    request: HttpRequest, page: str, fragment: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The fragment's template for htmx, else the page's; `status` INVALID when a form comes back with errors."""
    response = render(request, fragment if is_fragment(request) else page, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def go_to(request: HttpRequest, address: str) -> HttpResponse:
    """After an act: a redirect, which htmx follows by loading the whole page."""
    if not is_fragment(request):
        return redirect(address)
    response = HttpResponse(status=204)
    response.headers["HX-Redirect"] = address
    return response
