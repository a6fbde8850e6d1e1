"""Money that came for an invoice: a receipt, the ledger, and what the payment settles."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from core.actors import Actor
from core.money import Money
from core.papers import as_data
from orders.services.days import today_of
from orders.services.instalments import mark_paid
from payments.errors import (
    ClaimWaits,
    FeeTooLarge,
    InvoiceNotOpen,
    NoCredit,
    NothingReceived,
    ReceivedInFuture,
    WrongCurrency,
)
from payments.models import Account, AccountKind, Invoice, Method, PaymentClaim, PaymentReminder, Receipt, Series

from . import ledger
from .counters import next_number
from .invoices import tell
from .locks import lock_invoice
from .pausing import nothing_more_to_ask
from .rules import rest_not_asked_for

LANDS_IN = {
    Method.BANK: AccountKind.BANK,
    Method.CASH: AccountKind.CASH,
    Method.WALLET: AccountKind.WALLET,
    Method.CREDIT: AccountKind.CREDIT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What came: `received` reached the account, `fee` was lost on the way and is borne by the business.

    The client is credited with both together.
    """

    received: Money
    received_on: date
    method: Method
    fee: Money
    note: str = ""

    @property
    def amount(self) -> Money:
        return self.received + self.fee


@transaction.atomic
def record_payment(
    *,
    invoice: Invoice,
    received: Money,
    received_on: date,
    method: Method,
    by: Actor,
    now: datetime,
    fee: Money | None = None,
    note: str = "",
    once: UUID | None = None,
) -> Receipt:
    """The owner writes down money that came for an open invoice. The same `once` again returns the first receipt.

    Less than the balance leaves the invoice partly paid; more goes to the client's credit.
    Raises InvoiceNotOpen, ClaimWaits, WrongCurrency, NothingReceived, FeeTooLarge or ReceivedInFuture.
    """
    invoice = lock_invoice(invoice.pk)
    known = Receipt.objects.filter(business=invoice.business, once=once).first() if once else None
    if known is not None:
        return known
    _check_open(invoice)
    payment = Payment(
        received=received,
        received_on=received_on,
        method=method,
        fee=Money.zero(received.currency) if fee is None else fee,
        note=note,
    )
    return take(invoice, payment, by=by, now=now, once=once)


@transaction.atomic
def use_credit(*, invoice: Invoice, by: Actor, now: datetime) -> Receipt:
    """Settle an open invoice from what the client paid too much before.

    Raises InvoiceNotOpen, ClaimWaits or NoCredit.
    """
    invoice = lock_invoice(invoice.pk)
    _check_open(invoice)
    credit = _credit(invoice)
    payment = Payment(
        received=min(credit, invoice.balance),
        received_on=today_of(invoice.business, now),
        method=Method.CREDIT,
        fee=Money.zero(invoice.currency),
    )
    return take(invoice, payment, by=by, now=now)


def take(
    invoice: Invoice,
    payment: Payment,
    *,
    by: Actor,
    now: datetime,
    claim: PaymentClaim | None = None,
    once: UUID | None = None,
) -> Receipt:
    """Book a payment on a locked invoice: receipt, ledger, state, events `payment.confirmed` and `invoice.paid`.

    A rest within the business's tolerance is not asked for: it goes to the account of rounding differences.
    """
    _check(invoice, payment, now)
    applied = min(payment.amount, invoice.balance)
    rounded = rest_not_asked_for(invoice, applied)
    _settle(invoice, applied + rounded)
    if invoice.state == Invoice.State.PAID:
        mark_paid(instalment=invoice.instalment, by=by, now=now)
        nothing_more_to_ask(invoice, PaymentReminder.Why.PAID, by=by, now=now)
    moves = _moves(invoice, payment, applied, rounded)
    receipt = _receipt(invoice, payment, applied, rounded, now, claim=claim, once=once)
    ledger.post(
        business=invoice.business,
        key=f"receipt:{receipt.ref}",
        verb="payment.confirmed",
        subject=("receipt", receipt.number),
        moves=moves,
        now=now,
    )
    _tell(invoice, receipt, by=by, now=now)
    return receipt


def _receipt(
    invoice: Invoice, payment: Payment, applied: Money, rounded: Money, now: datetime, **came_by: object
) -> Receipt:
    """The numbered receipt; `came_by` is the claim or the form it answers."""
    number = next_number(business=invoice.business, series=Series.RECEIPT, now=now)
    return Receipt.objects.create(
        business=invoice.business,
        invoice=invoice,
        number=str(number),
        year=number.year,
        sequence=number.sequence,
        currency=invoice.currency,
        amount_minor=payment.amount.minor,
        fee_minor=payment.fee.minor,
        applied_minor=applied.minor,
        rounded_minor=rounded.minor,
        method=payment.method,
        received_on=payment.received_on,
        recorded_at=now,
        note=payment.note,
        **came_by,
    )


def credit_account(invoice: Invoice) -> Account:
    """Where this client's overpayments in the invoice's currency stand."""
    client = invoice.order.client
    return ledger.account_of(
        business=invoice.business,
        kind=AccountKind.CREDIT,
        currency=invoice.currency,
        holder=client.ref,
        name=client.name,
    )


def must_be_in_currency(invoice: Invoice, *amounts: Money) -> None:
    """Raises WrongCurrency when an amount is not in the invoice's currency."""
    if any(amount.currency != invoice.currency for amount in amounts):
        raise WrongCurrency(number=invoice.number, currency=invoice.currency)


def _check_open(invoice: Invoice) -> None:
    if not invoice.is_open:
        raise InvoiceNotOpen(number=invoice.number)
    if invoice.claims.filter(state=PaymentClaim.State.PENDING).exists():
        raise ClaimWaits(number=invoice.number)


def _check(invoice: Invoice, payment: Payment, now: datetime) -> None:
    if not invoice.is_open:
        raise InvoiceNotOpen(number=invoice.number)
    must_be_in_currency(invoice, payment.received, payment.fee)
    if payment.received.minor <= 0:
        raise NothingReceived
    if payment.fee.minor < 0:
        raise FeeTooLarge
    if payment.received_on > today_of(invoice.business, now):
        raise ReceivedInFuture
    if payment.method == Method.CREDIT and payment.amount > _credit(invoice):
        raise NoCredit(currency=invoice.currency)


def _credit(invoice: Invoice) -> Money:
    """What the client has to their credit; its account is locked, so that two invoices cannot use it at once."""
    account = Account.objects.select_for_update().get(pk=credit_account(invoice).pk)
    credit = ledger.balance_of(account)
    if credit.minor <= 0:
        raise NoCredit(currency=invoice.currency)
    return credit


def _settle(invoice: Invoice, applied: Money) -> None:
    """issued → partly paid → paid, by what is settled now; the caller holds the row's lock."""
    paid = invoice.paid + applied
    state = Invoice.State.PAID if paid == invoice.total else Invoice.State.PARTLY_PAID
    Invoice.objects.filter(pk=invoice.pk).update(paid_minor=F("paid_minor") + applied.minor, state=state)
    invoice.paid, invoice.state = paid, state


def _moves(invoice: Invoice, payment: Payment, applied: Money, rounded: Money) -> list[ledger.Move]:
    """What arrived, the fee and a waived rest on one side; what is settled and the client's credit on the other."""

    def account(kind: AccountKind) -> Account:
        return ledger.account_of(business=invoice.business, kind=kind, currency=invoice.currency)

    landed = credit_account(invoice) if payment.method == Method.CREDIT else account(LANDS_IN[payment.method])
    into = [(landed, payment.received)]
    out_of = [(account(AccountKind.RECEIVABLE), applied + rounded)]
    if payment.fee:
        into.append((account(AccountKind.FEES), payment.fee))
    if rounded:
        into.append((account(AccountKind.ROUNDING), rounded))
    if payment.amount > applied:
        out_of.append((credit_account(invoice), payment.amount - applied))
    return ledger.paired(into, out_of)


def _tell(invoice: Invoice, receipt: Receipt, *, by: Actor, now: datetime) -> None:
    tell(
        invoice,
        "payment.confirmed",
        by=by,
        now=now,
        receipt=receipt.ref,
        received=as_data(receipt.amount),
        balance=as_data(invoice.balance),
    )
    if invoice.state == Invoice.State.PAID:
        tell(invoice, "invoice.paid", by=by, now=now)
