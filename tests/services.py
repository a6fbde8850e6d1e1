"""A private PostgreSQL and Redis for this run, started before the settings are read (hence a plugin, no conftest).

Both listen on free ports of 127.0.0.1, keep their files in a temporary folder and die with this process.
"""

import atexit
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
INSTALL = "run `make test` (it installs them when root), or: apt-get install -y postgresql redis-server chromium"
PR_SET_PDEATHSIG = 1


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(ready: Callable[[], Any], what: str, seconds: float = 30) -> Any:
    """Polls until `ready()` is true and returns its value; fails the test or run naming `what`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := ready():
            return value
        time.sleep(0.05)
    raise TimeoutError(f"{what}: not within {seconds:g} seconds")


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def die_with_parent(with_signal: int) -> Callable[[], None]:
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, with_signal)


def find(program: str, folders: str = "") -> str:
    found = shutil.which(program) or next(map(str, sorted(Path("/").glob(folders + program), reverse=True)), None)
    if not found:
        raise pytest.UsageError(f"{program} is missing: {INSTALL}")
    return found


class Service:
    """One server process of this run."""

    def __init__(self, command: Sequence[str | Path], folder: Path, port: int, stop_with: signal.Signals) -> None:
        self.port, self.folder, self.stop_with = port, folder, stop_with
        self.log = folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=folder,
                preexec_fn=die_with_parent(stop_with), start_new_session=True, **unprivileged(),
            )  # fmt: skip
        atexit.register(self.stop)

    def is_up(self) -> bool:
        if self.process.poll() is not None:
            raise pytest.UsageError(f"{self.process.args} ended: {self.log.read_text()[-2000:]}")
        return answers(self.port)

    def stop(self) -> None:
        self.process.send_signal(self.stop_with)
        self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


def unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: as root its files and process belong to an ordinary user."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise pytest.UsageError("There is no ordinary user to run PostgreSQL as.")


def own_folder(name: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix=f"maktab-{name}-"))
    if ids := unprivileged():
        os.chown(folder, ids["user"], ids["group"])
    return folder


def start_postgres() -> Service:
    folder, port = own_folder("postgres"), free_port()
    initdb = find("initdb", "usr/lib/postgresql/*/bin/")
    options = ["-A", "trust", "-U", "maktab", "-E", "UTF8", "--no-locale", "--lc-ctype=C.UTF-8", "--no-sync"]
    made = subprocess.run(
        [initdb, "-D", folder / "data", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **unprivileged(),
    )
    if made.returncode:
        raise pytest.UsageError(f"initdb failed: {made.stderr}")
    settings = {
        "port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": folder, "fsync": "off",
        "synchronous_commit": "off", "full_page_writes": "off", "max_connections": 60,
    }  # fmt: skip
    flags = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    command = [find("postgres", "usr/lib/postgresql/*/bin/"), "-D", folder / "data", *flags]
    return Service(command, folder, port, signal.SIGQUIT)  # SIGQUIT: stop at once, nothing is worth saving


def start_redis() -> Service:
    folder, port = own_folder("redis"), free_port()
    command = [find("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
    return Service(command, folder, port, signal.SIGTERM)


def postgres_is_ready(port: int) -> bool:
    import psycopg

    try:
        psycopg.connect(postgres_url(port), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def postgres_url(port: int, database: str = "postgres") -> str:
    return f"postgres://maktab@127.0.0.1:{port}/{database}"


def start() -> tuple[Service, Service]:
    """Starts both and tells the settings, through the same variables an operator uses."""
    from core.assets import build
    from freelance_ops.translations import compile_translations

    compile_translations(ROOT / "locale")
    build(ROOT / "static", ROOT / "build" / "assets")
    data = Path(tempfile.mkdtemp(prefix="maktab-data-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    postgres, redis = start_postgres(), start_redis()
    wait_until(lambda: postgres.is_up() and postgres_is_ready(postgres.port), "PostgreSQL")
    wait_until(redis.is_up, "Redis")
    for name in ("ALLOWED_HOSTS", "TRUSTED_PROXIES", "EMAIL_FROM", "FILES_URL", "LOG_LEVEL", "SECRET_KEY"):
        os.environ.pop(name, None)
    os.environ |= {
        "DATA": str(data),
        "DATABASE_URL": postgres_url(postgres.port),
        "REDIS_URL": f"redis://127.0.0.1:{redis.port}/0",
        "EMAIL_URL": "smtp://127.0.0.1:1",  # pytest-django swaps the backend; that mail is set up is what counts
        "PUBLIC_URL": "http://testserver",
        "SECRET_KEY": "only-for-tests-" * 4,
        "DEMO": "0",
        "DEBUG": "0",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright keeps an event loop in the test's thread
    }
    return postgres, redis


POSTGRES, REDIS = start()


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STATIC_ROOT = Path(os.environ["DATA"]) / "static"
    settings.STATIC_ROOT.mkdir()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits live in the cache: no test may use up another's."""
    from django.core.cache import cache

    cache.clear()
