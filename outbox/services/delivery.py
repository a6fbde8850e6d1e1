"""Sending: claimed by one UPDATE, sent outside any transaction, and never sent again blindly."""

import logging
from collections.abc import Mapping
from datetime import datetime
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.utils.module_loading import import_string

from core.errors import Refused
from outbox.models import Letter, LetterState
from outbox.models.letter import MOVES
from outbox.pace import letter_back_off

from . import transport
from .rendering import Words, render_html, render_words

logger = logging.getLogger(__name__)

MAX_TRIES = 50  # about two days of a mail server that refuses or is away
ERROR_LENGTH = 500


def deliver(*, letter_id: int, now: datetime) -> bool:
    """Try to send one queued letter; True when the server took it. Call outside a transaction.

    Refused: back to QUEUED with a later `due_at`, or FAILED when it would end the same. No answer after the letter
    was handed over: UNSURE, for a person to decide.
    """
    letter = Letter.objects.select_related("business").filter(pk=letter_id).first()
    if letter is None or not _claim(letter, now):
        return False
    try:
        message = compose(letter, now)
    except Refused as problem:
        _settle(letter, LetterState.FAILED, last_error=str(problem))
    except Exception as problem:
        logger.exception("Letter %s cannot be put together", letter.ref)
        _later(letter, now, f"{type(problem).__name__}: {problem}")
    else:
        return _send(letter, message, now)
    return False


def doubt_stalled(*, now: datetime) -> int:
    """Letters in SENDING for too long become UNSURE; how many."""
    return Letter.objects.stalled(now).update(state=LetterState.UNSURE, last_error="")


def compose(letter: Letter, now: datetime) -> EmailMultiAlternatives:
    """The e-mail: plain text and HTML in the letter's language, its files, and a Message-ID that never changes."""
    words = _words(letter, now)
    sender = letter.business.name if letter.business else ""
    name, address = parseaddr(settings.EMAIL_FROM)
    message = EmailMultiAlternatives(
        subject=words.subject,
        body=words.body,
        from_email=formataddr((sender or name, address)),
        to=[letter.recipient],
        reply_to=[letter.reply_to] if letter.reply_to else [],
        headers={
            "Message-ID": message_id(letter),
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",
            **_thread(letter),
        },
    )
    html = render_html(subject=words.subject, body=words.body, language=letter.language, sender=sender)
    message.attach_alternative(html, "text/html")
    for file in letter.files.order_by("pk"):
        message.attach(file.name, file.read(), file.content_type)
    return message


def message_id(letter: Letter) -> str:
    """The same for every try, so that a mailbox recognises a letter it has."""
    return _at_home(letter.ref)


def _at_home(name: str) -> str:
    domain = parseaddr(settings.EMAIL_FROM)[1].rpartition("@")[2] or "localhost"
    return f"<{name.lower()}@{domain}>"


def _thread(letter: Letter) -> dict[str, str]:
    """Letters of one matter name the same beginning, so that a mailbox shows them under each other."""
    return {"References": _at_home(letter.thread)} if letter.thread else {}


def _words(letter: Letter, now: datetime) -> Words:
    if not letter.secret:
        return Words(letter.subject, letter.body)
    reveal = import_string(settings.SECRET_LETTERS[letter.template])
    secret: Mapping[str, object] = reveal(letter.refs, now=now)
    context = {**letter.refs, **secret, "business": letter.business}
    return Words(letter.subject, render_words(letter.template, letter.language, context).body)


def _claim(letter: Letter, now: datetime) -> bool:
    if not settings.HAS_MAIL:
        letter.move("keep", state=LetterState.KEPT)
        return False
    due = Letter.objects.due(now).order_by().filter(pk=letter.pk, attempts=letter.attempts)
    if not due.update(state=LetterState.SENDING, sending_since=now, attempts=F("attempts") + 1):
        return False
    letter.attempts += 1
    return True


def _send(letter: Letter, message: EmailMultiAlternatives, now: datetime) -> bool:
    try:
        transport.send(message)
    except transport.NotAccepted as problem:
        if problem.permanent:
            _settle(letter, LetterState.FAILED, last_error=str(problem)[:ERROR_LENGTH])
        else:
            _later(letter, now, str(problem))
    except transport.Unclear as problem:
        _settle(letter, LetterState.UNSURE, last_error=str(problem)[:ERROR_LENGTH])
    else:
        _settle(letter, LetterState.SENT, sent_at=now, last_error="", **_forgotten(letter))
        return True
    return False


def _forgotten(letter: Letter) -> dict[str, str]:
    """Account mail carries links that open an account: once sent, its words are not kept."""
    return {"body": ""} if letter.business_id is None else {}


def _later(letter: Letter, now: datetime, reason: str) -> None:
    if letter.attempts >= MAX_TRIES:
        _settle(letter, LetterState.FAILED, last_error=reason[:ERROR_LENGTH])
        return
    due_at = now + letter_back_off(letter.attempts - 1)
    _settle(letter, LetterState.QUEUED, due_at=due_at, last_error=reason[:ERROR_LENGTH])


def _settle(letter: Letter, state: LetterState, **changes: object) -> None:
    """Write the outcome of this try, unless a person or a later try decided since."""
    mine = Letter.objects.filter(pk=letter.pk, attempts=letter.attempts, state__in=MOVES["settle"])
    if not mine.update(state=state, sending_since=None, **changes):
        logger.warning("Letter %s was %s, but had moved on meanwhile", letter.ref, state)
