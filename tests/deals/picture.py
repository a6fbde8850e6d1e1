"""Everything that can be seen of a business's deals at one moment, read once and compared as plain values."""

from collections import Counter, defaultdict, namedtuple
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Count, Sum

from accounts.models import Business
from orders.models import (
    ChangeList,
    ChangeOrder,
    Contract,
    DelayNotice,
    Instalment,
    Milestone,
    Offer,
    OfferPart,
    Order,
    OrderException,
    OrderHold,
    ProgressMark,
    ScopeItem,
    Submission,
    WorkFile,
)
from outbox.models import Event, Letter, Todo
from payments.models import Entry, Invoice, PaymentClaim, Payout, PlatformEarning, Receipt

Rows = dict[int, Any]
Question = tuple[str, tuple[Any, ...]]  # SQL and its values
SEEN: dict[str, tuple[type, str]] = {
    "offers": (Offer, "ref state superseded_at total_minor viewed_at sent_at"),
    "orders": (
        Order,
        "ref kind state total_minor progress revisions due_on started_at held_days first_delivered_on delivered_at"
        " deliver_reason completed_at released_at release_reason offer_id update_due_on cancel_reason",
    ),
    "contracts": (Contract, "ref order_id state"),
    "stages": (Milestone, "ref order_id position state begun_at begin_reason approved_at due_on funded_at"),
    "plan": (
        Instalment,
        "ref order_id milestone_id position trigger at_percent due_on amount_minor currency state",
    ),
    "rounds": (Submission, "ref milestone_id outcome"),
    "lists": (ChangeList, "order_id submission_id is_correction"),
    "extras": (ChangeOrder, "order_id state"),
    "holds": (OrderHold, "order_id kind since until"),
    "exceptions": (OrderException, "order_id kind"),
    "notices": (DelayNotice, "order_id milestone_id old_on new_on"),
    "marks": (ProgressMark, "order_id percent"),
    "scope": (ScopeItem, "order_id done_at"),
    "files": (WorkFile, "order_id submission_id removed_at"),
    "invoices": (Invoice, "ref kind order_id instalment_id credits_id state total_minor paid_minor sequence"),
    "claims": (PaymentClaim, "invoice_id state amount_minor"),
    "receipts": (Receipt, "invoice_id amount_minor fee_minor applied_minor rounded_minor method"),
    "earnings": (PlatformEarning, "ref order_id net_minor held_at freed_at dropped_at"),
    "payouts": (Payout, "ref state amount_minor fee_minor received_minor"),
}


@dataclass
class Picture:
    """One moment. Rows are named tuples by key; `happened` counts events by verb and the thing they are about."""

    rows: dict[str, Rows]
    offered: dict[int, int]
    counts: tuple[int, ...]  # letters, tasks, ledger entries, events
    happened: Counter[tuple[str, str]]
    story: list[Any] = field(default_factory=list)  # all events, oldest first, `seen` of them when it was taken
    seen: int = 0

    def __getattr__(self, name: str) -> Rows:
        return self.rows[name]

    def changes_from(self, before: "Picture") -> list[object]:
        """What another picture shows otherwise."""
        tables = self.rows.items()
        changed: list[object] = [
            row for name, rows in tables for row in set(rows.values()) ^ set(before.rows[name].values())
        ]
        if (self.offered, self.counts) != (before.offered, before.counts):
            changed += [before.counts, self.counts, self.since(before)]
        return changed

    def since(self, before: "Picture") -> list[Any]:
        """The events that happened between two pictures."""
        return self.story[before.seen : self.seen]

    def by_order(self, name: str) -> dict[int, list[Any]]:
        """The rows of a kind, gathered by their order."""
        found: dict[int, list[Any]] = defaultdict(list)
        for row in self.rows[name].values():
            found[row.order_id].append(row)
        return found

    def times(self, verb: str, ref: str) -> int:
        """How often this happened to the thing with this reference."""
        return self.happened[verb, ref]


class Camera:
    """Takes pictures of one business, hundreds of them: each question is put into SQL once.

    Events are only ever added, so it reads the new ones alone.
    """

    def __init__(self, business: Business) -> None:
        self.business = business
        self.story: list[Any] = []
        self.happened: Counter[tuple[str, str]] = Counter()
        self.shots = {name: self._shot(name, model, columns.split()) for name, (model, columns) in SEEN.items()}
        parts = OfferPart.objects.filter(offer__business=business).order_by()
        self.offered = parts.values_list("offer").annotate(Sum("amount_minor")).query.sql_with_params()
        counts = [model.objects.filter(business=business).order_by() for model in (Letter, Todo, Entry)]
        kinds = [rows.values("business").annotate(n=Count("pk")).values_list("n") for rows in counts]
        self.counts = [rows.query.sql_with_params() for rows in kinds]

    def take(self) -> Picture:
        self._read_on()
        rows = {name: {row[0]: shape(*row) for row in _ask(question)} for name, (shape, question) in self.shots.items()}
        counts = tuple(sum(row[0] for row in _ask(question)) for question in self.counts)
        return Picture(
            rows, dict(_ask(self.offered)), (*counts, len(self.story)), self.happened.copy(), self.story,
            len(self.story),
        )  # fmt: skip

    def _read_on(self) -> None:
        events = Event.objects.filter(business=self.business, pk__gt=self.story[-1].pk if self.story else 0)
        new = list(events.order_by("pk").values_list("pk", "verb", "subject_ref", "order_ref", named=True))
        self.happened.update((event.verb, event.subject_ref) for event in new)
        self.story += new

    def _shot(self, name: str, model: Any, columns: list[str]) -> tuple[Any, Question]:
        rows = model.objects.filter(business=self.business).order_by("pk").values_list("pk", *columns)
        return namedtuple(name, ["pk", *columns]), rows.query.sql_with_params()


def _ask(question: Question) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(*question)
        return cursor.fetchall()
