"""Putting bytes into the vault. Call these before the transaction: hashing and writing are slow, and a file whose
row no act takes up is swept after a day."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from accounts.models import Business
from core.text import new_ref
from files.errors import EmptyFile, FileTooLarge, StorageFull
from files.models import StoredFile, vault

from .checks import PDF, checked, small_look

MEGABYTE = 1024 * 1024
NAME_LENGTH = 120
LOOK_SIDE = 1200  # pixels: sharp on a phone, a tenth of a megabyte


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """What one upload field accepts: bytes, pixels of a picture, and whether PDFs are welcome."""

    max_bytes: int = 25 * MEGABYTE
    max_pixels: int = 50_000_000
    longest_side: int = 3000  # pictures are re-encoded at most this large
    allow_pdf: bool = True


@dataclass(frozen=True, slots=True)
class Safe:
    """An upload whose content was checked, as it may be kept."""

    name: str
    content: bytes
    content_type: str


SLIP = UploadLimits()
SCAN = UploadLimits()


def store_bytes(
    *, business: Business, purpose: str, name: str, content: bytes, content_type: str, now: datetime
) -> StoredFile:
    """Keep bytes we made ourselves (a PDF). Raises StorageFull when they cannot be written."""
    key = _write(f"{business.ref}/{purpose}/{new_ref()}{new_ref()}", content)
    return StoredFile.objects.create(
        business=business,
        key=key,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        content_type=content_type,
        name=tidy_name(name),
        purpose=purpose,
        created_at=now,
    )


def store_upload(
    *, business: Business, purpose: str, upload: "UploadedFile[bytes]", now: datetime, limits: UploadLimits = SLIP
) -> StoredFile:
    """Keep an uploaded file after its content was checked; pictures are re-encoded without their metadata.

    Raises what `safe_upload` raises, or StorageFull.
    """
    return store_safe(business=business, purpose=purpose, safe=safe_upload(upload, limits), now=now)


def safe_upload(upload: "UploadedFile[bytes]", limits: UploadLimits) -> Safe:
    """The upload as it may be kept, nothing written yet: where several come together, all are looked at first.

    Raises EmptyFile, FileTooLarge, FileKindRefused, FileUnreadable or ImageTooLarge.
    """
    content = _read(upload, limits)
    safe = checked(content, max_pixels=limits.max_pixels, longest_side=limits.longest_side, allow_pdf=limits.allow_pdf)
    stem = PurePath(tidy_name(upload.name or "file")).stem or "file"
    return Safe(stem + safe.extension, safe.content, safe.content_type)


def store_safe(*, business: Business, purpose: str, safe: Safe, now: datetime) -> StoredFile:
    """Keep what was checked. Raises StorageFull."""
    return store_bytes(
        business=business,
        purpose=purpose,
        name=safe.name,
        content=safe.content,
        content_type=safe.content_type,
        now=now,
    )


def store_look(*, business: Business, safe: Safe, now: datetime) -> StoredFile | None:
    """A small JPEG of a checked picture, to be shown inside our pages; None for a PDF. Raises StorageFull."""
    if safe.content_type == PDF:
        return None
    look = small_look(safe.content, longest_side=LOOK_SIDE)
    return store_bytes(
        business=business, purpose="look", name="look.jpg", content=look, content_type="image/jpeg", now=now
    )


def tidy_name(name: str) -> str:
    """The original name without folders, control or direction marks, cut to a length every system takes."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(mark if mark.isprintable() else " " for mark in last)
    path = PurePath(" ".join(seen.split()).lstrip(".") or "file")
    suffix = path.suffix[:12]
    return path.name.removesuffix(path.suffix)[: NAME_LENGTH - len(suffix)].strip() + suffix


def _read(upload: "UploadedFile[bytes]", limits: UploadLimits) -> bytes:
    if not upload.size:
        raise EmptyFile
    if upload.size > limits.max_bytes:
        raise FileTooLarge(megabytes=limits.max_bytes // MEGABYTE)
    upload.seek(0)
    return bytes(upload.read())


def _write(key: str, content: bytes) -> str:
    try:
        return vault().save(key, ContentFile(content))
    except OSError as problem:
        forget(key)
        raise StorageFull from problem


def forget(key: str) -> None:
    """Half a file is no file: take its bytes out of the vault."""
    try:
        vault().delete(key)
    except OSError:
        return
