"""Personal links: made once per contact and subject, opened by signature, listed, revocable."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import ip_address

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_noop

from clients.errors import LinkExpired, LinkForged, LinkRevoked
from clients.models import AccessLog, ClientLink, Contact
from clients.models.link import SALT
from core.actors import Actor
from core.prepared import prepared
from outbox.models import Todo
from outbox.services.events import emit
from outbox.services.todos import add_todo, finish_todo

KEEP_OPENINGS = timedelta(days=365)
OPENINGS_A_DAY = 200  # of one link; more tell the freelancer nothing and could fill a disk


@transaction.atomic
def link_for(
    *, contact: Contact, kind: str, ref: str, purpose: str, now: datetime, expires_at: datetime | None = None
) -> ClientLink:
    """The contact's link to a subject (kind, ref): the same address however often it is sent.

    After a revocation it is a new address, and the old one stays dead. Without `expires_at` a live link keeps its
    term, and an expired one opens again for good.
    """
    link, created = ClientLink.objects.get_or_create(
        contact=contact,
        subject_kind=kind,
        subject_ref=ref,
        purpose=purpose,
        defaults={"business": contact.business, "created_at": now, "expires_at": expires_at},
    )
    if not created:
        _renew(link, expires_at, now)
    return link


@transaction.atomic
def links_for(
    *, subjects: Sequence[tuple[Contact, str]], kind: str, purpose: str, now: datetime
) -> dict[tuple[int, str], ClientLink]:
    """`link_for` of many (contact, ref) at once, by (contact's key, ref): two queries when all were given before."""
    rows = ClientLink.objects.filter(
        subject_kind=kind, purpose=purpose, subject_ref__in=[ref for _contact, ref in subjects]
    )
    known = {(link.contact_id, link.subject_ref): link for link in rows}
    wanted = {(contact.pk, ref): contact for contact, ref in subjects}
    missing = [
        ClientLink(
            business_id=contact.business_id, contact=contact, subject_kind=kind, subject_ref=ref, purpose=purpose,
            created_at=now,
        )
        for (key, ref), contact in wanted.items()
        if (key, ref) not in known
    ]  # fmt: skip
    if missing:
        ClientLink.objects.bulk_create(missing, ignore_conflicts=True)
        known = {(link.contact_id, link.subject_ref): link for link in rows.all()}
    for link in (known[key] for key in wanted):
        if link.revoked_at is not None or (link.expires_at is not None and link.expires_at <= now):
            _renew(link, None, now)
    return known


def open_token(*, token: str, now: datetime) -> ClientLink:
    """The link behind an address, with its contact, client and business; reads only.

    Raises LinkForged (answer 404), LinkRevoked or LinkExpired (answer the kind page; both carry `.link`).
    """
    try:
        ref, version = Signer(salt=SALT).unsign(token).split(".")
    except (BadSignature, ValueError):
        raise LinkForged from None
    found = _by_ref(ref)
    if not found:
        raise LinkForged
    link = found[0]
    if link.revoked_at is not None or int(version) != link.version:
        raise LinkRevoked(link)
    if link.expires_at is not None and link.expires_at <= now:
        raise LinkExpired(link)
    return link


@prepared
def _by_ref(ref: str) -> QuerySet[ClientLink]:
    return ClientLink.objects.select_related("contact__client__platform", "business").filter(ref=ref)


@transaction.atomic
def revoke_link(*, link: ClientLink, by: Actor, now: datetime) -> None:
    """The address stops working at once; twice is harmless."""
    live = ClientLink.objects.filter(pk=link.pk, revoked_at__isnull=True)
    if live.update(revoked_at=now, version=F("version") + 1):
        _tell(link, "link.revoked", by, now)
    link.refresh_from_db(fields=["revoked_at", "version"])


@transaction.atomic
def ask_again(*, link: ClientLink, now: datetime) -> None:
    """The client of a dead link asks for a new one: the owner gets a task, one however often it is asked."""
    key = _asked_key(link)
    if Todo.objects.owned_by(link.business).filter(key=key).exists():
        return
    add_todo(
        business=link.business,
        title=gettext_noop("A client asks for a new link: send it again"),
        subject=(link.subject_kind, link.subject_ref),
        key=key,
        client_ref=link.contact.client.ref,
        now=now,
    )
    _tell(link, "link.asked_again", Actor.contact(link.contact.ref), now)


def log_access(*, link: ClientLink, now: datetime, method: str, path: str, ip: str | None, agent: str) -> None:
    """Notes an opening or an act. The token is cut from the path; the only write a GET makes, and no rule reads it.

    Of each link the first OPENINGS_A_DAY within a day are kept, counted by the index and never further than that.
    """
    if len(_of_a_day(link, now)) == OPENINGS_A_DAY:
        return
    AccessLog.objects.create(
        link=link,
        at=now,
        method=method[:8],
        path=_tokenless(path)[:200],
        ip=_address(ip),
        agent=agent[:300],
    )


@prepared
def _of_a_day(link: ClientLink, now: datetime) -> QuerySet[AccessLog, int]:
    today = AccessLog.objects.filter(link=link, at__gt=now - timedelta(days=1), at__lte=now)
    return today.values_list("pk", flat=True)[:OPENINGS_A_DAY]


def forget_old_openings(*, now: datetime) -> int:
    """Network addresses are kept for twelve months; returns how many openings were forgotten."""
    return AccessLog.objects.filter(at__lt=now - KEEP_OPENINGS).delete()[0]


def touch(*, link: ClientLink, now: datetime) -> None:
    """The contact did something (a POST): the link's last use."""
    ClientLink.objects.filter(pk=link.pk).update(last_used_at=now)
    link.last_used_at = now


def _address(ip: str | None) -> str | None:
    """A network address as the database takes it; None for anything else a server may hand over."""
    try:
        return str(ip_address(ip)) if ip else None
    except ValueError:
        return None


def _renew(link: ClientLink, expires_at: datetime | None, now: datetime) -> None:
    """A link sent again lives again, and whoever asked for it has got it."""
    finish_todo(business=link.business, key=_asked_key(link), now=now)
    is_over = link.expires_at is not None and link.expires_at <= now
    term = expires_at if expires_at or is_over else link.expires_at
    if link.revoked_at is not None or link.expires_at != term:
        link.revoked_at, link.expires_at = None, term
        link.save(update_fields=["revoked_at", "expires_at"])


def _tokenless(path: str) -> str:
    """/c/<token>/offer/ becomes /c/…/offer/."""
    parts = path.split("/")
    return "/".join(["", "c", "…", *parts[3:]]) if parts[:2] == ["", "c"] else path


def _asked_key(link: ClientLink) -> str:
    """One task for each time the link dies."""
    term = f"{link.expires_at:%Y%m%dT%H%M}" if link.expires_at else ""
    return f"link_asked:{link.ref}:{link.version}:{term}"


def _tell(link: ClientLink, verb: str, by: Actor, now: datetime) -> None:
    emit(
        business=link.business, verb=verb, subject=("link", link.ref), actor=by, now=now,
        client_ref=link.contact.client.ref, data={"kind": link.subject_kind, "subject": link.subject_ref},
    )  # fmt: skip
