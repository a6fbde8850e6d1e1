"""Large originals: read and written piece by piece, so that 200 MB never stand in memory."""

import hashlib
from datetime import datetime

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile

from accounts.models import Business
from core.text import new_ref
from files.errors import EmptyFile, FileIsHuge, StorageFull
from files.models import StoredFile, vault

from .checks import sniff
from .store import MEGABYTE, forget, tidy_name

LARGEST = 200 * MEGABYTE
HEAD = 4096  # bytes from which the kind is told
UNKNOWN = "application/octet-stream"


def store_large(
    *, business: Business, purpose: str, upload: "UploadedFile[bytes]", now: datetime, largest: int = LARGEST
) -> StoredFile:
    """Keep a file of any kind as it is; its kind is told from its first bytes. It leaves only as a download.

    Call it before the transaction. Raises EmptyFile, FileIsHuge or StorageFull.
    """
    if not upload.size:
        raise EmptyFile
    if upload.size > largest:
        raise FileIsHuge(megabytes=largest // MEGABYTE)
    upload.seek(0)
    kind = sniff(bytes(upload.read(HEAD))) or UNKNOWN
    return StoredFile.objects.create(
        business=business,
        sha256=_digest(upload),
        key=_write(f"{business.ref}/{purpose}/{new_ref()}{new_ref()}", upload),
        size=upload.size,
        content_type=kind,
        name=tidy_name(upload.name or "file"),
        purpose=purpose,
        created_at=now,
    )


def _digest(upload: "UploadedFile[bytes]") -> str:
    upload.seek(0)
    digest = hashlib.sha256()
    for piece in upload.chunks(MEGABYTE):
        digest.update(piece)
    return digest.hexdigest()


def _write(key: str, upload: "UploadedFile[bytes]") -> str:
    upload.seek(0)
    try:
        return vault().save(key, File(upload.file))  # a plain File is copied; the spooled one would be moved away
    except OSError as problem:
        forget(key)
        raise StorageFull from problem
