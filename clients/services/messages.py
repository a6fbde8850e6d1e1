"""What was said, and whose turn it is. The reply clock is derived from the messages, never set by hand."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Greatest

from clients import letters
from clients.errors import EmptyMessage, NoReplyNeedsReason, NothingWaits, NotYet, StillUnanswered
from clients.models import Client, Contact, Conversation, Message
from clients.models.conversation import EXCERPT_LENGTH
from core.actors import Actor
from outbox.models import Letter
from outbox.services.events import emit

from .calendars import reply_promise
from .links import link_for
from .people import main_contact

About = tuple[str, str]
NOTHING: About = ("", "")


@transaction.atomic
def receive_message(
    *,
    conversation: Conversation,
    body: str,
    via: str,
    by: Actor,
    now: datetime,
    happened_at: datetime | None = None,
    about: About = NOTHING,
    once: UUID | None = None,
) -> Message:
    """The client said something, on the personal page or as logged by hand with its own time (`happened_at`).

    Starts the reply clock: due at the end of the next window that opens after it was said. A later message never
    moves an earlier promise. `about` is the (kind, ref) of the paper it concerns. Same `once`: the same message.
    Raises EmptyMessage, NotYet.
    """
    _lock(conversation)
    if known := _said_before(conversation, once):
        return known
    message = _record(
        conversation, "in", body=body, via=via, by=by, now=now, happened_at=happened_at, about=about, once=once
    )
    _settle(conversation)
    _tell(conversation, "message.received", by, now, via=via, message=message.ref)
    return message


@transaction.atomic
def reply(
    *,
    conversation: Conversation,
    body: str,
    by: Actor,
    now: datetime,
    about: About = NOTHING,
    once: UUID | None = None,
) -> Message:
    """Answers the client and stops the clock. A letter carries it where the client may be written to.

    Otherwise (a platform that forbids it, no address) `message.letter_ref` is empty and the text is to be copied.
    Raises EmptyMessage.
    """
    return send_out(conversation=conversation, body=body, by=by, now=now, about=about, once=once)


@transaction.atomic
def log_reply(
    *,
    conversation: Conversation,
    body: str,
    via: str,
    by: Actor,
    now: datetime,
    happened_at: datetime | None = None,
    once: UUID | None = None,
) -> Message:
    """Notes what was answered elsewhere (by phone, in the platform's inbox). Nothing is sent.

    It answers what the client had said by then. Raises EmptyMessage, NotYet.
    """
    _lock(conversation)
    if known := _said_before(conversation, once):
        return known
    message = _record(conversation, "out", body=body, via=via, by=by, now=now, happened_at=happened_at, once=once)
    _answered(conversation, message, by, now)
    return message


@transaction.atomic
def no_reply_needed(*, conversation: Conversation, reason: str, by: Actor, now: datetime) -> None:
    """Closes what waits without an answer, for a reason that is kept. Raises NoReplyNeedsReason, NothingWaits."""
    if not reason.strip():
        raise NoReplyNeedsReason
    _lock(conversation)
    closed = conversation.messages.unanswered().update(answered_at=now, closed_reason=reason.strip())
    if not closed:
        raise NothingWaits
    _settle(conversation, otherwise=Conversation.State.QUIET)
    _tell(conversation, "message.closed", by, now, count=closed)


@transaction.atomic
def archive(*, conversation: Conversation, by: Actor, now: datetime) -> None:
    """Puts a conversation to rest. Raises StillUnanswered while the client waits; twice is harmless."""
    _lock(conversation)
    if conversation.messages.unanswered().exists():
        raise StillUnanswered
    if Conversation.objects.filter(pk=conversation.pk, state="theirs").update(state="quiet"):
        conversation.state = Conversation.State.QUIET
        _tell(conversation, "conversation.archived", by, now)


@transaction.atomic
def send_out(
    *,
    conversation: Conversation,
    body: str,
    by: Actor,
    now: datetime,
    about: About = NOTHING,
    once: UUID | None = None,
    letter: Callable[..., Letter] | None = None,
) -> Message:
    """Our words to the client, by letter where allowed: `letter` is the kind of letter, a plain reply when left out."""
    _lock(conversation)
    if known := _said_before(conversation, once):
        return known
    client = conversation.client
    contact = main_contact(client)
    by_mail = bool(client.mail_allowed and contact.email)
    via = Message.Via.MAIL if by_mail else Message.Via.PLATFORM if client.platform_id else Message.Via.OTHER
    message = _record(conversation, "out", body=body, via=via.value, by=by, now=now, about=about, once=once)
    if by_mail:
        sent = letter(message=message, contact=contact, now=now) if letter else _reply_letter(message, contact, now)
        message.letter_ref = sent.ref
        message.save(update_fields=["letter_ref"])
    _answered(conversation, message, by, now)
    return message


def _reply_letter(message: Message, contact: Contact, now: datetime) -> Letter:
    link = link_for(contact=contact, kind="client", ref=contact.client.ref, purpose="talk", now=now)
    return letters.message_reply(message=message, contact=contact, url=link.url, now=now)


def _lock(conversation: Conversation) -> None:
    """One act at a time in a conversation, so that the clock is derived from all that was said."""
    Conversation.objects.select_for_update().get(pk=conversation.pk)


def _said_before(conversation: Conversation, once: UUID | None) -> Message | None:
    return conversation.messages.filter(once=once).first() if once else None


def _record(
    conversation: Conversation,
    direction: str,
    *,
    body: str,
    via: str,
    by: Actor,
    now: datetime,
    happened_at: datetime | None = None,
    about: About = NOTHING,
    once: UUID | None = None,
) -> Message:
    body = body.strip()
    if not body:
        raise EmptyMessage
    happened_at = happened_at or now
    if happened_at > now:
        raise NotYet
    return Message.objects.create(
        business=conversation.business,
        conversation=conversation,
        direction=direction,
        via=via,
        body=body,
        happened_at=happened_at,
        recorded_at=now,
        actor_kind=by.kind,
        actor_ref=by.ref,
        about_kind=about[0],
        about_ref=about[1],
        answered_at=_answer_after(conversation, happened_at) if direction == "in" else None,
        once=once,
    )


def _answer_after(conversation: Conversation, happened_at: datetime) -> datetime | None:
    """An old message logged late was answered already when we said something after it."""
    later = conversation.messages.filter(direction="out", happened_at__gt=happened_at).in_order().first()
    return later.happened_at if later else None


def _answered(conversation: Conversation, message: Message, by: Actor, now: datetime) -> None:
    heard = conversation.messages.unanswered().filter(happened_at__lte=message.happened_at)
    heard.update(answered_at=message.happened_at)
    _settle(conversation)
    _tell(conversation, "message.replied", by, now, via=message.via, message=message.ref)


def _settle(conversation: Conversation, otherwise: str = Conversation.State.THEIRS) -> None:
    """Derives turn, clock and excerpt: the earliest unanswered message holds the promise; without one, no clock."""
    waiting = conversation.messages.unanswered().in_order().first()
    last = conversation.messages.in_order().last()
    conversation.state = Conversation.State.OURS if waiting else otherwise
    conversation.waiting_since = waiting.happened_at if waiting else None
    conversation.reply_due_at = reply_promise(conversation.business, waiting.happened_at) if waiting else None
    if last:
        conversation.last_text = " ".join(last.body.split())[:EXCERPT_LENGTH]
        conversation.last_message_at = last.happened_at
        heard = Client.objects.filter(pk=conversation.client_id)
        heard.update(last_contact_at=Greatest("last_contact_at", last.happened_at))
    conversation.save(update_fields=["state", "waiting_since", "reply_due_at", "last_text", "last_message_at"])


def _tell(conversation: Conversation, verb: str, by: Actor, now: datetime, **data: object) -> None:
    emit(
        business=conversation.business, verb=verb, subject=("conversation", conversation.ref), actor=by, now=now,
        client_ref=conversation.client.ref, data=data,
    )  # fmt: skip
