"""What Today says: what must be answered, what is due, what waits on clients, money to chase and money on its way."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Business
from clients.models import Conversation
from core.money import Money
from core.prepared import prepared
from orders.models import Offer, Order, OrderState, Submission
from orders.services.risk import risk_of_order, with_holds
from outbox.models import Todo
from payments.models import EarningState, Invoice, PaymentClaim, PayoutState
from payments.pipeline import on_the_way
from reviews.models import ReviewAsk

ROWS = 5
FEW = 3  # where a list of its own is a link away
LOOKED_AT = 200  # open orders, the nearest day first
SOON = timedelta(days=7)
NOON = 12
NEEDS: dict[str, str] = {OrderState.AWAITING_SIGNATURE: "signature", OrderState.AWAITING_DEPOSIT: "deposit"}
# What the blocks show and judge by: the rows have four times as many columns, and here they are read from many tables.
TALK_COLUMNS = (
    "ref", "last_text", "waiting_since", "reply_due_at", "client__name", "client__organisation",
    "client__platform__name",
)  # fmt: skip
WORK_COLUMNS = (
    "ref", "title", "state", "due_on", "progress", "work_days", "opened_at", "first_delivered_on",
    "client__name", "client__organisation",
)  # fmt: skip
SHOWN_COLUMNS = (
    "submitted_at", "milestone__title", "milestone__order__ref", "milestone__order__title",
    "milestone__order__client__name",
)  # fmt: skip
CLAIM_COLUMNS = (
    "amount_minor", "currency", "claimed_at", "invoice__ref", "invoice__number", "invoice__order__client__name",
)  # fmt: skip
CHASE_COLUMNS = (
    "ref", "number", "kind", "state", "currency", "total_minor", "paid_minor", "due_on", "order__client__name",
)  # fmt: skip
ASK_COLUMNS = ("ref", "state", "send_on", "remind_on", "order__title", "order__client__name")


@dataclass(frozen=True)
class Wait:
    """Something a client has to do: answer an offer, sign, pay first, or answer what was shown of a stage."""

    row: Offer | Order
    since: datetime
    needs: str  # answer, signature, deposit or stage
    stage: str = ""


@dataclass(frozen=True)
class Moving:
    """Money that comes by itself now: a withdrawal under way, or what a platform still holds."""

    state: str
    amount: Money
    platform: str
    way: str  # empty while it is held
    day: date | None
    ref: str  # of the withdrawal, or of the order

    @property
    def is_held(self) -> bool:
        return self.state == EarningState.HELD

    @property
    def label(self) -> str:
        return str(EarningState.HELD.label if self.is_held else PayoutState(self.state).label)


@dataclass(frozen=True)
class Task:
    """A person's task, and the client it is for."""

    todo: Todo
    client: str


def context_of(business: Business, now: datetime) -> dict[str, Any]:
    """The blocks of the page, most urgent first in each. `now` decides what is late."""
    day = timezone.localdate(now)
    waiting = _unanswered(business)
    orders = _orders_in_hand(business)
    work = [order for order in orders if _is_running(order) and (_is_near(order, day) or _is_endangered(order, day))]
    return {
        "now": now,
        "day": day,
        "waiting": waiting[:FEW],
        "answer_by": _answer_by(waiting, now),
        "is_morning": timezone.localtime(now).hour < NOON,
        "work": work[:FEW],
        "due_today": sum(1 for order in work if order.due_on == day),
        "soon": day + timedelta(days=1),
        "waits": _waits(business, orders),
        "claims": _claims(business),
        "chase": _to_chase(business, day),
        "moving": [_moving(*row) for row in _on_the_way(business)],
        "reviews": _to_ask(business, day),
        "todos": [Task(todo, todo.client_name or "") for todo in _todos(business, day)],  # type: ignore[attr-defined]
    }


@prepared
def _unanswered(business: Business) -> QuerySet[Conversation]:
    return Conversation.objects.owned_by(business).waiting_on_us().only(*TALK_COLUMNS)[: 2 * FEW]


def _answer_by(waiting: list[Conversation], now: datetime) -> datetime | None:
    """The next limit still ahead; when all have passed, the first of them."""
    limits = [talk.reply_due_at for talk in waiting if talk.reply_due_at]
    return next((limit for limit in limits if limit > now), limits[0] if limits else None)


@prepared
def _orders_in_hand(business: Business) -> QuerySet[Order]:
    """The nearest day first; those without a day have often not begun."""
    rows = with_holds(Order.objects.owned_by(business).open().for_list())
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk").only(*WORK_COLUMNS)[:LOOKED_AT]


def _is_running(order: Order) -> bool:
    return order.state in {OrderState.IN_PROGRESS, OrderState.FINAL_CHANGES}


def _is_near(order: Order, day: date) -> bool:
    return order.due_on is not None and order.due_on <= day + SOON


def _is_endangered(order: Order, day: date) -> bool:
    return bool(risk_of_order(order, today=day, is_held=order.hold_kind is not None))  # type: ignore[attr-defined]


def _waits(business: Business, orders: list[Order]) -> list[Wait]:
    found = [Wait(offer, offer.sent_at, "answer") for offer in _open_offers(business) if offer.sent_at]
    found += [Wait(order, order.opened_at, NEEDS[order.state]) for order in orders if order.state in NEEDS]
    found += [Wait(one.milestone.order, one.submitted_at, "stage", one.milestone.title) for one in _shown(business)]
    return sorted(found, key=lambda wait: wait.since)[:ROWS]


@prepared
def _open_offers(business: Business) -> QuerySet[Offer]:
    sent = Offer.objects.owned_by(business).open().filter(superseded_at=None).select_related("client")
    return sent.order_by("sent_at", "pk").only("ref", "title", "sent_at", "client__name")[:ROWS]


@prepared
def _shown(business: Business) -> QuerySet[Submission]:
    rows = Submission.objects.owned_by(business).unanswered().select_related("milestone__order__client")
    running = rows.filter(milestone__order__state=OrderState.IN_PROGRESS).order_by("submitted_at", "pk")
    return running.only(*SHOWN_COLUMNS)[:ROWS]


@prepared
def _claims(business: Business) -> QuerySet[PaymentClaim]:
    pending = PaymentClaim.objects.owned_by(business).filter(state=PaymentClaim.State.PENDING)
    shown = pending.select_related("invoice__order__client").only(*CLAIM_COLUMNS)
    return shown.order_by("claimed_at", "pk")[:FEW]


@prepared
def _to_chase(business: Business, day: date) -> QuerySet[Invoice]:
    rows = Invoice.objects.owned_by(business).to_chase(day)
    return rows.select_related("order__client").only(*CHASE_COLUMNS)[:FEW]


@prepared
def _on_the_way(business: Business) -> QuerySet[Any, Any]:
    return on_the_way(business)[:FEW]


def _moving(state: str, minor: int, currency: str, *rest: Any) -> Moving:
    return Moving(state, Money(minor, currency), *rest)


@prepared
def _to_ask(business: Business, day: date) -> QuerySet[ReviewAsk]:
    return ReviewAsk.objects.owned_by(business).wanting_a_hand(day).only(*ASK_COLUMNS)[:ROWS]


@prepared
def _todos(business: Business, day: date) -> QuerySet[Todo]:
    """Tasks with whose work they belong to. Payments to confirm have a block of their own."""
    client = Order.objects.owned_by(business).filter(ref=OuterRef("order_ref")).values("client__name")
    rows = Todo.objects.owned_by(business).for_today(day).exclude(key__startswith="payment_claimed:")
    return rows.annotate(client_name=Subquery(client[:1]))[:ROWS]
