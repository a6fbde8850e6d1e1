"""Where it is measured: the production web server with two workers, a private PostgreSQL and Redis."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection

from tests import services
from tests.stacks import GrownStack, create_database

WORKERS = 2


class BenchStack(GrownStack):
    """Only the web server, started as the README says."""

    def __init__(self) -> None:
        super().__init__(DJANGO_SETTINGS_MODULE="tools.bench.settings")

    def commands(self) -> dict[str, list[str]]:
        granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(self.port)]
        workers = ["--workers", str(WORKERS), "--blocking-threads", "4"]
        return {"web": [*granian, *workers, "tools.bench.wsgi:application"]}

    def join(self) -> None:
        """This process becomes part of the stack: the same database, key and settings."""
        os.environ.clear()
        os.environ.update(self.environment)
        import django  # noqa: PLC0415

        django.setup()


def copied_database(name: str) -> str:
    """A copy of the database we are connected to. Nobody else may be connected meanwhile."""
    source = connection.settings_dict["NAME"]
    connection.close()
    create_database(name, source)
    return name


@contextmanager
def using(name: str) -> Iterator[None]:
    """This process works in another database for a while."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def tidy() -> None:
    """Statistics and visibility as a database has them that was not filled a moment ago."""
    url = services.postgres_url(services.POSTGRES.port, connection.settings_dict["NAME"])
    with psycopg.connect(url, autocommit=True) as plain:
        plain.execute("VACUUM ANALYZE")


def family(pid: int) -> list[int]:
    """A process and everything it started."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in family(int(child)))]
