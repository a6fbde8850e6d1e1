"""Numbers of documents: gapless per business, series and year; a number given is never given again."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Business
from orders.services.days import today_of
from payments.errors import NumberAlreadyPassed
from payments.models import Counter, Series

PREFIXES = {Series.INVOICE: "INV", Series.CREDIT_NOTE: "CN", Series.RECEIPT: "RCT"}


@dataclass(frozen=True, slots=True)
class Number:
    """A document's place in its series, and how it is written."""

    series: Series
    year: int
    sequence: int

    def __str__(self) -> str:
        return f"{PREFIXES[self.series]}-{self.year}-{self.sequence:04d}"


def next_number(*, business: Business, series: Series, now: datetime) -> Number:
    """Take the next number of the series in the year that it is, at `now`, where the business is.

    Call it inside the transaction that writes the document, after every other lock is held: the counter row stays
    locked until that transaction ends, and a transaction that fails gives the number back.
    """
    counter = _locked(business, series, today_of(business, now).year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return Number(series, counter.year, counter.last)


def continue_from(*, business: Business, series: Series, year: int, last: int) -> None:
    """Carry on a series that was begun elsewhere: the next number is `last` + 1.

    Must run in a transaction. Raises NumberAlreadyPassed when this book has given that number or a later one.
    """
    counter = _locked(business, series, year)
    if last < counter.last:
        raise NumberAlreadyPassed(number=str(Number(series, year, counter.last)))
    counter.last = last
    counter.save(update_fields=["last"])


def _locked(business: Business, series: Series, year: int) -> Counter:
    rows = Counter.objects.filter(business=business, kind=series, year=year)
    if not rows.exists():
        # Two first documents of a year at once: the second insert is ignored and both lock the same row.
        Counter.objects.bulk_create([Counter(business=business, kind=series, year=year)], ignore_conflicts=True)
    return rows.select_for_update().get()
