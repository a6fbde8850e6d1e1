"""The lock of the final files: who opens it and when, and every file that leaves the house."""

from datetime import datetime

from django.db import transaction

from clients.models import Contact
from core.actors import Actor
from files.models import StoredFile
from orders import letters
from orders.errors import FileIsNotShown, FilesAreLocked, OrderIsClosed, ReasonIsMissing, WrongPerson
from orders.models import Download, Instalment, Order, OrderKind, OrderState, WorkFile

from .links import deal_link
from .locking import locked, tell
from .people import who_acted

UNSIGNED = frozenset({OrderState.AWAITING_SIGNATURE, OrderState.CANCELLED})  # nothing to open yet, or any more


def release_if_settled(*, order: Order, by: Actor, now: datetime) -> bool:
    """Open the final files when every payment of the plan has arrived; True when this call opened them.

    Call it in a transaction that holds the order's lock. Opened files stay open.
    """
    plan = Instalment.objects.filter(order=order)
    if not plan.exists() or plan.unpaid().exists():
        return False
    return _release(order, by=by, now=now)


@transaction.atomic
def release_by_hand(*, order: Order, reason: str, by: Actor, now: datetime) -> bool:
    """The owner opens the final files before everything is paid, and says why; False when they were open.

    Raises ReasonIsMissing, or OrderIsClosed for an order that is not signed or was called off.
    """
    order = locked(order)
    if order.released_at is not None:
        return False
    if order.state in UNSIGNED:
        raise OrderIsClosed(state=order.get_state_display())
    if not reason.strip():
        raise ReasonIsMissing
    return _release(order, by=by, now=now, reason=reason.strip())


@transaction.atomic
def take_original(*, file: WorkFile, by: Actor, now: datetime, ip: str | None = None) -> StoredFile:
    """The original behind a work file, once its leaving is written down with its SHA-256.

    The owner may always take it. A contact of the order's client may when the files are open and this one was
    handed over; the first time is an event. Raises FilesAreLocked, FileIsNotShown or WrongPerson.
    """
    if by == Actor.owner(file.business.owner.ref):
        _note(file, by, now, ip)
        return file.original
    must_be_open_to(by=by, file=file)
    if not file.downloads.filter(by_kind=by.kind, by_ref=by.ref).exists():
        tell(file.order, "file.taken", by, now, file=file.original.name)
    _note(file, by, now, ip)
    return file.original


def must_be_open_to(*, by: Actor, file: WorkFile) -> None:
    """Raises what `take_original` would for a contact; writes nothing.

    Asked of the database, not of the row in hand: the page may be older than the lock.
    """
    order = file.order
    if by.kind != Download.By.CONTACT or not Contact.objects.filter(ref=by.ref, client=order.client_id).exists():
        raise WrongPerson
    if not Order.objects.filter(pk=order.pk, released_at__isnull=False).exists():
        raise FilesAreLocked
    if not WorkFile.objects.filter(pk=file.pk).for_client().exists():
        raise FileIsNotShown


def _release(order: Order, *, by: Actor, now: datetime, reason: str = "") -> bool:
    shut = Order.objects.filter(pk=order.pk, released_at=None).exclude(state__in=UNSIGNED)
    if not shut.update(released_at=now, release_reason=reason):
        return False
    order.released_at, order.release_reason = now, reason
    tell(order, "files.released", by, now, by_hand=bool(reason))
    _write_to_everybody(order, is_paid=not reason, now=now)
    return True


def _write_to_everybody(order: Order, *, is_paid: bool, now: datetime) -> None:
    if order.kind == OrderKind.PLATFORM:
        return
    has_files = WorkFile.objects.filter(order=order).for_client().exists()
    for contact in who_acted(order):
        url = deal_link(offer=order.offer, contact=contact, now=now).url
        letters.files_released(
            order=order, contact=contact, url=url, is_paid=is_paid, has_files=has_files, now=now
        )  # fmt: skip


def _note(file: WorkFile, by: Actor, now: datetime, ip: str | None) -> None:
    Download.objects.create(
        business=file.business, file=file, sha256=file.original.sha256, by_kind=by.kind, by_ref=by.ref, taken_at=now,
        ip=ip or None,
    )  # fmt: skip
