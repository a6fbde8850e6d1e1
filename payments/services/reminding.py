"""Sending what is due: each reminder goes once, none that is not wanted any more, and a client gets one at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, CharField, Exists, F, Max, OuterRef, Q, QuerySet, Value, When

from clients.services.links import links_for
from core.actors import Actor
from core.papers import as_data
from orders.models import OrderHold, OrderKind
from orders.services.days import today_of
from outbox.models import Event
from outbox.services.bulk import queue_letters
from outbox.services.events import emit_many
from payments.letters import LINK_KIND, LINK_PURPOSE
from payments.models import Invoice, PaymentClaim, PaymentReminder, ReminderSwitch
from payments.reminder_letters import reminder

from .pausing import PAUSABLE
from .reminder_steps import APART, PAUSES_AT, fitting
from .reminders import mornings_for

State, Why = PaymentReminder.State, PaymentReminder.Why
BATCH = 1000
FRESH = timedelta(hours=8)  # after that a letter is not taken for one of nine o'clock


def send_due_reminders(*, now: datetime) -> int:
    """Send every reminder whose morning has come, as far as it is still wanted; how many letters.

    Left out, with the reason: paid, cancelled, claimed, the client waits for our answer, a complaint is open, the
    next step is due as well, no address. Put off to a later morning: what would be the client's second reminder
    within 48 hours, and what a stopped worker left lying until the evening. Twice at once is harmless.
    """
    sent, looked = 0, True
    while looked:
        looked, letters = _one_batch(now)
        sent += letters
    return sent


@transaction.atomic
def _one_batch(now: datetime) -> tuple[bool, int]:
    due = PaymentReminder.objects.planned().filter(send_at__lte=now)
    switches = ReminderSwitch.objects.filter(on_since__isnull=False, business__in=due.values("business"))
    locked = switches.select_related("business").order_by("pk").select_for_update(of=("self",))  # one beat at a time
    open_to = {switch.pk: switch.business for switch in locked}
    rows = list(_judged(due.filter(business__in=open_to), now)[:BATCH]) if open_to else []
    for row in rows:
        row.invoice.business = open_to[row.business_id]  # one object for all: joined to each it would cost the most
    reasons = {row.pk: str(row.why) for row in rows}  # type: ignore[attr-defined]  # the annotation of _judged
    _drop(reasons, now)
    wanted = [row for row in rows if not reasons[row.pk]]
    now_going, later = _one_each(wanted, _lately(wanted, now), now)
    PaymentReminder.objects.bulk_update(later, ["send_at"])
    send(now_going, by=Actor.worker(), now=now)
    return bool(rows), len(now_going)


def send(rows: Sequence[PaymentReminder], *, by: Actor, now: datetime) -> None:
    """Write these reminders' letters and events, and mark them sent. Call it holding their businesses' switches."""
    by_hand = by.kind != Actor.worker().kind
    links = links_for(
        subjects=[(row.invoice.order.contact, row.invoice.ref) for row in rows],
        kind=LINK_KIND, purpose=LINK_PURPOSE, now=now,
    )  # fmt: skip
    drafts = []
    for row in rows:
        invoice = row.invoice
        url = links[invoice.order.contact_id, invoice.ref].url
        words_of = _words_of(row, by_hand, now)
        pauses = pauses_work(row) and not by_hand
        drafts.append(reminder(invoice=invoice, step=row.step, words_of=words_of, url=url, pauses=pauses))
    queue_letters(drafts=drafts, now=now)
    keys = [row.pk for row in rows]
    PaymentReminder.objects.filter(pk__in=keys).update(
        state=State.SENT, done_at=now, why_dropped="", by_hand=by_hand
    )  # fmt: skip
    events = [_event(row, by, by_hand, now) for row in rows]
    emit_many(events=events, now=now, reacted_to=lambda event: bool(event.data["pauses"]))


def recently_reminded(client_ids: Sequence[int], now: datetime) -> dict[int, datetime]:
    """When each of these clients was last reminded, of those who were within the last 48 hours."""
    sent = PaymentReminder.objects.sent_since(now - APART).filter(invoice__order__client__in=client_ids)
    last = sent.values("invoice__order__client").annotate(at=Max("done_at"))
    return {row["invoice__order__client"]: row["at"] for row in last.order_by()}


def pauses_work(row: PaymentReminder) -> bool:
    """Whether the work pauses with this reminder: a week late, and work is going on."""
    return row.step == PAUSES_AT and row.invoice.order.state in PAUSABLE


def _judged(due: QuerySet[PaymentReminder], now: datetime) -> QuerySet[PaymentReminder]:
    """Due rows with all a letter needs, and `why` it is not wanted (empty: it is): decided by the database."""
    claims = PaymentClaim.objects.filter(invoice=OuterRef("invoice"), state=PaymentClaim.State.PENDING)
    complaints = OrderHold.objects.standing().filter(
        order=OuterRef("invoice__order"), kind=OrderHold.Kind.DISPUTED
    )  # fmt: skip
    next_step = due.filter(invoice=OuterRef("invoice"), step__gt=OuterRef("step"))
    order = "invoice__order"
    talk = f"{order}__client__conversation"
    unreachable = (
        Q(**{f"{order}__kind": OrderKind.PLATFORM})
        | Q(**{f"{order}__contact__email": ""})
        | Q(**{f"{order}__client__platform__contact_allowed": False})
    )
    waits_on_us = Q(  # since the invoice: a talk from before it, that an offer answered, may still stand open
        **{f"{talk}__state": "ours", f"{talk}__last_message_at__gt": F("invoice__issued_at")}
    )
    why = Case(
        When(invoice__state=Invoice.State.PAID, then=Value(Why.PAID)),
        When(invoice__state=Invoice.State.VOID, then=Value(Why.CANCELLED)),
        When(Exists(next_step), then=Value(Why.OVERTAKEN)),
        When(Exists(claims), then=Value(Why.CLAIMED)),
        When(Exists(complaints), then=Value(Why.DISPUTED)),
        When(waits_on_us, then=Value(Why.REPLIED)),
        When(unreachable, then=Value(Why.NO_ADDRESS)),
        default=Value(""), output_field=CharField(),
    )  # fmt: skip
    rows = due.annotate(why=why).select_related(
        f"{order}__client", f"{order}__contact"
    )  # fmt: skip
    oldest_debt_first = (F("invoice__due_on"), F("send_at"), F("pk"))
    return rows.defer("invoice__paper").order_by(*oldest_debt_first).select_for_update(of=("self",))


def _drop(reasons: Mapping[int, str], now: datetime) -> None:
    by_reason: dict[str, list[int]] = defaultdict(list)
    for key, why in reasons.items():
        if why:
            by_reason[why].append(key)
    for why, keys in by_reason.items():
        PaymentReminder.objects.filter(pk__in=keys).update(state=State.DROPPED, why_dropped=why, done_at=now)


def _lately(rows: Sequence[PaymentReminder], now: datetime) -> dict[int, datetime]:
    return recently_reminded([row.invoice.order.client_id for row in rows], now)


def _one_each(
    rows: Sequence[PaymentReminder], lately: dict[int, datetime], now: datetime
) -> tuple[list[PaymentReminder], list[PaymentReminder]]:
    """Who gets a letter now, one a client; and the rest, each with the later morning on which it is looked at again."""
    going, later = [], []
    reminded = dict(lately)
    for row in rows:
        client, mornings = row.invoice.order.client_id, mornings_for(row.invoice)
        if client in reminded:
            row.send_at = mornings.not_before(reminded[client] + APART)
            later.append(row)
        elif row.send_at < now - FRESH and not mornings.is_decent(now):
            row.send_at = mornings.not_before(now)
            later.append(row)
        else:
            reminded[client] = now
            going.append(row)
    return going, later


def _words_of(row: PaymentReminder, by_hand: bool, now: datetime) -> int:
    """Whose words the letter speaks: a step put off past the due day no longer speaks of a day to come."""
    late = (today_of(row.invoice.business, now) - row.invoice.due_on).days
    if by_hand:
        return fitting(late)
    return 0 if row.step < 0 < late else row.step


def _event(row: PaymentReminder, by: Actor, by_hand: bool, now: datetime) -> Event:
    invoice = row.invoice
    return Event(
        business=invoice.business,
        verb="payment.reminded",
        subject_kind="invoice",
        subject_ref=invoice.ref,
        actor_kind=by.kind,
        actor_ref=by.ref,
        client_ref=invoice.order.client.ref,
        order_ref=invoice.order.ref,
        happened_at=now,
        data={
            "number": invoice.number,
            "amount": as_data(invoice.balance),
            "step": row.step,
            "by_hand": by_hand,
            "pauses": pauses_work(row) and not by_hand,
        },
    )
