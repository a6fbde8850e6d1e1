"""After a signature: the signed copy is made by a worker, kept, and sent to both sides."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from core.pdf import PdfUnavailable
from files.models import StoredFile
from files.services.store import store_bytes
from orders import letters
from orders.models import Contract
from orders.papers.certificate import certificate_of
from orders.papers.documents import contract_pdf
from outbox.models import Event
from outbox.services.reactions import Slow

from .links import deal_link

PURPOSE = "contract"


@dataclass(frozen=True, slots=True)
class Sealed:
    """The stored signed copy of a contract."""

    file: StoredFile


def prepare(event: Event) -> Sealed | None:
    """Render and store contract and certificate in one PDF.

    None for a scan, which is its own copy, and on a machine that cannot make PDF files at all.
    """
    contract = _contract(event)
    if contract.method == Contract.Method.SCAN:
        return None
    try:
        content = contract_pdf(contract, certificate_of(contract))
    except PdfUnavailable:
        return None
    name = f"{contract.order.number} {contract.order.client.name}.pdf"
    stored = store_bytes(
        business=contract.business, purpose=PURPOSE, name=name, content=content, content_type="application/pdf",
        now=timezone.now(),
    )  # fmt: skip
    return Sealed(stored)


def apply(event: Event, sealed: Sealed | None, *, now: datetime) -> None:
    """Keep the copy and its hash beside the contract, and queue a letter with it to each side."""
    contract = _contract(event)
    if sealed is not None:
        contract.file, contract.pdf_sha256 = sealed.file, sealed.file.sha256
        contract.save(update_fields=["file", "pdf_sha256"])
    _announce(contract, now)


def give_up(event: Event, *, now: datetime) -> None:
    """No copy could be made: both sides are told with the link, where the contract can be read and printed."""
    _announce(_contract(event), now)


seal_contract = Slow(prepare=prepare, apply=apply, give_up=give_up)


def find_signed_copy(content: bytes) -> Contract | None:
    """The contract whose signed copy these very bytes are; one changed byte gives None."""
    digest = hashlib.sha256(content).hexdigest()
    return Contract.objects.filter(pdf_sha256=digest, state=Contract.State.SIGNED).select_related("order").first()


def is_signed_copy(contract: Contract, content: bytes) -> bool:
    """Whether these bytes are the signed copy of this contract."""
    return bool(contract.pdf_sha256) and hashlib.sha256(content).hexdigest() == contract.pdf_sha256


def _announce(contract: Contract, now: datetime) -> None:
    link = deal_link(offer=contract.offer, contact=contract.contact, now=now)
    files = [contract.file] if contract.file is not None else []
    letters.contract_signed(contract=contract, url=link.url, files=files, now=now)


def _contract(event: Event) -> Contract:
    rows = Contract.objects.select_related("business", "offer", "contact__client", "order__client", "file")
    return rows.get(business=event.business, ref=event.subject_ref)
