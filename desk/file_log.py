"""Every original of an order that left the house: what, when, and who took it."""

from dataclasses import dataclass
from datetime import datetime

from clients.models import Contact
from orders.models import Download, Order

LATEST = 30


@dataclass(frozen=True)
class Taken:
    """One download; `who` is the contact's name, and empty for the freelancer."""

    name: str
    sha256: str
    at: datetime
    who: str


def taken_of(order: Order) -> list[Taken]:
    """The latest downloads first; two queries."""
    rows = Download.objects.owned_by(order.business).filter(file__order=order)
    latest = list(rows.select_related("file__original").order_by("-taken_at", "-pk")[:LATEST])
    people = dict(Contact.objects.filter(client=order.client_id).values_list("ref", "name")) if latest else {}
    return [Taken(row.file.original.name, row.sha256, row.taken_at, _who(row, people)) for row in latest]


def _who(row: Download, people: dict[str, str]) -> str:
    return people.get(row.by_ref, row.by_ref) if row.by_kind == Download.By.CONTACT else ""
