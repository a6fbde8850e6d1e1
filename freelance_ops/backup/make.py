"""Making a backup: all rows from one moment, then the files those rows name."""

import json
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.core.management import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from core.db import snapshot
from files.models import StoredFile, vault

from .archive import Manifest, Member, Writer, writing
from .tables import tables, write_rows

FILES = StoredFile._meta.label_lower


def applied_migrations() -> list[str]:
    """The state of the database, as `app.name`, sorted."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def make_backup(path: Path, *, now: datetime) -> Manifest:
    """Writes the archive beside `path` and renames it when it is whole. Raises CommandError.

    A stored file that the vault cannot give, or not as its row says, does not stop the rest: see `missing`.
    """
    if path.exists():
        raise CommandError(f"{path} is already there: name a new file.")
    if not path.parent.is_dir():
        raise CommandError(f"{path.parent} is not a folder.")
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as beside:
        manifest = _write(Path(beside), now)
        os.replace(Path(beside) / "archive", path)
    return manifest


def _write(folder: Path, now: datetime) -> Manifest:
    manifest = _spool(folder, now)
    with open(folder / "archive", "wb", opener=_private) as target:
        with writing(target, manifest) as writer:
            for label in manifest.counts:
                spooled = folder / label
                with spooled.open("rb") as lines:
                    writer.add(f"tables/{label}.jsonl", lines, spooled.stat().st_size)
            for key, promised in _stored(folder / FILES):
                _add_file(writer, key, promised)
            writer.close()
        target.flush()
        os.fsync(target.fileno())
    return manifest


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _spool(folder: Path, now: datetime) -> Manifest:
    """All tables as they stood at one moment. Files are packed later: a stored file never changes."""
    with snapshot():
        manifest = Manifest(now.isoformat(), applied_migrations())
        for table in tables():
            label = table._meta.label_lower
            with (folder / label).open("w", encoding="utf-8", newline="\n") as lines:
                manifest.counts[label] = write_rows(table, lines)
    return manifest


def _stored(lines: Path) -> Iterator[tuple[str, Member]]:
    with lines.open(encoding="utf-8", newline="\n") as rows:
        for row in rows:
            told = json.loads(row)["fields"]
            yield told["key"], Member(told["size"], told["sha256"])


def _add_file(writer: Writer, key: str, promised: Member) -> None:
    """A damaged file is copied as it is and told of; one that is gone is told of."""
    if not vault().exists(key):
        writer.manifest.missing.append(key)
        return
    with vault().open(key) as content:
        found = writer.add(f"files/{key}", content, vault().size(key))
    if found != promised:
        writer.manifest.missing.append(key)


def summary(manifest: Manifest) -> str:
    """One line for a person: rows, files, and how much of it."""
    files = [one for name, one in manifest.members.items() if name.startswith("files/")]
    rows, megabytes = sum(manifest.counts.values()), sum(one.size for one in files) / 1_000_000
    return f"{rows:,} rows of {len(manifest.counts)} tables and {len(files):,} files ({megabytes:,.1f} MB)"
