"""What the client answered to a stage, told to the owner; what became of a wish for extra work, to the client."""

from datetime import datetime

from clients.models import Contact
from orders.models import ChangeList, ChangeOrder, Milestone, Order
from outbox.models import Letter

from .posting import to_client, to_owner


def stage_approved(*, milestone: Milestone, contact: Contact, opens: str, now: datetime) -> Letter:
    """To the owner: a stage was approved; `opens` is the title of the stage that began with it, or empty."""
    words = {**_stage(milestone), "opens": opens}
    return to_owner(contact, "stage_approved", milestone.ref, now, words, order=milestone.order)


def stage_changes(
    *, change_list: ChangeList, milestone: Milestone, contact: Contact, used: int, now: datetime
) -> Letter:
    """To the owner: the one list of changes of a round, word for word, and how many lists of the order are used."""
    order = milestone.order
    words = {
        **_stage(milestone), "text": change_list.text, "used": used, "included": order.revisions,
        "files": change_list.enclosures.count(),
    }  # fmt: skip
    return to_owner(contact, "stage_changes", change_list.ref, now, words, order=order)


def change_order_asked(*, change_order: ChangeOrder, contact: Contact, now: datetime) -> Letter:
    """To the owner: work beyond what was agreed is wanted and waits for a price."""
    order = change_order.order
    words = {**_order(order), "text": change_order.text, "files": change_order.enclosures.count()}
    return to_owner(contact, "change_order_asked", change_order.ref, now, words, order=order)


def change_order_answered(*, change_order: ChangeOrder, contact: Contact, url: str, now: datetime) -> Letter | None:
    """To whoever asked: the extra work has a price of its own in a new offer, or is not taken on and why."""
    order = change_order.order
    words = {
        **_order(order), "url": url, "text": change_order.text, "answer": change_order.answer,
        "is_offered": change_order.state == ChangeOrder.State.OFFERED,
    }  # fmt: skip
    return to_client(contact, "change_order_answered", change_order.ref, now, words, order=order)


def _order(order: Order) -> dict[str, object]:
    return {"title": order.title, "number": order.number}


def _stage(milestone: Milestone) -> dict[str, object]:
    return {**_order(milestone.order), "stage": milestone.title}
