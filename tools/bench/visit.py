"""A visitor: keeps one connection, sends the cookie, checks that the page is the page."""

import http.client
import statistics
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

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

    def __init__(self, port: int, cookie: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Cookie": cookie, "Accept-Language": "ar", "Connection": "keep-alive"}

    def get(self, path: str, **headers: str) -> tuple[Mapping[str, str], bytes]:
        """Headers and body; RuntimeError when the answer is not 200."""
        self.connection.request("GET", path, headers=self.headers | headers)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != OK:
            raise RuntimeError(f"{path} answered {answer.status}")
        return {name.lower(): value for name, value in answer.getheaders()}, body

    def page(self, path: str) -> str:
        return self.get(path)[1].decode()

    def milliseconds(self, path: str) -> float:
        started = time.perf_counter()
        self.get(path)
        return (time.perf_counter() - started) * 1000

    def close(self) -> None:
        self.connection.close()


def latencies(port: int, cookie: str, paths: Mapping[str, str], *, rounds: int, seconds: float) -> dict[str, Times]:
    """One visitor asks for every page in turn, round after round, so that a noisy moment hits all of them."""
    took: dict[str, list[float]] = {name: [] for name in paths}
    until = time.monotonic() + seconds
    for _round in range(rounds):
        visitor = Visitor(port, cookie)  # a new connection: now this worker answers, now that
        visitor.get("/healthz/")
        for name, path in paths.items():
            took[name].append(visitor.milliseconds(path))
        visitor.close()
        if time.monotonic() > until:
            break
    return {name: Times(statistics.median(all_), _percentile(all_, 95), len(all_)) for name, all_ in took.items()}


def throughput(port: int, cookie: str, paths: Mapping[str, str], *, turns: int, seconds: float) -> dict[str, float]:
    """Answers a second with eight visitors at once; each page in turn, `turns` times, `seconds` each time."""
    answers = dict.fromkeys(paths, 0)
    with ThreadPoolExecutor(CLIENTS) as pool:
        for _turn in range(turns):
            for name, path in paths.items():
                until = time.monotonic() + seconds
                answers[name] += sum(pool.map(lambda _n, p=path, u=until: _hammer(port, cookie, p, u), range(CLIENTS)))
    return {name: count / (turns * seconds) for name, count in answers.items()}


def warm_up(port: int, cookie: str, paths: Iterable[str]) -> None:
    """Every worker has drawn every page before it counts."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        for path in paths:
            list(pool.map(lambda _n, p=path: _visits(port, cookie, p, 3), range(CLIENTS)))


def _hammer(port: int, cookie: str, path: str, until: float) -> int:
    visitor, count = Visitor(port, cookie), 0
    while time.monotonic() < until:
        visitor.get(path)
        count += 1
    visitor.close()
    return count


def _visits(port: int, cookie: str, path: str, count: int) -> None:
    visitor = Visitor(port, cookie)
    for _visit in range(count):
        visitor.get(path)
    visitor.close()


def _percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
