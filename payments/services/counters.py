"""Numbers of documents: gapless per business, series and year; a number given is never given again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import Business
from orders.services.days import today_of
from payments.errors import NumberAlreadyPassed
from payments.models import Counter, Invoice, Receipt, Series

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

    Must run in a transaction. Raises NumberAlreadyPassed once this book has given a number of the series in that
    year: a jump would leave a gap, and going back would give a number twice.
    """
    counter = _locked(business, series, year)
    if last != counter.last and numbers_given(business=business, series=series, year=year):
        raise NumberAlreadyPassed(number=str(Number(series, year, counter.last)))
    counter.last = last
    counter.save(update_fields=["last"])


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a series stands in a year: its last number (0: none), and whether it was given here."""

    series: Series
    year: int
    last: int
    has_begun: bool

    @property
    def shown(self) -> str:
        return str(Number(self.series, self.year, self.last))


@transaction.atomic
def take_over(*, business: Business, year: int, numbers: Mapping[Series, int]) -> None:
    """Carry on several series at once, all or none of them. Raises NumberAlreadyPassed."""
    for series, last in numbers.items():
        continue_from(business=business, series=series, year=year, last=last)


def standing(*, business: Business, year: int) -> list[Standing]:
    """Every series as it stands in that year."""
    last = dict(Counter.objects.filter(business=business, year=year).values_list("kind", "last"))
    return [
        Standing(series, year, last.get(series, 0), numbers_given(business=business, series=series, year=year))
        for series in Series
    ]


def numbers_given(*, business: Business, series: Series, year: int) -> bool:
    """Whether a document of the series was issued here in that year."""
    if series == Series.RECEIPT:
        return Receipt.objects.filter(business=business, year=year).exists()
    return Invoice.objects.filter(business=business, kind=series, year=year).exists()


def _locked(business: Business, series: Series, year: int) -> Counter:
    rows = Counter.objects.filter(business=business, kind=series, year=year)
    if not rows.exists():
        # Two first documents of a year at once: the second insert is ignored and both lock the same row.
        Counter.objects.bulk_create([Counter(business=business, kind=series, year=year)], ignore_conflicts=True)
    return rows.select_for_update().get()
