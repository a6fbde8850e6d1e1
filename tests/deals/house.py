"""Who acts in any deal: Nour at her desk, her client Reem, and strangers: Hannah's business, and Sam's."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from clients.models import Client, Contact, Platform
from clients.services.leads import note_lead, receive_inquiry
from core.actors import Actor
from files.models import StoredFile
from files.services.store import store_bytes
from orders.models import Order
from orders.services.days import today_of
from outbox.services.sweeps import drain
from payments.services.payout_methods import seed_methods
from payments.services.reminders import switch_on
from tests.cast import NOW, Freelancer

SCAN = b"%PDF-1.7 signed by hand"
RIGHT, BLANK, STRANGER, TWICE = "right", "blank", "stranger", "twice"
Row = TypeVar("Row", bound=Model)
MANNERS = (RIGHT, RIGHT, BLANK, STRANGER, TWICE)


class NothingThere(Exception):
    """The act has nothing it could be done to."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How somebody goes about an act: which of the rows it could be done to, a number, and the manner."""

    pick: int = 0
    number: int = 50
    manner: str = RIGHT

    @property
    def words(self) -> str:
        """A reason, an answer, a name: whatever has to be said, or nothing where the manner is blank."""
        return "" if self.manner == BLANK else f"كلام {self.pick}"

    @property
    def is_stranger(self) -> bool:
        return self.manner == STRANGER


@dataclass
class House:
    """Everybody, and the clock. Time moves only by `later`."""

    nour: Freelancer
    sam: Freelancer
    now: datetime = NOW
    people: list[Contact] = field(default_factory=list)
    forms: Any = field(default_factory=count)

    def __post_init__(self) -> None:
        business = self.nour.business
        seed_methods(business=business, today=self.today)
        self.mostaql = Platform.objects.owned_by(business).offered().get(slug="mostaql")
        reem = receive_inquiry(
            business=business, name="ريم السالم", email="reem@alwaha.example", text="هوية", language="ar", now=self.now
        ).contact
        tariq = note_lead(
            business=business, name="طارق م.", text="تطبيق", platform=self.mostaql, email="tariq@outside.example",
            by=self.by, now=self.now,
        ).contact  # fmt: skip
        self.people = [reem, tariq]
        self.hannah = receive_inquiry(
            business=business, name="Hannah Vogel", email="hannah@vogel.example", text="Icons", language="en",
            country="DE", now=self.now,
        ).contact  # fmt: skip
        self.scans = [self._scan(self.nour), self._scan(self.sam)]
        switch_on(business=business, by=self.by, now=self.now)
        drain(now=self.now)

    @property
    def by(self) -> Actor:
        return self.nour.actor

    @property
    def today(self) -> date:
        return today_of(self.nour.business, self.now)

    def later(self, **span: int) -> None:
        self.now += timedelta(**span)

    def form(self) -> UUID:
        """What a freshly opened form carries, so that it counts once."""
        return UUID(int=next(self.forms) + 1)

    def contact_of(self, client: Client, turn: Turn) -> Contact:
        """The person at the client, or one of another client who got hold of the page's address."""
        own = next(one for one in [*self.people, self.hannah] if one.client_id == client.pk)
        return self.hannah if turn.is_stranger else own

    def orders(self) -> "QuerySet[Order]":
        return Order.objects.owned_by(self.nour.business).select_related("business", "client", "contact")

    def _scan(self, freelancer: Freelancer) -> StoredFile:
        return store_bytes(
            business=freelancer.business, purpose="scan", name="عقد.pdf", content=SCAN,
            content_type="application/pdf", now=self.now,
        )  # fmt: skip


def one(rows: "QuerySet[Row]", turn: Turn, **live: object) -> Row:
    """The row of these that is meant, mostly one that is `live` where there is any. Raises NothingThere."""
    found = list(rows.filter(**live).order_by("-pk")[:4]) if turn.number > 25 else []
    found = found or list(rows.order_by("-pk")[:4])
    if not found:
        raise NothingThere
    return found[turn.pick % len(found)]
