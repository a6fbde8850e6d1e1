"""Visitors: each keeps one connection and checks that the answer is the page."""

import http.client
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from django.conf import settings

from .pages import Page

OK = 200
CLIENTS = 8


@dataclass(frozen=True)
class Times:
    """Of one page: milliseconds for a single visitor, answers a second for eight at once."""

    p50: float
    p95: float
    visits: int
    per_second: float = 0.0


class Visitor:
    """One person at one browser."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path: str, session: str = "", **headers: str) -> bytes:
        """The body; RuntimeError when the answer is not 200."""
        if session:
            headers["Cookie"] = f"{settings.SESSION_COOKIE_NAME}={session}"
        self.connection.request("GET", path, headers={"Accept-Language": "ar", **headers})
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != OK:
            raise RuntimeError(f"{path} answered {answer.status}")
        return body

    def milliseconds(self, page: Page) -> float:
        started = time.perf_counter()
        self.get(page.path, page.session)
        return (time.perf_counter() - started) * 1000

    def close(self) -> None:
        self.connection.close()


def latencies(port: int, pages: Sequence[Page], *, rounds: int, seconds: float) -> dict[str, Times]:
    """One visitor asks for every page in turn, round after round, so that a noisy moment hits all of them."""
    took: dict[str, list[float]] = {page.name: [] for page in pages}
    until = time.monotonic() + seconds
    for _round in range(rounds):
        visitor = Visitor(port)  # a new connection: now this worker answers, now that
        visitor.get("/healthz/")
        for page in pages:
            took[page.name].append(visitor.milliseconds(page))
        visitor.close()
        if time.monotonic() > until:
            break
    return {name: Times(statistics.median(all_), _percentile(all_, 95), len(all_)) for name, all_ in took.items()}


def throughput(port: int, pages: Sequence[Page], *, turns: int, seconds: float) -> dict[str, float]:
    """Answers a second with eight visitors at once; each page in turn, `turns` times, `seconds` each time."""
    answers = {page.name: 0 for page in pages}
    with ThreadPoolExecutor(CLIENTS) as pool:
        for _turn in range(turns):
            for page in pages:
                until = time.monotonic() + seconds
                answers[page.name] += sum(pool.map(partial(_hammer, port, page, until), range(CLIENTS)))
    return {name: count / (turns * seconds) for name, count in answers.items()}


def warm_up(port: int, pages: Sequence[Page]) -> None:
    """Every worker has drawn every page before it counts."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        for page in pages:
            list(pool.map(partial(_visits, port, page), range(CLIENTS)))


def _hammer(port: int, page: Page, until: float, _client: int) -> int:
    visitor, count = Visitor(port), 0
    while time.monotonic() < until:
        visitor.get(page.path, page.session)
        count += 1
    visitor.close()
    return count


def _visits(port: int, page: Page, _client: int) -> None:
    visitor = Visitor(port)
    for _visit in range(3):
        visitor.get(page.path, page.session)
    visitor.close()


def _percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
