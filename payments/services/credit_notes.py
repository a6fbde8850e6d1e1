"""Cancelling an issued invoice: a credit note that points back, and the ledger the other way round."""

from datetime import datetime

from django.db import transaction

from core.actors import Actor
from orders.services.instalments import mark_due_again
from payments.errors import ClaimWaits, InvoiceNotOpen, PaidIsNotCancelled, ReasonMissing
from payments.models import AccountKind, Entry, Invoice, PaymentClaim, PaymentReminder, Series

from . import ledger
from .counters import next_number
from .drawing import credit_note_paper
from .invoices import issue_key, seal, tell
from .locks import lock_invoice
from .pausing import nothing_more_to_ask
from .receipts import credit_account


@transaction.atomic
def void_invoice(*, invoice: Invoice, reason: str, by: Actor, now: datetime) -> Invoice:
    """The credit note that cancels the whole invoice; event `invoice.voided`. Again returns the same credit note.

    The instalment is due again, so a right invoice can follow (issue_for_instalment). What the client had paid on
    it becomes the client's credit. Raises PaidIsNotCancelled, ClaimWaits, ReasonMissing or InvoiceNotOpen.
    """
    invoice = lock_invoice(invoice.pk)
    if invoice.state == Invoice.State.VOID:
        return invoice.credit_note
    _check(invoice, reason)
    Invoice.objects.filter(pk=invoice.pk).update(state=Invoice.State.VOID)
    invoice.state = Invoice.State.VOID
    mark_due_again(instalment=invoice.instalment, now=now)
    nothing_more_to_ask(invoice, PaymentReminder.Why.CANCELLED, by=by, now=now)
    note = _draft(invoice, reason.strip())
    _reverse(invoice, note, now)  # before the number is taken: the counter is locked last
    number = next_number(business=invoice.business, series=Series.CREDIT_NOTE, now=now)
    seal(note, number, credit_note_paper(note=note, original=invoice, number=str(number), now=now))
    tell(invoice, "invoice.voided", by=by, now=now, credit_note=note.number, note=note.ref)
    return note


def _check(invoice: Invoice, reason: str) -> None:
    if invoice.state == Invoice.State.PAID:
        raise PaidIsNotCancelled(number=invoice.number)
    if not invoice.is_open:
        raise InvoiceNotOpen(number=invoice.number)
    if invoice.claims.filter(state=PaymentClaim.State.PENDING).exists():
        raise ClaimWaits(number=invoice.number)
    if not reason.strip():
        raise ReasonMissing


def _draft(invoice: Invoice, reason: str) -> Invoice:
    return Invoice(
        business=invoice.business,
        kind=Invoice.Kind.CREDIT_NOTE,
        order=invoice.order,
        instalment=invoice.instalment,
        credits=invoice,
        reason=reason,
        currency=invoice.currency,
        net_minor=invoice.net_minor,
        vat_minor=invoice.vat_minor,
        total_minor=invoice.total_minor,
        language=invoice.language,
    )


def _reverse(invoice: Invoice, note: Invoice, now: datetime) -> None:
    ledger.reverse(Entry.objects.get(business=invoice.business, key=issue_key(invoice)), verb="invoice.voided", now=now)
    if not invoice.paid:
        return
    receivable = ledger.account_of(business=invoice.business, kind=AccountKind.RECEIVABLE, currency=invoice.currency)
    ledger.post(
        business=invoice.business,
        key=f"invoice:{invoice.ref}:credited",
        verb="invoice.voided",
        subject=("credit_note", note.number),
        moves=[ledger.Move(debit=receivable, credit=credit_account(invoice), amount=invoice.paid)],
        now=now,
    )
