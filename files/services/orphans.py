"""Bytes and rows that no act took up: its transaction did not commit, or a process died half way."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import Storage
from django.db import transaction

from files.models import StoredFile, vault

GRACE = timedelta(days=1)


def sweep_orphans(*, now: datetime) -> int:
    """Remove files older than a day that no row points at, and bytes that no file row knows; how many."""
    return _sweep_rows(now - GRACE) + _sweep_bytes(now - GRACE) + _sweep_arrivals(now - GRACE)


def _sweep_rows(before: datetime) -> int:
    removed = 0
    for file in StoredFile.objects.unused_since(before):
        with transaction.atomic():
            # The same condition again: an act may have taken it up since the list was read.
            gone, _kinds = StoredFile.objects.unused_since(before).filter(pk=file.pk).delete()
        if gone:
            vault().delete(file.key)
            removed += 1
    return removed


def _sweep_bytes(before: datetime) -> int:
    storage = vault()
    removed = 0
    for key in _keys(storage, ""):
        if not StoredFile.objects.filter(key=key).exists() and storage.get_modified_time(key) < before:
            storage.delete(key)
            removed += 1
    return removed


def _sweep_arrivals(before: datetime) -> int:
    """Large uploads whose process was killed while they came in."""
    removed = 0
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*"):
        if path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _keys(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in names)
    for inner in folders:
        yield from _keys(storage, prefix + inner)
