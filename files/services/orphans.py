"""Bytes and rows that no act took up: its transaction did not commit, or a process died half way."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import Storage
from django.db import transaction

from files.models import StoredFile, vault

from .scratch import PREFIX

GRACE = timedelta(days=1)


def sweep_orphans(*, now: datetime) -> int:
    """Remove files older than a day that no row points at, and bytes that no file row knows; how many."""
    before = now - GRACE
    return _sweep_rows(before) + _sweep_bytes(before) + _sweep_arrivals(before) + _sweep_scratch(before)


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
    old = _left_behind("*.upload*", before)
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _sweep_scratch(before: datetime) -> int:
    """Folders of work in progress, such as samples in the making, whose worker was killed."""
    old = _left_behind(f"{PREFIX}*", before)
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)


def _left_behind(pattern: str, before: datetime) -> list[Path]:
    """Those not touched since; one that is put away at this very moment is not there any more."""
    old = []
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).glob(pattern):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before.timestamp():
                old.append(path)
    return old


def _keys(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in names)
    for inner in folders:
        yield from _keys(storage, prefix + inner)
