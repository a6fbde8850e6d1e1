"""Asking for a review: one ask, one reminder a week later, then it is let be. Nothing while a complaint is open."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import models, transaction

from clients.models import ClientLink
from clients.services.links import link_for
from core.actors import Actor
from orders.models import OrderHold
from orders.models.states import moved
from orders.services.days import today_of
from outbox.services.events import emit
from reviews import letters, wording
from reviews.errors import AskGoesByHand, AskIsHeld, AskMovedOn, WaiveNeedsReason
from reviews.models import ASK_MOVES, AskState, ReviewAsk
from reviews.models.ask import ReviewAskQuerySet

from .clock import may_write_now
from .planning import OPEN_FOR, REMIND_AFTER, platform_window
from .texts import ask_body

LINK_KIND, LINK_PURPOSE = "review", "answer"


def ask_link(*, ask: ReviewAsk, now: datetime) -> ClientLink:
    """The contact's page for the review: the same address at every call."""
    return link_for(contact=ask.order.contact, kind=LINK_KIND, ref=ask.order.ref, purpose=LINK_PURPOSE, now=now)


def send_due_asks(*, now: datetime) -> int:
    """Send the asks and the one reminder whose morning has come, close what is over; how many moved.

    Each row moves in a transaction of its own by a conditional UPDATE, so that a second run is harmless.
    """
    count = _each(ReviewAsk.objects.to_close(now), lambda ask: _close(ask, now))
    count += _each(ReviewAsk.objects.to_send(now), lambda ask: _is_time(ask, ask.send_on, now) and _send(ask, now))
    return count + _each(
        ReviewAsk.objects.to_remind(now), lambda ask: _is_time(ask, ask.remind_on, now) and _remind(ask, now)
    )


@transaction.atomic
def send_ask_now(*, ask: ReviewAsk, by: Actor, now: datetime) -> ReviewAsk:
    """The owner does not wait for the morning. Raises AskGoesByHand, AskIsHeld or AskMovedOn; twice is harmless."""
    if not ask.is_by_letter:
        raise AskGoesByHand
    if has_complaint(ask):
        raise AskIsHeld
    if not _send(ask, now, by) and not _is_asked(ask):
        raise AskMovedOn(state=ask.get_state_display())
    return ask


@transaction.atomic
def note_asked(*, ask: ReviewAsk, by: Actor, now: datetime) -> ReviewAsk:
    """The owner carried the ask over by hand. Raises AskMovedOn; twice is harmless."""
    if not _mark_sent(_row(ask), ask, by, now) and not _is_asked(ask):
        raise AskMovedOn(state=ask.get_state_display())
    return ask


@transaction.atomic
def note_reminded(*, ask: ReviewAsk, by: Actor, now: datetime) -> ReviewAsk:
    """The owner carried the one reminder over by hand. Raises AskMovedOn; twice is harmless."""
    if not _mark_reminded(_row(ask), ask, by, now) and ask.state != AskState.REMINDED:
        raise AskMovedOn(state=ask.get_state_display())
    return ask


@transaction.atomic
def waive_ask(*, ask: ReviewAsk, reason: str, by: Actor, now: datetime) -> ReviewAsk:
    """This client is not asked (any more), and why. Raises WaiveNeedsReason, AskMovedOn; twice is harmless."""
    reason = reason.strip()
    if not reason:
        raise WaiveNeedsReason
    if moved(_row(ask), ASK_MOVES, "waive", waive_reason=reason, ended_at=now):
        _tell(ask, "review.waived", by, now)
    ask.refresh_from_db()
    if ask.state != AskState.WAIVED:
        raise AskMovedOn(state=ask.get_state_display())
    return ask


def has_complaint(ask: ReviewAsk) -> bool:
    """A complaint about the order stands open: nobody is asked for a review meanwhile."""
    return OrderHold.objects.filter(order=ask.order_id, kind=OrderHold.Kind.DISPUTED, until=None).exists()


def _each(rows: "models.QuerySet[ReviewAsk]", act: Callable[[ReviewAsk], bool]) -> int:
    count = 0
    for ask in rows.iterator(chunk_size=500):
        with transaction.atomic():
            count += act(ask)
    return count


def _is_time(ask: ReviewAsk, on: date, now: datetime) -> bool:
    return may_write_now(ask.order, now, on=on)


def _send(ask: ReviewAsk, now: datetime, by: Actor | None = None) -> bool:
    if not _mark_sent(_row(ask).undisputed(), ask, by or Actor.worker(), now):
        return False
    text = ask_body(business=ask.business, language=ask.order.contact.language)
    letters.review_ask(ask=ask, text=text, url=ask_link(ask=ask, now=now).url, now=now)
    return True


def _mark_sent(row: "ReviewAskQuerySet[ReviewAsk]", ask: ReviewAsk, by: Actor, now: datetime) -> bool:
    """The reminder counts from the ask; a platform's window does not move, our own thirty days do."""
    today = today_of(ask.business, now)
    closes_on = ask.closes_on if platform_window(ask.order) else today + timedelta(days=OPEN_FOR)
    remind_on = min(today + REMIND_AFTER, closes_on)
    open_still = row.filter(closes_on__gte=today)
    if not moved(open_still, ASK_MOVES, "send", sent_at=now, remind_on=remind_on, closes_on=closes_on):
        ask.refresh_from_db()
        return False
    ask.refresh_from_db()
    _tell(ask, "review.asked", by, now)
    return True


def _remind(ask: ReviewAsk, now: datetime) -> bool:
    if not _mark_reminded(_row(ask).undisputed(), ask, Actor.worker(), now):
        return False
    text = wording.reminder_body(title=ask.order.title, language=ask.order.contact.language)
    letters.review_reminder(ask=ask, text=text, url=ask_link(ask=ask, now=now).url, now=now)
    return True


def _mark_reminded(row: "ReviewAskQuerySet[ReviewAsk]", ask: ReviewAsk, by: Actor, now: datetime) -> bool:
    open_still = row.filter(closes_on__gte=today_of(ask.business, now))
    is_moved = moved(open_still, ASK_MOVES, "remind", reminded_at=now)
    ask.refresh_from_db()
    if is_moved:
        _tell(ask, "review.reminded", by, now)
    return is_moved


def _close(ask: ReviewAsk, now: datetime) -> bool:
    over = _row(ask).filter(closes_on__lt=today_of(ask.business, now))
    if not moved(over, ASK_MOVES, "close", ended_at=now):
        return False
    _tell(ask, "review.closed", Actor.worker(), now)
    return True


def _is_asked(ask: ReviewAsk) -> bool:
    return ask.state in {AskState.SENT, AskState.REMINDED}


def _row(ask: ReviewAsk) -> "ReviewAskQuerySet[ReviewAsk]":
    return ReviewAsk.objects.filter(pk=ask.pk)


def _tell(ask: ReviewAsk, verb: str, by: Actor, now: datetime) -> None:
    emit(
        business=ask.business, verb=verb, subject=("review_ask", ask.ref), actor=by, now=now,
        client_ref=ask.order.client.ref, order_ref=ask.order.ref, data={"number": ask.order.number},
    )  # fmt: skip
