"""The letters of this app: one function each, with its recipient, language, words and dedupe key."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings

from clients.models import Contact
from clients.services.links import link_for
from core.formats import full_day_text, money_text, use_country
from files.models import StoredFile
from outbox.models import Letter
from outbox.services.letters import queue_letter

from .models import Invoice, PaymentClaim, Receipt

LINK_KIND, LINK_PURPOSE = "invoice", "pay"


def invoice_link(*, invoice: Invoice, now: datetime) -> str:
    """The address of the client's page of this invoice: the same at every call."""
    contact = invoice.order.contact
    return link_for(contact=contact, kind=LINK_KIND, ref=invoice.ref, purpose=LINK_PURPOSE, now=now).url


def can_be_mailed(invoice: Invoice) -> bool:
    """Whether there is an address, and the platform that the client came from lets us use it."""
    contact = invoice.order.contact
    return bool(contact.email) and contact.client.mail_allowed


def thread_of(invoice: Invoice) -> str:
    """All letters about one invoice stand under each other in a mailbox."""
    return f"invoice.{invoice.ref}"


def invoice_issued(*, invoice: Invoice, files: Sequence[StoredFile], now: datetime) -> Letter:
    """To the client: what is owed, by when, the page on which to pay, and the PDF where it could be made."""
    words = {
        "amount": money_text(invoice.total, invoice.language),
        "due": _day(invoice, invoice.due_on),
        "title": invoice.order.title,
        "stage": invoice.instalment.title,
    }
    return _to_client("invoice_issued", invoice, invoice.ref, words, files=files, now=now)


def invoice_voided(*, note: Invoice, files: Sequence[StoredFile], now: datetime) -> Letter:
    """To the client: the invoice is cancelled, why, and the credit note."""
    invoice = note.credits
    assert invoice is not None
    words = {"note": note.number, "reason": note.reason}
    return _to_client("invoice_voided", invoice, note.ref, words, files=files, now=now)


def payment_confirmed(*, receipt: Receipt, balance: str, files: Sequence[StoredFile], now: datetime) -> Letter:
    """To the client: the money came. `balance` is what is left on the invoice, as text, or empty."""
    invoice = receipt.invoice
    words = {
        "amount": money_text(receipt.amount, invoice.language),
        "receipt": receipt.number,
        "day": _day(invoice, receipt.received_on),
        "balance": balance,
        "over": money_text(receipt.excess, invoice.language) if receipt.excess else "",
    }
    return _to_client("payment_confirmed", invoice, receipt.ref, words, files=files, now=now)


def payment_refused(*, claim: PaymentClaim, now: datetime) -> Letter:
    """To the client: the reported payment was not found, and why."""
    invoice = claim.invoice
    words = {"amount": money_text(claim.amount, invoice.language), "reason": claim.refusal}
    return _to_client("payment_refused", invoice, claim.ref, words, files=(), now=now)


def payment_claimed(*, claim: PaymentClaim, now: datetime) -> Letter:
    """To the owner: a client says that an invoice is paid."""
    invoice, owner = claim.invoice, claim.business.owner
    return queue_letter(
        business=claim.business,
        to=owner.email,
        language=owner.language,
        template="payment_claimed",
        context={
            "client": invoice.order.client.name,
            "number": invoice.number,
            "amount": money_text(claim.amount, owner.language),
            "note": claim.note,
            "has_slip": claim.slip_id is not None,
            "url": f"{settings.PUBLIC_URL}{settings.LOGIN_REDIRECT_URL}",
        },
        dedupe_key=f"payment_claimed:{claim.ref}:{owner.ref}",
        now=now,
        reply_to=invoice.order.contact.email,
        client_ref=invoice.order.client.ref,
        order_ref=invoice.order.ref,
    )


def _to_client(
    template: str, invoice: Invoice, key: str, words: dict[str, Any], *, files: Sequence[StoredFile], now: datetime
) -> Letter:
    contact: Contact = invoice.order.contact
    return queue_letter(
        business=invoice.business,
        to=contact.email,
        language=invoice.language,
        template=template,
        context={
            "name": contact.name,
            "number": invoice.number,
            "has_file": bool(files),
            "url": invoice_link(invoice=invoice, now=now),
            **words,
        },
        dedupe_key=f"{template}:{key}:{contact.ref}",
        now=now,
        files=files,
        client_ref=contact.client.ref,
        order_ref=invoice.order.ref,
        thread=thread_of(invoice),
    )


def _day(invoice: Invoice, day: date) -> str:
    with use_country(invoice.business.country):
        return full_day_text(day, invoice.language)
