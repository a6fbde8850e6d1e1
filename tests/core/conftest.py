from collections.abc import Iterator

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker


@pytest.fixture
def sqlite(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The alias of an empty SQLite database in memory, beside the PostgreSQL one that every test has."""
    own = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {}}
    connections.databases["pebbles"] = connections["default"].settings_dict | own
    with django_db_blocker.unblock():
        yield "pebbles"
        connections["pebbles"].close()
    del connections["pebbles"], connections.databases["pebbles"]


@pytest.fixture(params=["postgresql", "sqlite"])
def alias(request: pytest.FixtureRequest) -> str:
    """Each database in turn."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite"))
    request.getfixturevalue("db")
    assert connections["default"].vendor == "postgresql"
    return "default"
