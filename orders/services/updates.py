"""News of the work: when it is time for it, a draft of it, and sending it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_noop

from clients.models import Contact, Conversation, Message
from clients.services.messages import log_reply, send_out
from core.actors import Actor
from orders import letters
from orders.errors import CadenceIsWrong, OrderIsClosed, TextIsMissing
from orders.models import Order, OrderHold, OrderKind, OrderState, ProgressUpdate
from outbox.models import Letter, Todo
from outbox.services.todos import add_todo, finish_todo

from .days import latest_day, today_of
from .links import deal_link
from .locking import WORKING_STATES, locked, tell
from .news import draft_update, news_key

__all__ = ["ask_for_news", "draft_update", "news_key", "send_update", "set_cadence"]

TIME_FOR_NEWS = gettext_noop("Send the client news of “%(title)s”")
LONGEST = 60


@transaction.atomic
def set_cadence(*, order: Order, days: int, by: Actor, now: datetime) -> Order:
    """How many days may pass between two pieces of news; 0 asks for none. Counted from the last, not before today.

    Raises CadenceIsWrong, OrderIsClosed after the end.
    """
    if type(days) is not int or not 0 <= days <= LONGEST:
        raise CadenceIsWrong
    order = locked(order)
    if order.state in {OrderState.COMPLETED, OrderState.CANCELLED}:
        raise OrderIsClosed(state=order.get_state_display())
    finish_todo(business=order.business, key=news_key(order), now=now)
    order.update_every_days = days
    order.update_due_on = _next_day(order, now) if order.state == OrderState.IN_PROGRESS else None
    order.save(update_fields=["update_every_days", "update_due_on"])
    return order


@transaction.atomic
def send_update(*, order: Order, text: str, by: Actor, now: datetime, once: UUID | None = None) -> ProgressUpdate:
    """Send the client the news, in the conversation, where it also answers what waits there.

    On a platform order nothing is sent: it notes that the text was posted there. The next news falls due a cadence
    later. The same `once` again gives the first. Raises TextIsMissing, OrderIsClosed.
    """
    order = locked(order)
    known = ProgressUpdate.objects.filter(order=order, once=once).first() if once else None
    if known is not None:
        return known
    if not text.strip():
        raise TextIsMissing
    if order.state not in WORKING_STATES:
        raise OrderIsClosed(state=order.get_state_display())
    made = ProgressUpdate.objects.create(
        business=order.business, order=order, text=text.strip(), percent=order.progress, sent_at=now, once=once
    )
    _say(order, made.text, by, now, once)
    finish_todo(business=order.business, key=news_key(order), now=now)
    if order.state == OrderState.IN_PROGRESS:
        order.update_due_on = _next_day(order, now)
        order.save(update_fields=["update_due_on"])
    tell(order, "order.updated", by, now, percent=order.progress)
    return made


def ask_for_news(*, now: datetime) -> int:
    """Remind the owner, once for each time news falls due, of orders whose client has not heard for a cadence.

    Found by one partial index; orders on hold wait. How many tasks were written or stand already done.
    """
    asked = Todo.objects.filter(business=OuterRef("business"), order_ref=OuterRef("ref"), key__startswith="news:")
    held = OrderHold.objects.standing().filter(order=OuterRef("pk"))
    silent = Order.objects.filter(
        ~Exists(asked.filter(done_at=None)), ~Exists(held), state=OrderState.IN_PROGRESS,
        update_due_on__lte=latest_day(now),
    ).select_related("business", "client")  # fmt: skip
    count = 0
    for order in silent.order_by("update_due_on", "pk").iterator():
        if order.update_due_on is None or order.update_due_on > today_of(order.business, now):
            continue
        add_todo(
            business=order.business, title=TIME_FOR_NEWS, params={"title": order.title}, subject=("order", order.ref),
            key=news_key(order), due_on=order.update_due_on, client_ref=order.client.ref, order_ref=order.ref, now=now,
        )  # fmt: skip
        count += 1
    return count


def _next_day(order: Order, now: datetime) -> date | None:
    if not order.update_every_days:
        return None
    today = today_of(order.business, now)
    last = ProgressUpdate.objects.filter(order=order).order_by("-sent_at").first()
    heard_at = last.sent_at if last else order.started_at or now
    return max(today_of(order.business, heard_at) + timedelta(days=order.update_every_days), today)


def _say(order: Order, text: str, by: Actor, now: datetime, once: UUID | None) -> Message:
    talk = Conversation.objects.select_related("business", "client__platform").get(client=order.client_id)
    if order.kind == OrderKind.PLATFORM:
        via = Message.Via.PLATFORM.value
        return log_reply(conversation=talk, body=text, via=via, by=by, now=now, once=once)

    def letter(*, message: Message, contact: Contact, now: datetime) -> Letter:
        url = deal_link(offer=order.offer, contact=contact, now=now).url
        return letters.order_update(message=message, contact=contact, order=order, url=url, now=now)

    return send_out(conversation=talk, body=text, by=by, now=now, about=("order", order.ref), once=once, letter=letter)
