"""The two ways to run, each with more workers than usual, so that work goes on while some of them die."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.inbox import Inbox
from tests.services import wait_until
from tests.stacks import EmbeddedStack, GrownStack, Stack

SETTLED = 3.0  # seconds after which a process is up and working
CELERY = [sys.executable, "-m", "celery", "-A", "freelance_ops", "worker"]
SECOND = "worker two"


class SlowInbox(Inbox):
    """A mail server that takes its time, so that senders die before and after it took the letter."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.sleep(0.03)
        answer = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(0.03)
        return answer


class Victims(Stack):
    """A stack that can be told to lose a worker."""

    def strike(self, chance: random.Random) -> str:
        """SIGKILLs one worker process that is up and working; says which. Its successor is on its way."""
        name, pid = chance.choice(wait_until(self.settled, "a worker that is up"))
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self.replace()
        return f"{name} ({pid})"

    def stop(self) -> None:
        """At once: what was to be seen was seen."""
        for process in self.processes.values():
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        super().stop()

    def settled(self) -> list[tuple[str, int]]:
        return [(name, pid) for name, pid in self.workers() if _age(pid) > SETTLED]

    def workers(self) -> list[tuple[str, int]]:
        raise NotImplementedError

    def replace(self) -> None:
        """Starts again those we look after ourselves and that have ended."""
        for name in [name for name, process in self.processes.items() if "worker" in name and _ended(process)]:
            self.start_worker(name)

    def start_worker(self, name: str) -> None:
        raise NotImplementedError


class EmbeddedVictims(Victims, EmbeddedStack):
    """`manage.py serve`, whose own worker is a victim too, and a second worker on the same files."""

    def start(self) -> None:
        super().start()
        self.start_worker(SECOND)

    def start_worker(self, name: str) -> None:
        quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
        self.launch(name, [*CELERY, "--pool", "solo", "--loglevel", "warning", *quiet])

    def workers(self) -> list[tuple[str, int]]:
        return [(SECOND, self.processes[SECOND].pid), ("worker", self.pids.get("worker", 0))]


class GrownVictims(Victims, GrownStack):
    """Separate processes; a victim is a whole worker, or one child of its pool."""

    def start(self) -> None:
        self.manage("migrate")  # our own table, beside the product's
        super().start()

    def commands(self) -> dict[str, list[str]]:
        worker = [*CELERY, "--concurrency", "2", "--loglevel", "warning"]
        return {**super().commands(), "worker": [*worker, "-n", "one@%h"], SECOND: [*worker, "-n", "two@%h"]}

    def start_worker(self, name: str) -> None:
        self.start_one(name)

    def workers(self) -> list[tuple[str, int]]:
        heads = [(name, self.processes[name].pid) for name in ("worker", SECOND)]
        return [*heads, *((f"{name}'s child", child) for name, pid in heads for child in _children(pid))]


def victims(kind: str) -> Victims:
    """A stack of this kind, not started yet, that reads chaos.settings and writes to a slow mail server."""
    inbox = SlowInbox()
    stack = {"embedded": EmbeddedVictims, "grown": GrownVictims}[kind](
        DJANGO_SETTINGS_MODULE="chaos.settings", EMAIL_URL=inbox.url, LOG_LEVEL="WARNING"
    )
    stack.inbox.stop()
    stack.inbox = inbox
    return stack


def _age(pid: int) -> float:
    """Seconds since the process started; 0 when there is none, or only its remains."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        return 0.0 if state == "Z" else time.time() - Path(f"/proc/{pid}").stat().st_ctime
    except OSError:
        return 0.0


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _ended(process: "subprocess.Popen[bytes]") -> bool:
    """Whether it is gone; what it left behind goes too."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(0.2)
    if process.poll() is None:
        return False
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    return True
