"""What no page can mean is refused first: a body larger than anything asked for, and an address with a NUL in it."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

Handler = Callable[[HttpRequest], HttpResponse]


def bounded_bodies(get_response: Handler) -> Handler:
    """Over settings.LARGEST_BODY bytes the answer is our own page. Smaller files that are still too large for their
    field come back with the form, so that nothing typed is lost. A page may say that it takes more (core.doors)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("no text holds a NUL")  # and no PostgreSQL takes one
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.LARGEST_BODY and int(length) > _allowed(request):
            response = render(request, "413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            response.headers["Connection"] = "close"
            return response
        return get_response(request)

    return middleware


def _allowed(request: HttpRequest) -> int:
    """What the page behind this address takes from a freelancer signed in; it is kept on disk as it arrives."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return 0
    largest = getattr(view, "largest_body", 0)
    return largest if largest and request.user.is_authenticated and request.user.own_business else 0
