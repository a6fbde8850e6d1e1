"""One line a request, and no line anywhere that holds a client's token: reading logs makes nobody a client."""

import logging
import re
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
TOKEN = re.compile(r"/c/[^/\s\"'?#]+", re.IGNORECASE)
log = logging.getLogger("maktab.access")


def without_tokens(text: str) -> str:
    return TOKEN.sub("/c/…", text)


def on_one_line(text: str) -> str:
    """Line ends, escape sequences and other marks nobody sees, written out: an address cannot forge a line."""
    return "".join(mark if mark.isprintable() else mark.encode("unicode_escape").decode() for mark in text)


class TokenlessFormatter(logging.Formatter):
    """Cuts tokens after formatting, so that arguments and tracebacks are covered too."""

    def format(self, record: logging.LogRecord) -> str:
        return without_tokens(super().format(record))


def access_log(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.monotonic()
        response = get_response(request)
        if request.path == "/healthz/":  # asked every few seconds by whoever watches us
            return response
        took = (time.monotonic() - started) * 1000
        address = request.META.get("REMOTE_ADDR", "-")
        log.info("%s %s %s %s %.0fms", address, request.method, on_one_line(request.path), response.status_code, took)
        return response

    return middleware
