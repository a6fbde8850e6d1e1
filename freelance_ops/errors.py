"""Our own pages for what goes wrong, in the reader's language, each with a way on."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure as plain_csrf_failure

Handler = Callable[[HttpRequest], HttpResponse]
MOST_FIELDS_KEPT = 200


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    too_big = isinstance(exception, RequestDataTooBig)
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_big else HTTPStatus.BAD_REQUEST
    return render(request, f"{status.value}.html", status=status)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"sentence": str(exception)}, status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"is_link": request.path.startswith("/c/")}, status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(None, "500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)


def unfinished_step(get_response: Handler) -> Handler:
    """An address that only takes forms, opened by itself (a reloaded tab): a page that leads back, not an empty one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        page = render(request, "405.html", {"back": _way_back(request.path)}, status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware


def _way_back(path: str) -> str:
    """The client's own page for a personal link, the desk's first page for its owner, else the front door."""
    door, _, rest = path.strip("/").partition("/")
    if door == "c":
        return f"/c/{rest.partition('/')[0]}/"
    return "/desk/" if door == "desk" else "/"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """An old page was sent: offers to send the same once more, with what was typed, when it came from our own pages."""
    if not _from_our_pages(request) or len(request.POST) > MOST_FIELDS_KEPT:
        return plain_csrf_failure(request, reason)
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
    context = {"kept": kept, "lost_files": bool(request.FILES), "action": request.get_full_path()}
    return render(request, "403_csrf_again.html", context, status=HTTPStatus.FORBIDDEN)


def _from_our_pages(request: HttpRequest) -> bool:
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(sender).netloc == request.get_host()
