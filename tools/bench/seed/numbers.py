"""Numbers of papers without gaps, and at the end the counters that the product carries on from."""

from collections import Counter as Tally

from accounts.models import Business
from orders.models import PaperCounter
from payments.models import Counter, Series

from .basket import Basket

PREFIXES = {"offer": "OFR", "order": "ORD", "invoice": "INV", "receipt": "RCT"}


class Numbers:
    """Of one business."""

    def __init__(self) -> None:
        self.last: Tally[tuple[str, int]] = Tally()

    def next(self, kind: str, year: int) -> tuple[str, int]:
        """How the number is written, and its place in the year."""
        self.last[kind, year] += 1
        place = self.last[kind, year]
        return f"{PREFIXES[kind]}-{year}-{place:04d}", place

    def keep(self, basket: Basket, business: Business) -> None:
        for (kind, year), last in self.last.items():
            counter = Counter if kind in Series.values else PaperCounter
            basket.add(counter(business=business, kind=kind, year=year, last=last))
