"""Rows in the making: gathered as model instances, written with COPY in the order in which they need each other.

COPY, because a hundred thousand rows by INSERT cost minutes; the bench has PostgreSQL always.
"""

import json
import random
from collections.abc import Iterable, Mapping
from enum import Enum
from itertools import count
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Field, JSONField, Max, Model

from accounts.models import Business, Membership, User
from clients.models import (
    Client,
    ClientLink,
    Contact,
    Conversation,
    Criterion,
    Lead,
    Message,
    Platform,
    ReplyWindow,
    WindowClock,
)
from core.text import CROCKFORD, REF_LENGTH
from files.models import StoredFile
from orders.models import (
    ChangeList,
    Contract,
    Evidence,
    Instalment,
    Milestone,
    Offer,
    OfferLine,
    OfferPart,
    Order,
    PaperCounter,
    Sample,
    ScopeItem,
    Submission,
    WorkFile,
)
from outbox.models import Event, Letter, Reaction, Todo
from payments.models import Account, Counter, Entry, Invoice, PaymentClaim, Receipt, Transfer

Row = TypeVar("Row", bound=Model)

PARENTS_FIRST: tuple[type[Model], ...] = (
    User, Business, Membership, Platform, Criterion, ReplyWindow, WindowClock, Account,
    Client, Contact, Conversation, Message, Lead,
    Offer, OfferLine, OfferPart, Order, Milestone, Instalment, ScopeItem, Contract, Evidence, PaperCounter,
    Submission, ChangeList, StoredFile, WorkFile, Sample,
    Invoice, PaymentClaim, Receipt, Entry, Transfer, Counter,
    ClientLink, Event, Reaction, Letter, Todo,
)  # fmt: skip


class Basket:
    """All chance comes from one generator, so the same seed makes the same rows."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.rows: dict[type[Model], list[Any]] = {model: [] for model in PARENTS_FIRST}
        self.keys = {model: count(_last_key(model) + 1) for model in PARENTS_FIRST}
        self.papers: dict[str, tuple[Any, str]] = {}  # drawn once, with their fingerprints

    def add(self, row: Row) -> Row:
        row.pk = next(self.keys[type(row)])
        self.rows[type(row)].append(row)
        return row

    def ref(self) -> str:
        return "".join(self.chance.choices(CROCKFORD, k=REF_LENGTH))

    def uuid(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def pour(self) -> None:
        """Writes everything gathered so far. Rows may point at rows that were poured before."""
        for model, rows in self.rows.items():
            if rows:
                _copy(model, rows)
                rows.clear()


def write_alike(row: Model, changes: Iterable[Mapping[str, Any]]) -> None:
    """Many rows that are like this one but for a few columns (by attribute name)."""
    model = type(row)
    alike = dict(zip(_names(model), _values(row), strict=True))
    _write(model, (list((alike | change).values()) for change in changes))


def _copy(model: type[Model], rows: list[Any]) -> None:
    _write(model, map(_values, rows))


def _write(model: type[Model], rows: Iterable[list[Any]]) -> None:
    table, columns = model._meta.db_table, ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, _last_key(model)])


def _values(row: Model) -> list[Any]:
    return [_plain(field, getattr(row, field.attname)) for field in row._meta.concrete_fields]


def _plain(field: "Field[Any, Any]", value: Any) -> Any:
    if isinstance(field, JSONField) and value is not None:
        return json.dumps(value, ensure_ascii=False)
    return value.value if isinstance(value, Enum) else value


def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _last_key(model: type[Model]) -> int:
    last: int | None = model._default_manager.aggregate(last=Max("pk"))["last"]
    return last or 0
