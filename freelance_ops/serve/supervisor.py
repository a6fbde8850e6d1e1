"""Web, worker and beat as three children of one command; none outlives it."""

import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings

from .child import Child

GRACE = 10.0  # seconds a child gets to finish what it is doing
PATIENCE = 60.0  # seconds until the first page must answer
Say = Callable[[str], None]


def children(host: str, run_folder: Path) -> list[Child]:
    level = settings.LOG_LEVEL.lower()
    quiet = "warning" if level == "info" else level
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", "freelance_ops"]
    commands = {
        "web": [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(settings.PORT),
            "--log-level", quiet, "--workers", "1", "--blocking-threads", "4", "--workers-kill-timeout", "5",
            "--respawn-failed-workers", "freelance_ops.wsgi:application",
        ],
        "worker": [
            *celery, "worker", "--pool", "solo", "--loglevel", quiet,
            "--without-gossip", "--without-mingle", "--without-heartbeat",
        ],
        "beat": [*celery, "beat", "--loglevel", quiet, "--pidfile="],
    }  # fmt: skip
    return [Child(name, command, run_folder, settings.BASE) for name, command in commands.items()]


class Supervisor:
    """Keeps the children running until a signal says stop."""

    def __init__(self, family: list[Child], say: Say) -> None:
        self.family, self.say = family, say
        self.stopping = False

    def run(self, health: str, welcome: Callable[[], None]) -> None:
        """Blocks until SIGTERM, SIGINT or SIGHUP; calls `welcome` once, when `health` first answers."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.stop)
        try:
            for child in self.family:
                child.start()
            self.look_after(health, welcome)
        finally:
            self.end()

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def look_after(self, health: str, welcome: Callable[[], None]) -> None:
        welcomed, late_at = False, time.monotonic() + PATIENCE
        while not self.stopping:
            for child in self.family:
                if news := child.look_after():
                    self.say(news)
            if not welcomed and answers(health):
                welcomed = True
                welcome()
            elif not welcomed and time.monotonic() > late_at:
                late_at = float("inf")
                self.say(f"{health} does not answer yet: the lines above say why")
            time.sleep(0.2)

    def end(self) -> None:
        self.say("stopping")
        for child in self.family:
            child.ask_to_stop()
        deadline = time.monotonic() + GRACE
        for child in self.family:
            child.end(deadline)


def answers(url: str) -> bool:
    """Whether our own web process is ready, asked under the name it is known by."""
    request = Request(url, headers={"Host": urlsplit(settings.PUBLIC_URL).netloc})  # noqa: S310 - our own address
    try:
        with urlopen(request, timeout=2) as response:  # noqa: S310
            return bool(response.status == 200)
    except (URLError, OSError):
        return False
