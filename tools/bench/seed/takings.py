"""Businesses that differ in how many invoices and receipts they have: clients who pay in very small parts."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from accounts.models import Business
from core.money import Money
from payments.models import AccountKind, Entry, Invoice, Receipt, Transfer

from .basket import write_alike
from .businesses import Desk
from .orders import Fate, add_deal
from .people import add_client

EACH = 100  # papers of one deal: the invoice of its deposit, and receipts of a part of it
PART = Money(100, "SAR")
MONTHS, FRESH = timedelta(days=150), timedelta(days=5)
HOUR = timedelta(hours=1)


def with_takings() -> list[Business]:
    """The businesses that were sown here, the one with few papers first: they are sown last."""
    return list(Business.objects.order_by("-pk")[:2])[::-1]


def add_takings(desk: Desk, papers: int, now: datetime) -> None:
    """Writes everything that was gathered before, too: receipts point at rows that must be there."""
    basket, deals = desk.basket, max(1, papers // EACH)
    contact = add_client(basket, desk.business, 0, waits=False, now=now)
    for place in range(deals):
        add_deal(desk, contact, Fate.UNPAID, now - FRESH - MONTHS * (deals - place) / deals)
    invoices = [row for row in basket.rows[Invoice] if row.business is desk.business]
    for invoice in invoices:
        invoice.state, invoice.paid_minor = "partly_paid", (EACH - 1) * PART.minor
    basket.pour()
    _write(desk, [(invoice, place) for invoice in invoices for place in range(1, EACH)])
    desk.numbers.keep(basket, desk.business)


def _write(desk: Desk, parts: list[tuple[Invoice, int]]) -> None:
    basket, invoice = desk.basket, parts[0][0]
    about: dict[str, Any] = {"business": desk.business}
    receipt = Receipt(
        currency="SAR", amount_minor=PART.minor, applied_minor=PART.minor, method="bank", invoice=invoice, **about
    )
    entry = Entry(verb="payment.confirmed", subject_kind="receipt", **about)
    bank, owed = desk.accounts[AccountKind.BANK], desk.accounts[AccountKind.RECEIVABLE]
    transfer = Transfer(debit=bank, credit=owed, amount_minor=PART.minor, currency="SAR")
    receipts = list(_receipts(desk, parts))
    write_alike(receipt, receipts)
    entries = [
        {
            "id": next(basket.keys[Entry]), "ref": basket.ref(), "key": f"receipt:{row['ref']}",
            "subject_ref": row["number"], "happened_at": row["recorded_at"],
        }
        for row in receipts
    ]  # fmt: skip
    write_alike(entry, entries)
    write_alike(transfer, ({"id": next(basket.keys[Transfer]), "entry_id": row["id"]} for row in entries))


def _receipts(desk: Desk, parts: list[tuple[Invoice, int]]) -> Iterator[dict[str, Any]]:
    for invoice, place in parts:
        at = invoice.issued_at + place * HOUR / 4
        number, sequence = desk.numbers.next("receipt", at.year)
        yield {
            "id": next(desk.basket.keys[Receipt]), "ref": desk.basket.ref(), "invoice_id": invoice.pk,
            "number": number, "year": at.year, "sequence": sequence, "received_on": at.date(), "recorded_at": at,
        }  # fmt: skip
