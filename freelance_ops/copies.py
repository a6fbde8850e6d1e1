"""Nobody keeps a copy of a page: not the browser, not a proxy. What may be kept says so itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


def no_copies(get_response: Handler) -> Handler:
    """`no-store` on every answer that sets no Cache-Control of its own. Static files are answered before this."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
