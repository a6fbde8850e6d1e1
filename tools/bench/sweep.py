"""The reminder sweep with the same number due, among few conversations and among many."""

import statistics
import time
from datetime import datetime, timedelta

from accounts.models import Business
from clients.models import WindowClock
from clients.services.reminding import remind_open_windows

from .stack import using

FAR = timedelta(days=3650)


def sweeps(databases: dict[str, str], *, due: int, times: int, now: datetime) -> dict[str, float]:
    """Median seconds per sweep in each database (label → name). They take turns, so noise hits all of them."""
    took: dict[str, list[float]] = {label: [] for label in databases}
    for turn in range(times + 1):
        for label, name in databases.items():
            with using(name):
                seconds = sweep(due, now + timedelta(minutes=turn))
            if turn:  # the first one of each warms up
                took[label].append(seconds)
    return {label: statistics.median(all_) for label, all_ in took.items()}


def sweep(due: int, now: datetime) -> float:
    """Windows of `due` businesses open this very moment; each owner gets one letter of the same length."""
    small = Business.objects.order_by("pk").values_list("pk", flat=True)[1 : due + 1]
    WindowClock.objects.update(opens_at=now + FAR)
    WindowClock.objects.filter(business__in=list(small)).update(opens_at=now)
    started = time.perf_counter()
    written = remind_open_windows(now=now)
    took = time.perf_counter() - started
    if written != due:
        raise RuntimeError(f"{written} letters for {due} windows")
    return took
