"""Tests that commit end by emptying every table; append-only tables would refuse, so they are unguarded just then."""

from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase

from core.db import unguarded


@pytest.fixture(autouse=True, scope="session")
def _empty_tables_past_their_guards() -> Iterator[None]:
    empty = TransactionTestCase._fixture_teardown

    def empty_unguarded(case: TransactionTestCase) -> None:
        with unguarded():
            empty(case)

    TransactionTestCase._fixture_teardown = empty_unguarded
    yield
    TransactionTestCase._fixture_teardown = empty
