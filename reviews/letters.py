"""The letters of this app: one function each, with its recipient, language, words and dedupe key.

To a client only where `ReviewAsk.is_by_letter` says so; the callers ask it.
"""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from clients.models import Contact
from orders.models import Order
from orders.services.links import deal_link
from outbox.models import Letter
from outbox.services.letters import queue_letter

from .models import Review, ReviewAsk


def order_thanks(*, order: Order, body: str, now: datetime) -> Letter:
    """To the client of a finished order: thanks, where the files are, and the invitation to come back."""
    url = deal_link(offer=order.offer, contact=order.contact, now=now).url
    return _to_client("order_thanks", order, {"url": url, "text": body, "title": order.title}, now)


def review_ask(*, ask: ReviewAsk, text: str, url: str, now: datetime) -> Letter:
    """To the client: the ask, in the freelancer's own wording."""
    return _to_client("review_ask", ask.order, {"url": url, "text": text, "title": ask.order.title}, now)


def review_reminder(*, ask: ReviewAsk, text: str, url: str, now: datetime) -> Letter:
    """To the client: the one reminder."""
    return _to_client("review_reminder", ask.order, {"url": url, "text": text, "title": ask.order.title}, now)


def review_answered(*, review: Review, contact: Contact, now: datetime) -> Letter:
    """To the owner: a client wrote a review; it is read on the desk."""
    order, owner = review.order, review.business.owner
    return queue_letter(
        business=review.business,
        to=owner.email,
        language=owner.language,
        template="review_answered",
        context={
            "client": contact.name,
            "number": order.number,
            "title": order.title,
            "overall": review.overall,
            "text": review.text,
            "desk": f"{settings.PUBLIC_URL}{settings.LOGIN_REDIRECT_URL}reviews/{review.ask.ref}/",
        },
        dedupe_key=f"review_answered:{order.ref}:{owner.ref}",
        now=now,
        reply_to=contact.email,
        client_ref=order.client.ref,
        order_ref=order.ref,
    )


def _to_client(template: str, order: Order, words: Mapping[str, object], now: datetime) -> Letter:
    """One of each kind an order, whoever asks for it: the key names the order and the step."""
    contact = order.contact
    return queue_letter(
        business=order.business,
        to=contact.email,
        language=contact.language,
        template=template,
        context={"name": contact.name, **words},
        dedupe_key=f"{template}:{order.ref}",
        now=now,
        client_ref=order.client.ref,
        order_ref=order.ref,
    )
