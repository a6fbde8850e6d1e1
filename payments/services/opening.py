"""A new business gets its accounts, so that the books show them before the first amount."""

from datetime import datetime

from outbox.models import Event
from payments.models import AccountKind

from . import ledger


def open_books(event: Event, *, now: datetime) -> None:
    """Reaction to `business.opened`; other currencies open their accounts with their first document."""
    for kind in AccountKind:
        if kind != AccountKind.CREDIT:  # a client's credit is opened by the first overpayment
            ledger.account_of(business=event.business, kind=kind, currency=event.business.currency)
