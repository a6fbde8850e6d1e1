"""Putting a backup back: into an empty database and vault, all of it or nothing."""

import io
from pathlib import Path
from typing import IO

from django.core.files.base import File
from django.core.management import CommandError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from files.models import vault

from .archive import CHUNK, Hashing, Manifest, Measuring, Member, checked, members
from .make import applied_migrations
from .tables import Table, continue_counting, empty_migrated, in_use, load_rows, tables, write_rows


def restore_backup(path: Path) -> Manifest:
    """Fills the empty database and vault from the archive. Raises CommandError, and then nothing was kept.

    First the whole archive is read and its hashes compared, then files are put, then all rows in one transaction; each
    table is written out again before the commit and must give the very bytes it came from.
    """
    if not path.is_file():
        raise CommandError(f"{path} is not there.")
    manifest = checked(path)
    _refuse_other_code(manifest)
    _refuse_other_tables(manifest)
    _refuse_database_in_use()
    put: list[str] = []
    try:
        _put_files(path, manifest, put)
        with transaction.atomic():
            _load(path, manifest)
    except BaseException:
        for key in put:
            vault().delete(key)
        raise
    return manifest


def _refuse_other_code(manifest: Manifest) -> None:
    """Rows fit only the tables they came from, so database, code and archive must stand at the same migrations."""
    executor = MigrationExecutor(connection)
    known = {f"{app}.{name}" for app, name in executor.loader.disk_migrations}
    archived = set(manifest.migrations)
    if newer := sorted(archived - known):
        raise CommandError(
            f"This backup was made by another Maktab: its migration {newer[-1]} is not known here. "
            "Put the code in place that made it."
        )
    if older := sorted(known - archived):
        raise CommandError(
            f"This backup was made by an older Maktab, before migration {older[0]}. "
            "Restore it with the code that made it, then upgrade."
        )
    if executor.migration_plan(executor.loader.graph.leaf_nodes()) or set(applied_migrations()) != archived:
        raise CommandError("The database is not at this code's migrations: run `manage.py prepare` first.")


def _refuse_other_tables(manifest: Manifest) -> None:
    known = {f"tables/{table._meta.label_lower}.jsonl" for table in tables()}
    for name in manifest.members:
        if name.startswith("tables/") and name not in known:
            raise CommandError(f"There is no table here for {name}. Nothing was written.")


def _refuse_database_in_use() -> None:
    if used := in_use():
        raise CommandError(
            f"This database is not empty ({', '.join(used[:3])}{' …' if used[3:] else ''}): a backup goes only into a "
            "new one. Start with a new DATA folder or a new DATABASE_URL, and run `manage.py prepare`."
        )


def _put_files(path: Path, manifest: Manifest, put: list[str]) -> None:
    for name, content in members(path):
        folder, _slash, key = name.partition("/")
        if folder == "files":
            _put_file(key, content, manifest.members[name], put)


def _put_file(key: str, content: IO[bytes], promised: Member, put: list[str]) -> None:
    """A file that is already there with the same bytes stays: an earlier try may have ended half way."""
    if vault().exists(key):
        with vault().open(key) as there:
            same = Hashing(there).drain() == promised
        if same:
            return
        raise CommandError(f"The vault is not empty: it already holds another file as {key}. Use a new one.")
    named = vault().save(key, File(content, name=key))
    put.append(named)
    if named != key:
        raise CommandError(f"The vault did not keep {key} under its name.")


def _load(path: Path, manifest: Manifest) -> None:
    by_label = {table._meta.label_lower: table for table in tables()}
    empty_migrated()
    for name, content in members(path):
        folder, _slash, label = name.partition("/")
        if folder == "tables":
            _load_table(by_label[label.removesuffix(".jsonl")], content, manifest)
    continue_counting()
    for label, table in by_label.items():
        if _as_written(table) != manifest.members.get(f"tables/{label}.jsonl"):
            raise CommandError(f"The rows of {label} did not come back as they were. Nothing was kept.")


def _load_table(table: Table, content: IO[bytes], manifest: Manifest) -> None:
    label = table._meta.label_lower
    try:
        count = load_rows(table, map(bytes.decode, content))
    except (DeserializationError, DatabaseError, ValueError) as problem:
        raise CommandError(f"The rows of {label} cannot be loaded: {problem}. Nothing was kept.") from problem
    if count != manifest.counts.get(label):
        raise CommandError(f"{label} has {count} rows, not {manifest.counts.get(label)}. Nothing was kept.")


def _as_written(table: Table) -> Member:
    hashed = Measuring()
    text = io.TextIOWrapper(io.BufferedWriter(hashed, CHUNK), encoding="utf-8", newline="\n")
    write_rows(table, text)
    text.flush()
    return hashed.member
