"""Numbers of offers and orders: one series a year for each, counted in the business's own zone."""

from datetime import date

from django.db.models import F

from accounts.models import Business
from orders.models import PaperCounter

_PREFIX = {"offer": "OFR", "order": "ORD"}


def next_number(*, business: Business, kind: str, today: date) -> str:
    """The next number, e.g. OFR-2026-0058. Call it inside the transaction that uses it: the counter stays locked."""
    counter, _made = PaperCounter.objects.get_or_create(business=business, kind=kind, year=today.year)
    PaperCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    counter.refresh_from_db(fields=["last"])
    return f"{_PREFIX[kind]}-{today.year}-{counter.last:04d}"
