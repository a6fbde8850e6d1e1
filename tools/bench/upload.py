"""One large file, sent to the real web server as the page of a stage sends it, while its memory is watched."""

import http.client
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from django.conf import settings
from django.urls import reverse

from accounts.models import Business

from .costs import megabytes
from .pages import of_length
from .seed.lengths import LONG

MEGABYTE = 1024 * 1024
BOUNDARY = "----maktab-bench"
TOKEN = "b" * 32  # of the form and of its cookie
EVERY = 0.05  # seconds between two looks at the memory
OK = 200


@dataclass(frozen=True)
class Upload:
    """A form with one file of so many megabytes, in pieces of one megabyte."""

    size: int

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Content-Length": str(len(_HEAD) + self.size * MEGABYTE + len(_TAIL)),
        }

    def pieces(self) -> Iterator[bytes]:
        piece = os.urandom(MEGABYTE)
        yield _HEAD
        for _piece in range(self.size):
            yield piece
        yield _TAIL


_HEAD = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{TOKEN}\r\n'
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="film.mov"\r\n'
    "Content-Type: video/quicktime\r\n\r\n"
).encode()
_TAIL = f"\r\n--{BOUNDARY}--\r\n".encode()


class Watched:
    """How many megabytes a process and its children grew by at most, between entering and leaving."""

    def __init__(self, pid: int) -> None:
        self.pid, self.grown = pid, 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self.before = megabytes(self.pid)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._look()
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(EVERY):
            self._look()

    def _look(self) -> None:
        self.grown = max(self.grown, megabytes(self.pid) - self.before)


def address_of(business: Business) -> str:
    """Where the files of the longest order's last stage go."""
    return reverse("desk:stage-files", args=[of_length(business, LONG).ref, LONG.stages])


def cookies(session: str) -> str:
    return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def upload(port: int, path: str, session: str, *, size: int, pid: int) -> tuple[float, float]:
    """Seconds that `size` megabytes took, and by how many megabytes the web processes grew meanwhile."""
    sent = Upload(size)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {**sent.headers, "Cookie": cookies(session), "HX-Request": "true"}
    started = time.perf_counter()
    with Watched(pid) as watched:
        connection.request("POST", path, sent.pieces(), headers)
        answer = connection.getresponse()
        answer.read()
    connection.close()
    if answer.status != OK:
        raise RuntimeError(f"{path} answered {answer.status}")
    return time.perf_counter() - started, watched.grown
