import pytest
from django.db import connection

from tests.stacks import create_database, migrated_postgres

pytest_plugins = ["tests.cast", "tests.guards", "tests.bare", "tests.browser"]


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The tests' own database stands before Django asks for it."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """It is a copy of the one that grown stacks start from: the migrations run once."""
    create_database(connection.creation._get_test_db_name(), migrated_postgres())  # type: ignore[attr-defined]
