"""The real thing, twice: `manage.py serve` on SQLite, and separate processes on PostgreSQL and Redis.

A stack is real processes on a free port with a real SMTP server. Session fixtures `embedded_stack`, `grown_stack` and
`stack` (each in turn) are shared; `start_embedded()` and `start_grown()` are for tests that break theirs.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psycopg
import pytest

from tests import services
from tests.inbox import Inbox
from tests.services import ROOT, die_with_parent, free_port, wait_until

_numbers = count(1)


def clean_environment() -> dict[str, str]:
    from freelance_ops.environment import TABLE

    ours = {variable.name for variable in TABLE} | {"DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def manage(environment: dict[str, str], *arguments: str, stdin: str = "") -> str:
    """The output of one management command; fails the test with its errors."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment, input=stdin, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def migrated_sqlite() -> Path:
    """A database every embedded stack starts from: migrating takes seconds, copying none."""
    folder = Path(os.environ["DATA"]) / "template"
    manage(clean_environment() | {"DATA": str(folder)}, "prepare")
    return folder / "maktab.sqlite3"


@cache
def migrated_postgres() -> str:
    """The same for grown stacks: the name of a database to copy."""
    create_database("stack_template")
    url = services.postgres_url(services.POSTGRES.port, "stack_template")
    manage(clean_environment() | {"DATA": os.environ["DATA"], "DATABASE_URL": url}, "prepare")
    return "stack_template"


def create_database(name: str, template: str = "template1") -> None:
    with psycopg.connect(services.postgres_url(services.POSTGRES.port), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


class Stack(ABC):
    """Running processes: `url` to visit, `inbox` to read, `manage(...)` to run a command beside them."""

    def __init__(self, **environment: str) -> None:
        self.data = Path(tempfile.mkdtemp(prefix="maktab-stack-"))
        self.inbox = Inbox()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = clean_environment() | {
            "DATA": str(self.data),
            "PORT": str(self.port),
            "EMAIL_URL": self.inbox.url,
            "SWEEP_SECONDS": "1",
            "DEMO": "0",
            **environment,
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    @abstractmethod
    def start(self) -> None:
        """Starts every process and returns when the first page answers."""

    @property
    @abstractmethod
    def pids(self) -> dict[str, int]:
        """Process ids of web, worker and beat, as far as they run now."""

    def kill(self, name: str, with_signal: signal.Signals = signal.SIGKILL) -> int:
        """Signals web, worker or beat and returns the process id it hit."""
        pid = wait_until(lambda: self.pids.get(name), f"a running {name}")
        with suppress(ProcessLookupError):
            os.kill(pid, with_signal)
        return int(pid)

    def manage(self, *arguments: str, stdin: str = "") -> str:
        """The output of one management command; fails the test with its errors."""
        return manage(self.environment, *arguments, stdin=stdin)

    def python(self, code: str) -> str:
        """What `code` prints when run inside this stack's Django."""
        return self.manage("shell", "--no-imports", "-c", code)

    def log(self, name: str) -> str:
        return (self.data / f"{name}.log").read_text()

    def launch(self, name: str, command: list[str]) -> None:
        with (self.data / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=die_with_parent(signal.SIGTERM),
            )  # fmt: skip

    def wait_for_health(self) -> None:
        wait_until(self.is_healthy, f"{self.url}/healthz/", 90)

    def is_healthy(self) -> bool:
        for name, process in self.processes.items():
            assert process.poll() is None, f"{name} ended:\n{self.log(name)[-3000:]}"
        try:
            return bool(self.health())
        except OSError:
            return False

    def health(self) -> dict[str, Any]:
        """The fields of /healthz/; raises OSError while it does not answer 200."""
        with urlopen(f"{self.url}/healthz/", timeout=2) as response:
            fields: dict[str, Any] = json.load(response)
        return fields

    def stop(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(15)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.inbox.stop()
        shutil.rmtree(self.data, ignore_errors=True)


class EmbeddedStack(Stack):
    """What `make run` starts."""

    def start(self) -> None:
        shutil.copy(migrated_sqlite(), self.data)
        self.launch("serve", [sys.executable, "manage.py", "serve"])
        self.wait_for_health()
        wait_until(lambda: len(self.pids) == 3, "web, worker and beat")

    @property
    def pids(self) -> dict[str, int]:
        return {path.stem: int(path.read_text() or 0) for path in (self.data / "run").glob("*.pid")}


class GrownStack(Stack):
    """Separate processes on PostgreSQL and Redis, as the README's grown setup starts them."""

    def __init__(self, **environment: str) -> None:
        number = next(_numbers)
        database = f"stack_{number}"
        create_database(database, migrated_postgres())
        super().__init__(
            DATABASE_URL=services.postgres_url(services.POSTGRES.port, database),
            REDIS_URL=f"redis://127.0.0.1:{services.REDIS.port}/{number}",
            **environment,
        )

    def start(self) -> None:
        for name in self.commands():
            self.start_one(name)
        self.wait_for_health()

    def start_one(self, name: str) -> None:
        self.launch(name, self.commands()[name])

    def commands(self) -> dict[str, list[str]]:
        python = [sys.executable, "-m"]
        celery = [*python, "celery", "-A", "freelance_ops"]
        return {
            "web": [
                *python,
                "granian",
                "--interface",
                "wsgi",
                "--port",
                str(self.port),
                "freelance_ops.wsgi:application",
            ],
            "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "info"],
            "beat": [*celery, "beat", "--pidfile="],
        }

    @property
    def pids(self) -> dict[str, int]:
        return {name: process.pid for name, process in self.processes.items() if process.poll() is None}

    def kill(self, name: str, with_signal: signal.Signals = signal.SIGKILL) -> int:
        """Kills the process with everything it started, as a machine does that loses power; then starts another."""
        process = self.processes[name]
        with suppress(ProcessLookupError):
            os.killpg(process.pid, with_signal)
        process.wait(20)
        self.start_one(name)
        return process.pid


@contextmanager
def running(stack: Stack) -> Iterator[Stack]:
    try:
        stack.start()
        yield stack
    finally:
        stack.stop()


def start_embedded(**environment: str) -> AbstractContextManager[Stack]:
    """An embedded stack of one's own, for a `with` statement; `environment` overrides the operator's variables."""
    return running(EmbeddedStack(**environment))


def start_grown(**environment: str) -> AbstractContextManager[Stack]:
    """A grown stack of one's own, with its own database, for a `with` statement."""
    return running(GrownStack(**environment))


@pytest.fixture(scope="session")
def embedded_stack() -> Iterator[Stack]:
    with start_embedded() as stack:
        yield stack


@pytest.fixture(scope="session")
def grown_stack() -> Iterator[Stack]:
    with start_grown() as stack:
        yield stack


@pytest.fixture(scope="session", params=["embedded", "grown"])
def stack(request: pytest.FixtureRequest) -> Stack:
    """Each stack in turn: what is promised of one is promised of both."""
    return request.getfixturevalue(f"{request.param}_stack")
