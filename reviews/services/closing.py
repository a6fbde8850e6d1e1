"""What follows when an order is completed: thanks, a day to be in touch again, and the planned ask. Each once."""

from datetime import datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from clients.services.next_contact import next_contact, plan_contact
from orders.models import Order
from orders.services.days import today_of
from outbox.models import Event
from outbox.services.todos import add_todo, finish_todo
from reviews import letters, wording
from reviews.models.ask import goes_by_letter

from .planning import plan_ask

IN_TOUCH_AFTER = timedelta(days=90)
THANK = gettext_noop("Thank %(name)s for order %(number)s: the text is ready on its page")


def order_of(event: Event) -> Order:
    """The order an event is about, with everything its letters say."""
    rows = Order.objects.owned_by(event.business)
    return rows.select_related("business", "client__platform", "contact__client", "offer", "platform").get(
        ref=event.order_ref or event.subject_ref
    )


def thank(event: Event, *, now: datetime) -> None:
    """Reaction of `order.completed`: the letter of thanks, or a task where the text is carried by hand."""
    order = order_of(event)
    if goes_by_letter(order):
        body = wording.thanks_body(title=order.title, language=order.contact.language)
        letters.order_thanks(order=order, body=body, now=now)
        return
    add_todo(
        business=order.business, title=THANK, params={"name": order.client.name, "number": order.number},
        subject=("review", order.ref), key=thanks_key(order), due_on=today_of(order.business, now),
        client_ref=order.client.ref, order_ref=order.ref, now=now,
    )  # fmt: skip


def thanked(*, order: Order, now: datetime) -> bool:
    """The freelancer carried the thanks over; twice is harmless."""
    return finish_todo(business=order.business, key=thanks_key(order), now=now)


def plan_next_contact(event: Event, *, now: datetime) -> None:
    """Reaction of `order.completed`: a day to be in touch again, unless an earlier one is set."""
    order = order_of(event)
    wanted = today_of(order.business, now) + IN_TOUCH_AFTER
    known = next_contact(order.client)
    if known is not None and known.due_on is not None and known.due_on <= wanted:
        return
    with translation.override(order.business.language):
        note = _("how is “%(title)s” doing, and what comes next?") % {"title": order.title}
    plan_contact(client=order.client, on=wanted, now=now, note=note)


def plan_review_ask(event: Event, *, now: datetime) -> None:
    """Reaction of `order.completed`: the ask for a review is planned."""
    plan_ask(order=order_of(event), now=now)


def thanks_key(order: Order) -> str:
    return f"closing_thanks:{order.ref}"
