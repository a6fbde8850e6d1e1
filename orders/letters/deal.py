"""From the offer to the signed contract."""

from collections.abc import Sequence
from datetime import datetime

from clients.models import Contact, Message
from core.dates import full_day_text
from core.formats import money_text
from files.models import StoredFile
from orders.models import Contract, Offer, Order, SigningCode
from outbox.models import Letter
from outbox.services.letters import queue_letter

from .posting import step, to_client, to_owner


def offer_sent(*, offer: Offer, url: str, now: datetime) -> Letter | None:
    """To the client: the offer, or a new version of it, is ready to read."""
    language = offer.contact.language
    words = {
        "url": url,
        "title": offer.title,
        "number": offer.number,
        "version": offer.version,
        "total": money_text(offer.total, language),
        "until": full_day_text(offer.valid_until, language) if offer.valid_until else "",
        "sender": offer.business.owner.full_name or offer.business.name,
    }
    return to_client(offer.contact, "offer_sent" if offer.version == 1 else "offer_version_sent", offer.ref, now, words)


def offer_asked(*, offer: Offer, contact: Contact, message: Message, now: datetime) -> Letter:
    """To the owner: the client asks about an offer."""
    return to_owner(contact, "offer_asked", message.ref, now, _offer_words(offer, text=message.body))


def offer_changes(*, offer: Offer, contact: Contact, message: Message, now: datetime) -> Letter:
    """To the owner: the client wants the offer changed."""
    return to_owner(contact, "offer_changes", message.ref, now, _offer_words(offer, text=message.body))


def offer_declined(*, offer: Offer, contact: Contact, now: datetime) -> Letter:
    """To the owner: the client declined, and why. An offer that was reopened may be declined again."""
    words = _offer_words(offer, text=offer.decline_reason)
    return to_owner(contact, "offer_declined", step(offer.ref, now), now, words)


def offer_accepted(*, offer: Offer, contact: Contact, order: Order, now: datetime) -> Letter:
    """To the owner: the client accepted; the contract is out for signature."""
    words = _offer_words(offer, order_number=order.number)
    return to_owner(contact, "offer_accepted", offer.ref, now, words, order=order)


def contract_out(*, contract: Contract, url: str, now: datetime) -> Letter | None:
    """To the client: the contract waits for the signature."""
    order = contract.order
    words = {"url": url, "title": order.title, "number": order.number}
    return to_client(contract.contact, "contract_out", step(contract.ref, now), now, words, order=order)


def contract_code(*, code: SigningCode, now: datetime) -> Letter:
    """To the signer: the one-time code. The letter keeps no body; `services.codes.reveal` fills it when it is sent."""
    contract, contact = code.contract, code.contact
    return queue_letter(
        business=contract.business,
        to=contact.email,
        language=contact.language,
        template="contract_code",
        context={"code_ref": code.ref, "number": contract.order.number},
        dedupe_key=f"contract_code:{code.ref}",
        now=now,
        secret=True,
        client_ref=contact.client.ref,
        order_ref=contract.order.ref,
    )


def contract_signed(*, contract: Contract, url: str, files: Sequence[StoredFile], now: datetime) -> None:
    """To both sides: the contract is signed, with the signed copy, or with the link where no copy could be made."""
    order, contact = contract.order, contract.contact
    words: dict[str, object] = {
        "title": order.title, "number": order.number, "name": contract.signer_name, "has_file": bool(files),
    }  # fmt: skip
    to_client(contact, "contract_signed", contract.ref, now, {**words, "url": url}, order=order, files=files)
    to_owner(contact, "contract_signed_owner", contract.ref, now, words, order=order, files=files)


def contract_declined(*, contract: Contract, contact: Contact, now: datetime) -> None:
    """To both sides: the contract was not signed, with the reason given."""
    order, key = contract.order, step(contract.ref, now)
    words = {"title": order.title, "number": order.number, "text": contract.decline_reason}
    to_client(contact, "contract_declined", key, now, words, order=order)
    to_owner(contact, "contract_declined_owner", key, now, words, order=order)


def order_cancelled(*, order: Order, now: datetime) -> Letter | None:
    """To the client: the order was called off before it was signed, with the reason."""
    words = {"title": order.title, "number": order.number, "text": order.cancel_reason}
    return to_client(order.contact, "order_cancelled", order.ref, now, words, order=order)


def _offer_words(offer: Offer, **words: object) -> dict[str, object]:
    return {"offer": {"number": offer.number, "title": offer.title}, **words}
