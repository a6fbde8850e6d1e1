"""A new business gets its accounts, so that the books show them before the first amount, and the usual ways home."""

from datetime import datetime

from orders.services.days import today_of
from outbox.models import Event
from payments.models import AccountKind

from . import ledger
from .payout_methods import seed_methods

# Everybody has these; the others (a client's credit, platforms' money) are opened by the first amount in them.
COMMON = (
    AccountKind.BANK,
    AccountKind.CASH,
    AccountKind.WALLET,
    AccountKind.RECEIVABLE,
    AccountKind.INCOME,
    AccountKind.VAT,
    AccountKind.FEES,
)


def open_books(event: Event, *, now: datetime) -> None:
    """Reaction to `business.opened`; other currencies open their accounts with their first document."""
    for kind in COMMON:
        ledger.account_of(business=event.business, kind=kind, currency=event.business.currency)
    seed_methods(business=event.business, today=today_of(event.business, now))
