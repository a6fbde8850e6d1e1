"""Pictures and PDFs that a client puts beside a list of changes or a wish for extra work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from accounts.models import Business
from core.errors import Refused
from files.models import StoredFile
from files.services.store import MEGABYTE, Safe, UploadLimits, safe_upload, store_look, store_safe, tidy_name
from orders.errors import EnclosureRefused, TooManyEnclosures
from orders.models import ChangeList, ChangeOrder, Enclosure

MOST = 5
LIMITS = UploadLimits(max_bytes=15 * MEGABYTE, longest_side=2400)  # five of them are less than settings.LARGEST_BODY
PURPOSE = "changes"

Uploads = Sequence["UploadedFile[bytes]"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the vault that no row has taken up yet, and the small picture of it."""

    file: StoredFile
    look: StoredFile | None


def keep_enclosures(*, business: Business, uploads: Uploads, now: datetime) -> list[Kept]:
    """Check them all, then keep them all: where one is refused, nothing is written. Call it before the transaction.

    Raises TooManyEnclosures, EnclosureRefused or StorageFull.
    """
    if len(uploads) > MOST:
        raise TooManyEnclosures(most=MOST)
    return [
        Kept(
            store_safe(business=business, purpose=PURPOSE, safe=safe, now=now),
            store_look(business=business, safe=safe, now=now),
        )
        for safe in _safe(uploads)
    ]


def enclose(*, beside: ChangeList | ChangeOrder, kept: Sequence[Kept]) -> None:
    """Lay kept files beside the words they came with, in the transaction that writes the words."""
    whose = {"change_list": beside} if isinstance(beside, ChangeList) else {"change_order": beside}
    Enclosure.objects.bulk_create(
        Enclosure(
            business=beside.business, order=beside.order, position=place, file=one.file, look=one.look, **whose
        )
        for place, one in enumerate(kept, 1)
    )  # fmt: skip


def _safe(uploads: Uploads) -> list[Safe]:
    safe, refusals = [], []
    for upload in uploads:
        try:
            safe.append(safe_upload(upload, LIMITS))
        except Refused as refused:
            refusals.append(f"\u2068{tidy_name(upload.name or 'file')}\u2069: {refused}")
    if refusals:
        raise EnclosureRefused(said="\n".join(refusals))
    return safe
