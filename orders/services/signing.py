"""How a contract comes to be signed: by the client's link, or on paper with a scanned copy."""

import unicodedata
from datetime import date, datetime

from django.db import transaction

from clients.models import Contact
from core.actors import Actor
from core.errors import Refused
from files.models import StoredFile
from orders import letters
from orders.errors import (
    ConsentIsMissing,
    ContractChanged,
    ContractIsClosed,
    NameIsMissing,
    ReasonIsMissing,
    ScanIsUnsuitable,
    WrongPerson,
)
from orders.models import Contract, ContractState, Evidence, Order, OrderState, SigningCode
from orders.models.states import CONTRACT_MOVES, ORDER_MOVES, moved
from orders.papers.consent import CONSENT_VERSION, consent_text
from outbox.services.events import emit
from outbox.services.todos import finish_todo

from . import locking
from .beginning import begin
from .codes import code_is_needed, locked, request_code, spend_try
from .evidence import NOWHERE, Scene, note, note_viewed
from .instalments import deposits_unpaid, fall_due_on_signing
from .links import deal_link
from .opening import kickoff_key

__all__ = [
    "code_is_needed",
    "decline_contract",
    "record_scan",
    "request_code",
    "send_contract_again",
    "sign_contract",
    "view_contract",
]

NAME_LENGTH = 120
SCAN_TYPES = {"application/pdf", "image/jpeg", "image/png", "image/webp"}


@transaction.atomic
def view_contract(
    *, contract: Contract, contact: Contact, now: datetime, ip: str = "", agent: str = "", language: str = ""
) -> bool:
    """A person read the contract: evidence, once for each person. Called by an act, never by opening a page."""
    _must_be_addressed(contract, contact)
    if contract.state != ContractState.OUT:
        return False
    return note_viewed(contract, Actor.contact(contact.ref), now, Scene(ip, agent, language))


def sign_contract(
    *,
    contract: Contract,
    contact: Contact,
    typed_name: str,
    consent: bool,
    code: str,
    paper_hash: str,
    now: datetime,
    ip: str = "",
    agent: str = "",
    language: str = "",
) -> Contract:
    """The client signs exactly what was shown (`paper_hash`). Signing twice gives the contract already signed.

    Call it outside a transaction: a wrong code counts although the signature is refused. `code` is ignored where
    none is needed. Raises NameIsMissing, ConsentIsMissing, ContractChanged, ContractIsClosed, WrongPerson and what
    `spend_try` refuses.
    """
    contract = Contract.objects.select_related("business", "contact", "order").get(pk=contract.pk)
    _must_be_addressed(contract, contact)
    if contract.state == ContractState.SIGNED:
        return contract
    if contract.state != ContractState.OUT:
        raise ContractIsClosed(state=contract.get_state_display())
    name = _tidy(typed_name)
    if not name:
        raise NameIsMissing()
    if not consent:
        raise ConsentIsMissing()
    if paper_hash != contract.paper_hash:
        raise ContractChanged()
    scene = Scene(ip, agent, language)
    try:
        verified = _verified(contract, contact, code, now, scene)
    except Refused:
        if signed := Contract.objects.filter(pk=contract.pk, state=ContractState.SIGNED).first():
            return signed  # another tab was faster, and used up the code
        raise
    return _conclude(contract, contact, name, verified, now=now, scene=scene)


@transaction.atomic
def decline_contract(
    *, contract: Contract, contact: Contact, reason: str, now: datetime, ip: str = "", agent: str = "",
    language: str = "",
) -> Contract:  # fmt: skip
    """The client does not sign, and says why; both sides are told. Twice is harmless.

    Raises ReasonIsMissing, ContractIsClosed, WrongPerson.
    """
    _must_be_addressed(contract, contact)
    if not reason.strip():
        raise ReasonIsMissing()
    contract = locked(contract)
    if contract.state == ContractState.DECLINED:
        return contract
    _move(contract, "decline", decline_reason=reason.strip())
    by, scene = Actor.contact(contact.ref), Scene(ip, agent, language)
    note_viewed(contract, by, now, scene)
    note(contract, Evidence.Kind.DECLINED, by, now, scene, reason=reason.strip())
    letters.contract_declined(contract=contract, contact=contact, now=now)
    _tell(contract, "contract.declined", by, now)
    return contract


@transaction.atomic
def send_contract_again(*, contract: Contract, by: Actor, now: datetime) -> Contract:
    """Put a declined contract out for signature once more, after the two sides have talked. Raises ContractIsClosed."""
    contract = locked(contract)
    _move(contract, "offer_again", decline_reason="", out_at=now)
    note(contract, Evidence.Kind.SENT, by, now, NOWHERE, paper_hash=contract.paper_hash)
    link = deal_link(offer=contract.offer, contact=contract.contact, now=now)
    letters.contract_out(contract=contract, url=link.url, now=now)
    _tell(contract, "contract.sent_again", by, now)
    return contract


@transaction.atomic
def record_scan(
    *, contract: Contract, file: StoredFile, signer_name: str, signed_on: date, by: Actor, now: datetime
) -> Contract:
    """The owner keeps a scan of the contract signed on paper: it counts as signed from now.

    `file` was stored before (`files.services.store.store_upload`). The same file twice is harmless.
    Raises NameIsMissing, ScanIsUnsuitable, ContractIsClosed.
    """
    name = _tidy(signer_name)
    if not name:
        raise NameIsMissing()
    if file.business_id != contract.business_id or file.content_type not in SCAN_TYPES:
        raise ScanIsUnsuitable()
    order = locking.locked(contract.order)
    contract = locked(contract)
    if contract.state == ContractState.SIGNED and contract.pdf_sha256 == file.sha256:
        return contract
    _move(
        contract, "record_scan", method=Contract.Method.SCAN, signed_at=now, signer_name=name, file=file,
        pdf_sha256=file.sha256, decline_reason="",
    )  # fmt: skip
    note(contract, Evidence.Kind.SCAN_RECORDED, by, now, NOWHERE, signed_on=signed_on.isoformat(), sha256=file.sha256)
    _agreed(contract, order, by, now)
    return contract


def _verified(contract: Contract, contact: Contact, code: str, now: datetime, scene: Scene) -> SigningCode | None:
    """The code row that proves the inbox; None where no code is needed."""
    if not code_is_needed(contact):
        return None
    return spend_try(contract=contract, contact=contact, typed=code, now=now, scene=scene)


@transaction.atomic
def _conclude(
    contract: Contract, contact: Contact, name: str, verified: SigningCode | None, *, now: datetime, scene: Scene
) -> Contract:
    order = locking.locked(contract.order)
    contract = locked(contract)
    if contract.state == ContractState.SIGNED:
        return contract
    _move(contract, "sign", method=Contract.Method.LINK, signed_at=now, signer_name=name, contact=contact)
    by = Actor.contact(contact.ref)
    note_viewed(contract, by, now, scene)
    if verified is not None:
        _use_up(verified, now)
        note(contract, Evidence.Kind.CODE_VERIFIED, by, now, scene, tries=verified.tries, channel="email")
    language = "ar" if scene.language == "ar" else "en"
    note(contract, Evidence.Kind.CONSENTED, by, now, scene, version=CONSENT_VERSION, text=consent_text(language))
    note(
        contract, Evidence.Kind.SIGNED, by, now, scene, name=name, paper_hash=contract.paper_hash,
        code=verified is not None,
    )  # fmt: skip
    _agreed(contract, order, by, now)
    return contract


def _agreed(contract: Contract, order: Order, by: Actor, now: datetime) -> None:
    """What any signature brings about: the money due on signing, and the next state of the order."""
    _tell(contract, "contract.signed", by, now, method=contract.method)
    finish_todo(business=contract.business, key=kickoff_key(order, "contract"), now=now)
    moved(Order.objects.filter(pk=order.pk), ORDER_MOVES, "sign")
    order.refresh_from_db(fields=["state"])
    fall_due_on_signing(order=order, by=by, now=now)
    if order.state == OrderState.AWAITING_DEPOSIT and not deposits_unpaid(order):
        begin(order=order, by=by, now=now)


def _use_up(code: SigningCode, now: datetime) -> None:
    """The unique live code of the contract is used with the signature, in its transaction."""
    SigningCode.objects.filter(pk=code.pk, used_at=None).update(used_at=now)


def _move(contract: Contract, verb: str, **changes: object) -> None:
    if not moved(Contract.objects.filter(pk=contract.pk), CONTRACT_MOVES, verb, **changes):
        raise ContractIsClosed(state=contract.get_state_display())
    contract.state = ContractState(CONTRACT_MOVES[verb][1])
    for field, value in changes.items():
        setattr(contract, field, value)


def _must_be_addressed(contract: Contract, contact: Contact) -> None:
    if contact.client_id != contract.contact.client_id:
        raise WrongPerson()


def _tidy(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())[:NAME_LENGTH]


def _tell(contract: Contract, verb: str, by: Actor, now: datetime, **data: object) -> None:
    order = contract.order
    emit(
        business=contract.business, verb=verb, subject=("contract", contract.ref), actor=by, now=now,
        client_ref=order.client.ref, order_ref=order.ref, data={"number": order.number, **data},
    )  # fmt: skip
