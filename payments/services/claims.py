"""The client says "I paid"; the owner answers: it came, or it did not."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from core.actors import Actor
from core.money import Money
from core.papers import as_data
from files.models import StoredFile
from outbox.services.todos import add_todo, finish_todo
from payments.errors import AlreadyClaimed, ClaimDecided, ClaimIsSlip, ClaimOfNothing, InvoiceNotOpen, ReasonMissing
from payments.models import Invoice, Method, PaymentClaim, Receipt

from .invoices import tell
from .locks import lock_invoice
from .receipts import Payment, must_be_in_currency, take

State = PaymentClaim.State
SLIP = 10  # so many times the invoice is a digit too many, not a payment


@transaction.atomic
def claim_payment(
    *,
    invoice: Invoice,
    by: Actor,
    now: datetime,
    amount: Money | None = None,
    slip: StoredFile | None = None,
    note: str = "",
    once: UUID | None = None,
) -> PaymentClaim:
    """The client reports a payment (of the whole balance unless `amount` is given); event `payment.claimed`.

    The slip is stored before (files.store_upload). The same `once` again returns the first claim.
    More than is owed becomes a credit when it is confirmed. Raises InvoiceNotOpen, AlreadyClaimed, ClaimOfNothing,
    ClaimIsSlip for ten times the invoice, or WrongCurrency.
    """
    invoice = lock_invoice(invoice.pk)
    known = claimed_before(invoice, once)
    if known is not None:
        return known
    amount = invoice.balance if amount is None else amount
    _must_be_a_payment(invoice, amount)
    claim = PaymentClaim.objects.create(
        business=invoice.business, invoice=invoice, amount_minor=amount.minor, currency=amount.currency,
        slip=slip, note=note.strip(), claimed_at=now, once=once,
    )  # fmt: skip
    event = tell(invoice, "payment.claimed", by=by, now=now, claim=claim.ref, claimed=as_data(amount))
    add_todo(
        business=invoice.business,
        title=gettext_noop("Check whether the payment for invoice %(number)s came, then confirm or refuse it"),
        params={"number": invoice.number},
        subject=("invoice", invoice.ref),
        key=_task_key(claim),
        client_ref=event.client_ref,
        order_ref=event.order_ref,
        now=now,
    )
    return claim


def _must_be_a_payment(invoice: Invoice, amount: Money) -> None:
    must_be_in_currency(invoice, amount)
    if amount.minor <= 0:
        raise ClaimOfNothing
    if amount.minor >= SLIP * invoice.total_minor:
        raise ClaimIsSlip(number=invoice.number, total=invoice.total, claimed=amount)


def claimed_before(invoice: Invoice, once: UUID | None) -> PaymentClaim | None:
    """What the first sending of this very form made; None where a new claim may be made.

    A door asks before it keeps a slip that would lead nowhere. Raises InvoiceNotOpen or AlreadyClaimed.
    """
    known = PaymentClaim.objects.filter(business=invoice.business, once=once).first() if once else None
    if known is not None:
        return known
    if not invoice.is_open:
        raise InvoiceNotOpen(number=invoice.number)
    if invoice.claims.filter(state=State.PENDING).exists():
        raise AlreadyClaimed(number=invoice.number)
    return None


@transaction.atomic
def confirm_claim(
    *,
    claim: PaymentClaim,
    received_on: date,
    by: Actor,
    now: datetime,
    received: Money | None = None,
    fee: Money | None = None,
    method: Method = Method.BANK,
    note: str = "",
) -> Receipt:
    """The money came: `received` reached the account (what the client said, less the fee, unless given).

    Confirming again returns the same receipt. Raises ClaimDecided for a refused claim, and what record_payment raises.
    """
    invoice = lock_invoice(claim.invoice_id)
    claim = PaymentClaim.objects.select_for_update().get(pk=claim.pk)
    if claim.state == State.CONFIRMED:
        return claim.receipt
    if claim.state == State.REFUSED:
        raise ClaimDecided
    fee = Money.zero(claim.currency) if fee is None else fee
    must_be_in_currency(invoice, fee)
    received = claim.amount - fee if received is None else received
    payment = Payment(received=received, received_on=received_on, method=method, fee=fee, note=note)
    _decide(claim, State.CONFIRMED, now)
    return take(invoice, payment, by=by, now=now, claim=claim)


@transaction.atomic
def refuse_claim(*, claim: PaymentClaim, reason: str, by: Actor, now: datetime) -> PaymentClaim:
    """The money did not come; the client reads why. Refusing again changes nothing.

    Raises ReasonMissing, or ClaimDecided when the payment was confirmed.
    """
    invoice = lock_invoice(claim.invoice_id)
    claim = PaymentClaim.objects.select_for_update().get(pk=claim.pk)
    if claim.state == State.REFUSED:
        return claim
    if claim.state == State.CONFIRMED:
        raise ClaimDecided
    if not reason.strip():
        raise ReasonMissing
    _decide(claim, State.REFUSED, now, refusal=reason.strip())
    tell(invoice, "payment.refused", by=by, now=now, claim=claim.ref, claimed=as_data(claim.amount))
    return claim


def _decide(claim: PaymentClaim, state: PaymentClaim.State, now: datetime, **changes: str) -> None:
    PaymentClaim.objects.filter(pk=claim.pk, state=State.PENDING).update(state=state, decided_at=now, **changes)
    claim.refresh_from_db()
    finish_todo(business=claim.business, key=_task_key(claim), now=now)


def _task_key(claim: PaymentClaim) -> str:
    return f"payment_claimed:{claim.ref}"
