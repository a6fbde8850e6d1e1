"""Append-only tables: both databases refuse changes by themselves, whatever code tries."""

import shutil
from pathlib import Path

import pytest
from django.db import IntegrityError, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import OperationWriter

from core.db import AppendOnly, guarded_tables, unguarded
from tests.stacks import migrated_sqlite

TABLE = "core_stone"
GUARDS = {"plain": AppendOnly(TABLE), "with a note": AppendOnly(TABLE, allow_columns=("note",))}


def build(guard: AppendOnly, alias: str) -> BaseDatabaseWrapper:
    """A guarded table with one row: id 1, name 'granite', note ''."""
    empty, state = ProjectState(), ProjectState()
    table = CreateModel(
        "Stone",
        [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField()), ("note", models.TextField())],
    )
    table.state_forwards("core", state)
    on = connections[alias]
    with on.schema_editor(atomic=alias == "default") as editor:
        table.database_forwards("core", editor, empty, state)
        guard.database_forwards("core", editor, state, state)
    run(on, f"INSERT INTO {TABLE} (name, note) VALUES ('granite', '')")
    return on


def run(on: BaseDatabaseWrapper, statement: str) -> None:
    with transaction.atomic(using=on.alias), on.cursor() as cursor:
        cursor.execute(statement)


def only_row(on: BaseDatabaseWrapper) -> tuple[str, str]:
    with on.cursor() as cursor:
        cursor.execute(f"SELECT name, note FROM {TABLE}")
        (row,) = cursor.fetchall()
    return tuple(row)


@pytest.mark.parametrize("statement", [f"UPDATE {TABLE} SET name = 'sand'", f"DELETE FROM {TABLE}"])
def test_a_row_is_never_changed_or_removed(alias: str, statement: str) -> None:
    on = build(GUARDS["plain"], alias)
    with pytest.raises(IntegrityError, match=f"append-only: {TABLE}"):
        run(on, statement)
    assert only_row(on) == ("granite", "")


def test_a_table_is_not_emptied_at_once(db: None) -> None:
    on = build(GUARDS["plain"], "default")
    with pytest.raises(IntegrityError, match="append-only"):
        run(on, f"TRUNCATE {TABLE}")
    assert only_row(on) == ("granite", "")


def test_rows_are_still_added(alias: str) -> None:
    on = build(GUARDS["plain"], alias)
    run(on, f"INSERT INTO {TABLE} (name, note) VALUES ('slate', '')")
    with on.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE}")
        assert cursor.fetchone() == (2,)


def test_an_allowed_column_may_change_alone(alias: str) -> None:
    on = build(GUARDS["with a note"], alias)
    run(on, f"UPDATE {TABLE} SET note = 'weathered', name = 'granite'")
    assert only_row(on) == ("granite", "weathered")
    with pytest.raises(IntegrityError, match="append-only"):
        run(on, f"UPDATE {TABLE} SET note = 'x', name = 'sand'")
    with pytest.raises(IntegrityError, match="append-only"):
        run(on, f"DELETE FROM {TABLE}")
    assert only_row(on) == ("granite", "weathered")


def test_a_guard_can_be_repeated_and_taken_back(alias: str) -> None:
    on = build(GUARDS["plain"], alias)
    guard = GUARDS["plain"]
    state = ProjectState()
    with on.schema_editor(atomic=alias == "default") as editor:
        guard.database_forwards("core", editor, state, state)
    assert TABLE in guarded_tables(alias)
    with on.schema_editor(atomic=alias == "default") as editor:
        guard.database_backwards("core", editor, state, state)
    assert TABLE not in guarded_tables(alias)
    run(on, f"DELETE FROM {TABLE}")


def test_closing_a_business_may_pass_and_the_guard_stands_again(alias: str) -> None:
    on = build(GUARDS["plain"], alias)
    with unguarded(alias):
        run(on, f"UPDATE {TABLE} SET name = 'sand'")
    assert only_row(on) == ("sand", "")
    with pytest.raises(IntegrityError, match="append-only"):
        run(on, f"DELETE FROM {TABLE}")


def test_a_failure_while_unguarded_leaves_the_guard_and_the_rows(alias: str) -> None:
    on = build(GUARDS["plain"], alias)

    def fail_half_way() -> None:
        with unguarded(alias):
            run(on, f"DELETE FROM {TABLE}")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert only_row(on) == ("granite", "")
    with pytest.raises(IntegrityError, match="append-only"):
        run(on, f"DELETE FROM {TABLE}")


@pytest.mark.parametrize("guard", GUARDS.values(), ids=list(GUARDS))
def test_a_migration_file_can_hold_it(guard: AppendOnly) -> None:
    text, imports = OperationWriter(guard, indentation=0).serialize()
    assert imports == {"import core.db"}
    assert text.startswith("core.db.AppendOnly(")
    assert guard.deconstruct()[0] == "AppendOnly"


def promised(alias: str) -> set[str]:
    """The tables that some migration made append-only."""
    loader = MigrationLoader(connections[alias])
    operations = [one for migration in loader.disk_migrations.values() for one in migration.operations]
    return {one.table for one in operations if isinstance(one, AppendOnly)}


@pytest.mark.django_db
def test_every_promised_guard_stands_after_all_migrations() -> None:
    assert promised("default")
    assert promised("default") - guarded_tables("default") == set()


def test_on_sqlite_too_where_altering_a_table_drops_its_triggers(sqlite: str, tmp_path: Path) -> None:
    connections[sqlite].settings_dict["NAME"] = shutil.copy(migrated_sqlite(), tmp_path)
    assert guarded_tables(sqlite)
    assert promised(sqlite) - guarded_tables(sqlite) == set()
