"""Invoices: a due instalment gets exactly one, numbered at issue and never changed; a mistake is credited."""

from datetime import datetime

from django.db import transaction

from core.actors import Actor
from core.papers import as_data, fingerprint
from core.text import fold
from orders.models import Instalment, Order
from orders.services.instalments import mark_invoiced
from outbox.models import Event
from outbox.services.events import emit
from payments.errors import NotDue, PlatformCollects
from payments.models import AccountKind, Invoice, Series
from payments.papers.invoice import InvoicePaper, vat_within

from . import ledger
from .counters import Number, next_number
from .drawing import invoice_paper, rate_of
from .locks import lock_instalment


def on_instalment_due(event: Event, *, now: datetime) -> None:
    """Reaction to `instalment.due`. Where a platform collects the money nothing is issued."""
    instalment = Instalment.objects.get(business=event.business, ref=event.subject_ref)
    try:
        issue_for_instalment(instalment=instalment, by=Actor.worker(), now=now)
    except PlatformCollects:
        return


@transaction.atomic
def issue_for_instalment(*, instalment: Instalment, by: Actor, now: datetime) -> Invoice:
    """The invoice of a due instalment: numbered, frozen, in the ledger; event `invoice.issued`.

    The live invoice it already has is returned unchanged. Raises NotDue or PlatformCollects.
    """
    instalment = lock_instalment(instalment.pk)
    live = instalment.invoices.filter(kind=Invoice.Kind.INVOICE).exclude(state=Invoice.State.VOID).first()
    if live is not None:
        return live
    if instalment.order.kind == Order.Kind.PLATFORM:
        raise PlatformCollects
    if instalment.state != Instalment.State.DUE:
        raise NotDue
    invoice = _draft(instalment)
    mark_invoiced(instalment=instalment, now=now)
    accounts = _Accounts(invoice)
    number = next_number(business=invoice.business, series=Series.INVOICE, now=now)
    seal(invoice, number, invoice_paper(invoice=invoice, number=str(number), now=now))
    ledger.post(
        business=invoice.business,
        key=issue_key(invoice),
        verb="invoice.issued",
        subject=("invoice", invoice.number),
        moves=accounts.moves(),
        now=now,
    )
    tell(invoice, "invoice.issued", by=by, now=now)
    return invoice


def seal(invoice: Invoice, number: Number, paper: InvoicePaper) -> None:
    """Write the invoice with its number and its paper: from here on they never change."""
    invoice.number, invoice.year, invoice.sequence = str(number), number.year, number.sequence
    invoice.paper, invoice.paper_hash = as_data(paper), fingerprint(paper)
    invoice.issued_at, invoice.due_on = paper.issued_at, paper.due_on
    invoice.folded = fold(f"{number} {paper.buyer.name} {paper.buyer.person} {paper.lines[0].about}")[:400]
    invoice.save(force_insert=True)


def issue_key(invoice: Invoice) -> str:
    """The ledger's key of the entry that an invoice's issue made."""
    return f"invoice:{invoice.ref}:issued"


def tell(invoice: Invoice, verb: str, *, by: Actor, now: datetime, **data: object) -> Event:
    """An event about an invoice, on its client's and its order's timeline."""
    return emit(
        business=invoice.business,
        verb=verb,
        subject=("invoice", invoice.ref),
        actor=by,
        now=now,
        client_ref=invoice.order.client.ref,
        order_ref=invoice.order.ref,
        data={"number": invoice.number, "amount": as_data(invoice.total), **data},
    )


def _draft(instalment: Instalment) -> Invoice:
    order, gross = instalment.order, instalment.amount
    vat = vat_within(gross, rate_of(order))
    return Invoice(
        business=order.business,
        order=order,
        instalment=instalment,
        currency=gross.currency,
        net_minor=gross.minor - vat.minor,
        vat_minor=vat.minor,
        total_minor=gross.minor,
        language=order.contact.language,
    )


class _Accounts:
    """Where an invoice's money stands: what the client owes, earned or kept for the tax office."""

    def __init__(self, invoice: Invoice) -> None:
        self.invoice = invoice
        self.receivable, self.income, self.vat = (
            ledger.account_of(business=invoice.business, kind=kind, currency=invoice.currency)
            for kind in (AccountKind.RECEIVABLE, AccountKind.INCOME, AccountKind.VAT)
        )

    def moves(self) -> list[ledger.Move]:
        return [
            ledger.Move(debit=self.receivable, credit=self.income, amount=self.invoice.net),
            ledger.Move(debit=self.receivable, credit=self.vat, amount=self.invoice.vat),
        ]
