"""What the database itself refuses, and how it finds words. The only module that asks which database it is.

After `AppendOnly("payments_transfer")` in a migration, rows of that table are added and never changed or removed.
On SQLite Django rebuilds a table to alter a column, which drops its triggers: such a migration repeats the operation.
After `LettersIndex("orders_order", "folded")` letters anywhere in that column are found without reading every row.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_MARK = "_append_only"


class AppendOnly(Operation):
    """Forbids UPDATE, DELETE and TRUNCATE on a table, by IntegrityError; only `allow_columns` may still change."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, allow_columns: Sequence[str] = ()) -> None:
        self.table = table
        self.allow_columns = tuple(allow_columns)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Django's picture of the models stays the same."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        self.database_backwards(app_label, schema_editor, from_state, to_state)
        for statement in self._guards(schema_editor.connection.vendor, to_state):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        removing = _remove_postgresql if schema_editor.connection.vendor == "postgresql" else _remove_sqlite
        for statement in removing(self.table):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Make {self.table} append-only"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.table}{_MARK}"

    def _guards(self, vendor: str, state: ProjectState) -> list[str]:
        if vendor == "postgresql":
            return _guard_postgresql(self.table, self.allow_columns)
        if vendor == "sqlite":
            return _guard_sqlite(self.table, self._kept_columns(state) if self.allow_columns else [])
        raise NotImplementedError(f"append-only tables are not written for {vendor}")

    def _kept_columns(self, state: ProjectState) -> list[str]:
        model = next(model for model in state.apps.get_models() if model._meta.db_table == self.table)
        return [str(field.column) for field in model._meta.concrete_fields if field.column not in self.allow_columns]


class LettersIndex(Operation):
    """PostgreSQL finds three letters in a row anywhere in a column by an index (its extension pg_trgm, which the owner
    of a database may create). SQLite reads the rows: there one freelancer's are all there are."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, column: str) -> None:
        self.table = table
        self.column = column
        self.name = f"{table}_{column}_letters"

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Django's picture of the models stays the same."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            letters = f'USING gin ("{self.column}" gin_trgm_ops)'
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm", params=None)
            schema_editor.execute(f'CREATE INDEX "{self.name}" ON "{self.table}" {letters}', params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f'DROP INDEX "{self.name}"', params=None)

    def describe(self) -> str:
        return f"Find letters anywhere in {self.table}.{self.column}"

    @property
    def migration_name_fragment(self) -> str:
        return self.name


@contextmanager
def unguarded(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """One transaction in which no table is append-only: to close a whole business, or to empty a test database."""
    connection = connections[using]
    off, on = _switches(connection)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in off:
            cursor.execute(statement)
        yield
        for statement in on:
            cursor.execute(statement)


@contextmanager
def snapshot(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """One transaction that reads everything as it stood at its start, while others go on writing. Never write in it."""
    connection = connections[using]
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with transaction.atomic(using=using, durable=True), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # Our transactions on SQLite take the writer's lock at once; this one must not: its view holds from its first read.
    usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic(using=using, durable=True), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master")
            yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]  # SQLite's own


def guarded_tables(using: str = DEFAULT_DB_ALIAS) -> set[str]:
    """The tables whose guards stand in this database now."""
    return {table for table, _name, _sql in _triggers(connections[using])}


def _guard_postgresql(table: str, allow_columns: Sequence[str]) -> list[str]:
    allowed = "ARRAY[" + ", ".join(f"'{column}'" for column in allow_columns) + "]::text[]"
    exception = f"RAISE EXCEPTION 'append-only: {table}' USING ERRCODE = 'integrity_constraint_violation';"
    same = f"to_jsonb(NEW) - {allowed} = to_jsonb(OLD) - {allowed}"
    pass_by = f"IF TG_OP = 'UPDATE' THEN IF {same} THEN RETURN NEW; END IF; END IF; " if allow_columns else ""
    name = f"{table}{_MARK}"
    return [
        f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {pass_by}{exception} END $$',
        f'CREATE TRIGGER "{name}" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()',
        f'CREATE TRIGGER "{name}_whole" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()',
    ]


def _remove_postgresql(table: str) -> list[str]:
    return [f'DROP FUNCTION IF EXISTS "{table}{_MARK}"() CASCADE']


def _guard_sqlite(table: str, kept_columns: Sequence[str]) -> list[str]:
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in kept_columns)
    when = f" WHEN {changed}" if changed else ""
    refuse = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    return [
        f'CREATE TRIGGER "{table}{_MARK}_update" BEFORE UPDATE ON "{table}" FOR EACH ROW{when} {refuse}',
        f'CREATE TRIGGER "{table}{_MARK}_delete" BEFORE DELETE ON "{table}" FOR EACH ROW {refuse}',
    ]


def _remove_sqlite(table: str) -> list[str]:
    return [f'DROP TRIGGER IF EXISTS "{table}{_MARK}_{act}"' for act in ("update", "delete")]


_FIND = {
    "postgresql": """
        SELECT c.relname, t.tgname, '' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND NOT t.tgisinternal
    """,
    "sqlite": "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'",
}


def _triggers(connection: BaseDatabaseWrapper) -> list[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_FIND[connection.vendor])
        return [(table, name, sql) for table, name, sql in cursor.fetchall() if name.startswith(f"{table}{_MARK}")]


def _switches(connection: BaseDatabaseWrapper) -> tuple[list[str], list[str]]:
    """Statements that put the guards aside, and those that put them back."""
    found = _triggers(connection)
    if connection.vendor == "sqlite":
        return [f'DROP TRIGGER "{name}"' for _table, name, _sql in found], [sql for _table, _name, sql in found]
    off = [f'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"' for table, name, _sql in found]
    on = [statement.replace(" DISABLE ", " ENABLE ") for statement in off]
    return off, ["SET CONSTRAINTS ALL IMMEDIATE", *on, "SET CONSTRAINTS ALL DEFERRED"]
