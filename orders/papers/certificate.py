"""The certificate of a signature: what the evidence says, as a value to be printed behind the contract."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from orders.models import Contract, Evidence

from . import labels
from .wording import Pair


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the evidence."""

    happened_at: datetime
    what: Pair
    who: Pair
    ip: str
    note: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """Who signed what, when, from where, how the signer was verified, and all that was written down around it."""

    paper_hash: str
    signer_name: str
    signed_at: datetime
    zone: str
    verified: Pair
    ip: str
    agent: str
    consent_version: str
    consent_text: str
    entries: tuple[Entry, ...]
    server: Pair


def certificate_of(contract: Contract) -> Certificate:
    """Built from the evidence alone, whose `signed` row is the one source of the time of signing.

    Raises Evidence.DoesNotExist for a contract that was not signed through its link.
    """
    rows = list(Evidence.objects.filter(contract=contract).order_by("happened_at", "pk"))
    signed = _last(rows, Evidence.Kind.SIGNED)
    consent = _last(rows, Evidence.Kind.CONSENTED)
    return Certificate(
        paper_hash=signed.detail["paper_hash"],
        signer_name=signed.detail["name"],
        signed_at=signed.happened_at,
        zone=contract.business.zone,
        verified=_verified(rows, signed),
        ip=signed.ip or "",
        agent=signed.agent,
        consent_version=consent.detail["version"],
        consent_text=consent.detail["text"],
        entries=tuple(_entry(row) for row in rows),
        server=labels.SERVER_NOTE.fill(
            operator=contract.business.legal_name or contract.business.name,
            host=urlsplit(settings.PUBLIC_URL).netloc,
        ),
    )


def _last(rows: Sequence[Evidence], kind: str) -> Evidence:
    found = [row for row in rows if row.kind == kind]
    if not found:
        raise Evidence.DoesNotExist(kind)
    return found[-1]


def _verified(rows: Sequence[Evidence], signed: Evidence) -> Pair:
    if not signed.detail.get("code"):
        return labels.VERIFIED_BY_LINK
    return labels.VERIFIED_BY_CODE.fill(address=_last(rows, Evidence.Kind.CODE_SENT).detail["sent_to"])


def _entry(row: Evidence) -> Entry:
    return Entry(
        happened_at=row.happened_at,
        what=labels.EVENTS[row.kind],
        who=labels.ACTORS[row.actor_kind],
        ip=row.ip or "",
        note=str(row.detail.get("sent_to") or row.detail.get("reason") or ""),
    )
