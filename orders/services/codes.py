"""One-time codes for signing: derived from the server's secret and a nonce, sent by e-mail, never stored."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from clients.models import Contact
from core.actors import Actor
from core.text import latin_digits
from orders import letters
from orders.errors import (
    CodeIsMissing,
    CodeIsOld,
    CodeIsSpent,
    CodeIsUsed,
    CodeIsWrong,
    CodeNotNeeded,
    CodeTooSoon,
    ContractIsClosed,
    TooManyCodes,
    WrongPerson,
)
from orders.models import Contract, ContractState, SigningCode

from .evidence import Scene, masked, note, note_viewed

LIFE = timedelta(minutes=10)
PAUSE = timedelta(minutes=1)
MAX_TRIES = 5
DAILY_LIMIT = 10
LENGTH = 6


def code_is_needed(contact: Contact) -> bool:
    """Whether this person signs with a code: only where mail can be sent and there is an address to send it to."""
    return bool(settings.HAS_MAIL and contact.email)


@transaction.atomic
def request_code(
    *, contract: Contract, contact: Contact, now: datetime, ip: str = "", agent: str = "", language: str = ""
) -> SigningCode:
    """Send a new code to the contact and void the older ones.

    Raises ContractIsClosed, CodeNotNeeded, CodeTooSoon (one a minute), TooManyCodes (ten a day), WrongPerson.
    """
    contract = locked(contract)
    if contact.client_id != contract.contact.client_id:
        raise WrongPerson()
    if contract.state != ContractState.OUT:
        raise ContractIsClosed(state=contract.get_state_display())
    if not code_is_needed(contact):
        raise CodeNotNeeded()
    _limit(contract, now)
    SigningCode.objects.filter(contract=contract, used_at=None, voided_at=None).update(voided_at=now)
    code = SigningCode.objects.create(
        business=contract.business, contract=contract, contact=contact, nonce=secrets.token_hex(16), sent_at=now,
        expires_at=now + LIFE,
    )  # fmt: skip
    letters.contract_code(code=code, now=now)
    by, scene = Actor.contact(contact.ref), Scene(ip, agent, language)
    note_viewed(contract, by, now, scene)
    note(contract, "code_sent", by, now, scene, sent_to=masked(contact.email), channel="email")
    return code


def spend_try(*, contract: Contract, contact: Contact, typed: str, now: datetime, scene: Scene) -> SigningCode:
    """The code row when the typed digits are right. Every try counts, in a transaction of its own.

    Raises CodeIsMissing, CodeIsWrong (with the tries left), CodeIsOld, CodeIsUsed, CodeIsSpent.
    """
    digits = "".join(mark for mark in latin_digits(typed) if mark.isdigit())
    if len(digits) != LENGTH:
        raise CodeIsMissing()
    with transaction.atomic():
        code = SigningCode.objects.filter(contract=contract, contact=contact).order_by("-sent_at", "-pk").first()
        if code is None:
            raise CodeIsMissing()
        live = SigningCode.objects.filter(
            pk=code.pk, used_at=None, voided_at=None, expires_at__gt=now, tries__lt=MAX_TRIES
        )
        if not live.update(tries=F("tries") + 1):
            raise _why_dead(code)
        code.refresh_from_db(fields=["tries"])
        right = hmac.compare_digest(digits, derive(code))
        if not right:
            note(contract, "code_wrong", Actor.contact(contact.ref), now, scene, tries=code.tries)
    if not right:
        if code.tries >= MAX_TRIES:
            raise CodeIsSpent()
        raise CodeIsWrong(tries_left=MAX_TRIES - code.tries)
    return code


def derive(code: SigningCode) -> str:
    """The six digits of a code, which nobody can compute without the server's secret key."""
    message = f"signing-code:{code.contract.ref}:{code.contact.ref}:{code.nonce}"
    digest = hmac.new(settings.SECRET_KEY.encode(), message.encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**LENGTH:0{LENGTH}d}"


def reveal(refs: Mapping[str, str], *, now: datetime) -> dict[str, object]:
    """What the code letter says at the moment it is sent; settings.SECRET_LETTERS names this function.

    Raises CodeIsOld when the letter could not be sent in time: an old code is not mailed.
    """
    code = SigningCode.objects.select_related("contract", "contact").get(ref=refs["code_ref"])
    if code.voided_at is not None or code.expires_at <= now:
        raise CodeIsOld()
    return {"code": derive(code), "number": code.contract.paper["number"], "title": code.contract.paper["title"]}


def locked(contract: Contract) -> Contract:
    """The contract's row as it stands now, locked until the transaction ends."""
    rows = Contract.objects.select_related("business", "contact", "order__client", "order__business")
    return rows.select_for_update(of=("self",)).get(pk=contract.pk)


def _limit(contract: Contract, now: datetime) -> None:
    sent = SigningCode.objects.filter(contract=contract)
    if sent.filter(sent_at__gt=now - PAUSE).exists():
        raise CodeTooSoon()
    if sent.filter(sent_at__gt=now - timedelta(days=1)).count() >= DAILY_LIMIT:
        raise TooManyCodes()


def _why_dead(code: SigningCode) -> Exception:
    code.refresh_from_db()
    if code.used_at is not None:
        return CodeIsUsed()
    if code.tries >= MAX_TRIES:
        return CodeIsSpent()
    return CodeIsOld()
