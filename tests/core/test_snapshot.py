"""A snapshot sees one moment of the whole database, and nobody waits for it."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from core.db import snapshot
from tests import services

MADE = "CREATE TABLE pebble (id integer)"
ADDED = "INSERT INTO pebble VALUES (1)"


def count(alias: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pebble")
        return int(cursor.fetchone()[0])


@pytest.fixture
def on_disk(django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Two connections, `reader` and `writer`, to one SQLite file set up as ours is."""
    from freelance_ops.environment import Reader, database

    own = database(Reader({}), tmp_path)
    for alias in ("reader", "writer"):
        connections.databases[alias] = connections["default"].settings_dict | own
    with django_db_blocker.unblock():
        yield
        for alias in ("reader", "writer"):
            connections[alias].close()
            del connections[alias], connections.databases[alias]


def test_on_sqlite_others_write_meanwhile(on_disk: None) -> None:
    connections["writer"].cursor().execute(MADE)
    with snapshot("reader"):
        connections["writer"].cursor().execute(ADDED)
        assert count("reader") == 0
    assert count("reader") == 1
    assert connections["reader"].transaction_mode == "IMMEDIATE"


@pytest.mark.django_db(transaction=True)
def test_on_postgresql_others_write_meanwhile() -> None:
    url = services.postgres_url(services.POSTGRES.port, connections["default"].settings_dict["NAME"])
    with psycopg.connect(url, autocommit=True) as writer:
        writer.execute(MADE)
        try:
            with snapshot():
                before = count("default")
                writer.execute(ADDED)
                assert count("default") == before == 0
            assert count("default") == 1
        finally:
            writer.execute("DROP TABLE pebble")
