"""Invoices, receipts and the ledger, as the product would have written them: numbered, papered, balanced."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.money import Money
from core.papers import as_data, fingerprint
from core.text import fold
from orders.models import Instalment
from orders.papers.parties import client_party
from payments.models import AccountKind, Entry, Invoice, PaymentClaim, Receipt, Transfer
from payments.papers.invoice import Earlier, InvoicePaper, OrderToDate, PaperLine, PaymentDetails, vat_within

from . import history
from .businesses import Desk
from .offers import WEEK, seller

if TYPE_CHECKING:
    from .orders import Deal

CLAIMED = 0.3  # share of unpaid deposits that the client says are paid


def add_money(desk: Desk, deal: Deal) -> None:
    """Done: every stage is paid. Running: the first ones are paid, the next invoiced. Unpaid: the first is invoiced."""
    how_many = {"done": len(deal.instalments), "running": deal.paid + 1, "unpaid": 1}[deal.fate]
    paid = {"done": len(deal.instalments), "running": deal.paid, "unpaid": 0}[deal.fate]
    earlier: list[Invoice] = []
    for place, instalment in enumerate(deal.instalments[:how_many]):
        at = deal.at + timedelta(days=3 * place, minutes=5)
        invoice = _issue(desk, deal, instalment, earlier, at)
        earlier.append(invoice)
        if place < paid:
            _settle(desk, invoice, at + timedelta(days=1))
        elif deal.fate == "unpaid" and desk.basket.chance.random() < CLAIMED:
            _claim(desk, invoice, "pending", at + timedelta(hours=3))


def _issue(desk: Desk, deal: Deal, instalment: Instalment, earlier: list[Invoice], at: datetime) -> Invoice:
    instalment.state, instalment.due_since = "invoiced", at
    number, place = desk.numbers.next("invoice", at.year)
    total = instalment.amount
    vat = vat_within(total, desk.business.vat_rate_bp)
    invoice = Invoice(
        ref=desk.basket.ref(), business=desk.business, order=deal.order, instalment=instalment, number=number,
        year=at.year, sequence=place, uuid=desk.basket.uuid(), currency="SAR", net_minor=total.minor - vat.minor,
        vat_minor=vat.minor, total_minor=total.minor, language="ar", issued_at=at, due_on=(at + WEEK).date(),
    )  # fmt: skip
    paper = _paper(desk, deal, instalment, invoice, earlier)
    invoice.paper, invoice.paper_hash = as_data(paper), fingerprint(paper)
    invoice.folded = fold(f"{number} {paper.buyer.name} {paper.buyer.person} {paper.lines[0].about}")
    desk.basket.add(invoice)
    entry = _entry(desk, f"invoice:{invoice.ref}:issued", "invoice.issued", ("invoice", number), at)
    _move(desk, entry, AccountKind.RECEIVABLE, AccountKind.INCOME, invoice.net)
    _move(desk, entry, AccountKind.RECEIVABLE, AccountKind.VAT, vat)
    history.of_invoice(desk.basket, deal, invoice)
    return invoice


def _settle(desk: Desk, invoice: Invoice, at: datetime) -> None:
    invoice.state, invoice.paid_minor = "paid", invoice.total_minor
    invoice.instalment.state, invoice.instalment.paid_at = "paid", at
    invoice.instalment.milestone.funded_at = at
    number, place = desk.numbers.next("receipt", at.year)
    claim = _claim(desk, invoice, "confirmed", at)
    receipt = desk.basket.add(
        Receipt(
            ref=desk.basket.ref(), business=desk.business, invoice=invoice, claim=claim, number=number,
            year=at.year, sequence=place, currency="SAR", amount_minor=invoice.total_minor,
            applied_minor=invoice.total_minor, method="bank",
            received_on=at.date(), recorded_at=at,
        )
    )  # fmt: skip
    entry = _entry(desk, f"receipt:{receipt.ref}", "payment.confirmed", ("receipt", number), at)
    _move(desk, entry, AccountKind.BANK, AccountKind.RECEIVABLE, invoice.total)
    history.of_payment(desk.basket, invoice, receipt)


def _claim(desk: Desk, invoice: Invoice, state: str, at: datetime) -> PaymentClaim:
    return desk.basket.add(
        PaymentClaim(
            ref=desk.basket.ref(), business=desk.business, invoice=invoice, amount_minor=invoice.total_minor,
            currency="SAR", claimed_at=at, state=state, decided_at=None if state == "pending" else at,
        )
    )  # fmt: skip


def _paper(desk: Desk, deal: Deal, instalment: Instalment, invoice: Invoice, earlier: list[Invoice]) -> InvoicePaper:
    order, business = deal.order, desk.business
    before = tuple(Earlier(number=row.number, total=row.total) for row in earlier)
    rest = order.total_minor - invoice.total_minor - sum(row.total_minor for row in earlier)
    line = PaperLine(
        title=instalment.title, about=order.title, stage=instalment.position, stages=len(deal.instalments), quantity=1,
        unit=invoice.net, vat=invoice.vat, total=invoice.total,
    )  # fmt: skip
    return InvoicePaper(
        number=invoice.number, uuid=str(invoice.uuid), language="ar", currency="SAR", zone=business.zone,
        issued_at=invoice.issued_at, issued_on=invoice.issued_at.date(), supplied_on=invoice.issued_at.date(),
        due_on=invoice.due_on, seller=seller(desk), buyer=client_party(order.contact), lines=(line,),
        vat_rate_bp=business.vat_rate_bp, net=invoice.net, vat=invoice.vat, total=invoice.total,
        order=OrderToDate(
            number=order.number, agreed=order.total, earlier=before, this=invoice.total, remaining=Money(rest, "SAR")
        ),
        payment=PaymentDetails(
            bank=business.bank_name, holder=business.account_holder, iban=business.iban, note=business.payment_note
        ),
        credits=None,
    )  # fmt: skip


def _entry(desk: Desk, key: str, verb: str, subject: tuple[str, str], at: datetime) -> Entry:
    return desk.basket.add(
        Entry(
            ref=desk.basket.ref(), business=desk.business, key=key, verb=verb, subject_kind=subject[0],
            subject_ref=subject[1], happened_at=at,
        )
    )  # fmt: skip


def _move(desk: Desk, entry: Entry, debit: AccountKind, credit: AccountKind, amount: Money) -> None:
    desk.basket.add(
        Transfer(
            entry=entry, debit=desk.accounts[debit], credit=desk.accounts[credit], amount_minor=amount.minor,
            currency="SAR",
        )
    )  # fmt: skip
