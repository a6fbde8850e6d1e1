"""The letters of dates, holds, news and the hand-over."""

from datetime import date, datetime

from clients.models import Contact, Message
from core.dates import full_day_text
from core.formats import money_text
from core.money import Money
from orders.models import DelayNotice, Order, OrderHold
from outbox.models import Letter
from outbox.services.letters import queue_letter
from outbox.services.rendering import Words, render_words

from .posting import step, to_client, to_owner


def order_delivered(
    *, order: Order, contact: Contact, url: str, again: bool, is_paid: bool, now: datetime
) -> Letter | None:
    """To the client: the work was handed over (`again`: with the final changes done)."""
    words = {**_words(order, url), "again": again, "is_open": order.released_at is not None, "is_paid": is_paid}
    return to_client(contact, "order_delivered", step(order.ref, now), now, words, order=order)


def final_changes(*, order: Order, contact: Contact, text: str, files: int, now: datetime) -> Letter:
    """To the owner: the client asks for changes to what was handed over; `files` lie beside the words."""
    words = {"title": order.title, "number": order.number, "text": text, "files": files}
    return to_owner(contact, "final_changes", step(order.ref, now), now, words, order=order)


def order_delayed(*, notice: DelayNotice, contact: Contact, url: str, now: datetime) -> Letter | None:
    """To the client: a day cannot be kept; the true cause, the new day, and what makes up for it."""
    return to_client(contact, "order_delayed", notice.ref, now, _delay_words(notice, url), order=notice.order)


def delay_preview(*, notice: DelayNotice, contact: Contact, url: str) -> Words:
    """The same letter for reading before it goes; `notice` need not be saved."""
    words = {"name": contact.name, **_delay_words(notice, url), "business": notice.order.business}
    return render_words("order_delayed", contact.language, words)


def order_paused(
    *, hold: OrderHold, url: str, number: str, owed: Money, due_on: date, now: datetime
) -> Letter | None:  # fmt: skip
    """To the client: the work waits for invoice `number`, of which `owed` was due on `due_on`."""
    order, contact = hold.order, hold.order.contact
    words = {
        **_words(order, url), "invoice": number, "owed": money_text(owed, contact.language),
        "due_on": full_day_text(due_on, contact.language),
    }  # fmt: skip
    return to_client(contact, "order_paused", hold.ref, now, words, order=order)


def order_resumed(*, hold: OrderHold, url: str, now: datetime) -> Letter | None:
    """To the client: the payment is here and the work goes on; the new day where the order has one."""
    order, contact = hold.order, hold.order.contact
    day = full_day_text(order.due_on, contact.language) if order.due_on else ""
    return to_client(contact, "order_resumed", hold.ref, now, {**_words(order, url), "day": day}, order=order)


def order_update(*, message: Message, contact: Contact, order: Order, url: str, now: datetime) -> Letter:
    """To the client, where the client may be written to: news of the work."""
    return queue_letter(
        business=order.business,
        to=contact.email,
        language=contact.language,
        template="order_update",
        context={**_words(order, url), "text": message.body},
        dedupe_key=f"order_update:{message.ref}:{contact.ref}",
        now=now,
        client_ref=order.client.ref,
        order_ref=order.ref,
    )


def _delay_words(notice: DelayNotice, url: str) -> dict[str, object]:
    language = notice.order.contact.language
    return {
        **_words(notice.order, url),
        "stage": notice.milestone.title if notice.milestone else "",
        "old_day": full_day_text(notice.old_on, language),
        "new_day": full_day_text(notice.new_on, language),
        "cause": notice.cause,
        "remedy": notice.remedy,
    }


def _words(order: Order, url: str) -> dict[str, object]:
    return {"title": order.title, "number": order.number, "url": url}
