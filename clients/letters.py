"""The letters of this app: one function each, with its recipient, language, words and dedupe key."""

import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django.conf import settings
from django.utils import timezone

from accounts.models import Business, User
from core.formats import moment_text
from outbox.models import Letter
from outbox.services.letters import queue_letter

from .models import Contact, Message
from .models.conversation import ConversationQuerySet

LISTED = 20


def window_digest(
    *, business: Business, owner: User, waiting: ConversationQuerySet, opened_at: datetime, now: datetime
) -> Letter | None:
    """To the owner at the start of a reply window: who waits, since when and until when. None when nobody waits."""
    rows = list(waiting[:LISTED])
    if not rows:
        return None
    count = len(rows) if len(rows) < LISTED else waiting.count()
    items = [
        {
            "name": row.client.name,
            "since": _moment(row.waiting_since, business, owner.language, now),
            "due": _moment(row.reply_due_at, business, owner.language, now),
            "is_late": row.reply_due_at <= now,
        }
        for row in rows
    ]
    return queue_letter(
        business=business,
        to=owner.email,
        language=owner.language,
        template="window_digest",
        context={"items": items, "count": count, "more": count - len(items), "url": _desk()},
        dedupe_key=f"window_digest:{business.ref}:{opened_at:%Y%m%dT%H%M%S}",
        now=now,
        reply_to=owner.email,
    )


def message_reply(*, message: Message, contact: Contact, url: str, now: datetime) -> Letter:
    """To the client: what the freelancer answered."""
    return queue_letter(
        business=message.business,
        to=contact.email,
        language=contact.language,
        template="message_reply",
        context={"text": message.body, "url": url},
        dedupe_key=f"message_reply:{message.ref}:{contact.ref}",
        now=now,
        client_ref=contact.client.ref,
    )


def lead_declined(*, message: Message, contact: Contact, now: datetime) -> Letter:
    """To somebody whose inquiry is declined: the courteous text, as the freelancer left it."""
    return queue_letter(
        business=message.business,
        to=contact.email,
        language=contact.language,
        template="lead_declined",
        context={"text": message.body},
        dedupe_key=f"lead_declined:{message.ref}:{contact.ref}",
        now=now,
        client_ref=contact.client.ref,
    )


def inquiry_received(*, contact: Contact, reply_by: datetime, now: datetime) -> Letter:
    """To the sender of the inquiry form: it arrived, and by when the answer comes. One a day to each address.

    Holds nothing of what was typed into the form, so that nobody can send his words to others through it.
    """
    business = contact.business
    address = hashlib.sha256(contact.email.casefold().encode()).hexdigest()[:16]
    day = now.astimezone(ZoneInfo(business.zone)).date()
    return queue_letter(
        business=business,
        to=contact.email,
        language=contact.language,
        template="inquiry_received",
        context={
            "reply_by": _moment(reply_by, business, contact.language, now),
            "city": zone_city(business.zone, contact.language),
        },
        dedupe_key=f"inquiry_received:{business.ref}:{address}:{day}",
        now=now,
        client_ref=contact.client.ref,
    )


def zone_city(zone: str, language: str) -> str:
    """The city a time zone is named after, in this language: Asia/Riyadh is Riyadh, الرياض."""
    return str(get_timezone_location(zone, locale=language, return_city=True))


def _moment(at: datetime | None, business: Business, language: str, now: datetime) -> str:
    """An instant on the business's wall clock."""
    if at is None:
        return ""
    with timezone.override(ZoneInfo(business.zone)):
        return moment_text(at, language, today=timezone.localdate(now))


def _desk() -> str:
    return f"{settings.PUBLIC_URL}{settings.LOGIN_REDIRECT_URL}"
