"""Writing letters and deciding about them. Sending is delivery.py's."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import Business
from files.models import StoredFile
from outbox.errors import LetterMovedOn, MailNotSetUp
from outbox.models import Letter, LetterState

from .nudges import DELIVER_LETTER, nudge_on_commit
from .rendering import Words, render_words


def queue_letter(
    *,
    business: Business | None,
    to: str,
    language: str,
    template: str,
    context: Mapping[str, Any],
    dedupe_key: str,
    now: datetime,
    reply_to: str = "",
    files: Sequence[StoredFile] = (),
    send_after: datetime | None = None,
    secret: bool = False,
    client_ref: str = "",
    order_ref: str = "",
    thread: str = "",
) -> Letter:
    """The letter with this key (kind, object, step, recipient): written now unless it was there already.

    Words come from `templates/letters/<template>.txt` and are frozen in `language`. Before `send_after` it can be
    cancelled. A `secret` letter keeps no body: `context` holds only references (text), and the function that
    settings.SECRET_LETTERS names for the template adds the secret when the letter is sent.
    Replies go to `reply_to`, else to the business's owner. Mailboxes show letters of one `thread` together.
    """
    known = Letter.objects.filter(dedupe_key=dedupe_key).first()
    if known is not None:
        return known
    words = render_words(template, language, {**context, "business": business}, with_body=not secret)
    return write_letter(
        business=business, to=to, language=language, words=words, dedupe_key=dedupe_key, now=now,
        reply_to=reply_to or _owner_address(business, to), files=files, send_after=send_after, template=template,
        secret_refs=_only_refs(context) if secret else None, client_ref=client_ref, order_ref=order_ref, thread=thread,
    )  # fmt: skip


def write_letter(
    *,
    business: Business | None,
    to: str,
    language: str,
    words: Words,
    dedupe_key: str,
    now: datetime,
    reply_to: str = "",
    files: Sequence[StoredFile] = (),
    send_after: datetime | None = None,
    template: str = "",
    secret_refs: dict[str, str] | None = None,
    client_ref: str = "",
    order_ref: str = "",
    thread: str = "",
) -> Letter:
    """Like queue_letter, with the words given (account mail brings its own)."""
    made = {
        "business": business, "template": template, "recipient": to, "reply_to": reply_to, "language": language,
        "subject": words.subject, "body": words.body, "secret": secret_refs is not None, "refs": secret_refs or {},
        "client_ref": client_ref, "order_ref": order_ref, "thread": thread,
        "state": LetterState.QUEUED if settings.HAS_MAIL else LetterState.KEPT,
        "created_at": now, "send_after": send_after, "due_at": max(send_after, now) if send_after else now,
    }  # fmt: skip
    with transaction.atomic():
        letter, created = Letter.objects.get_or_create(dedupe_key=dedupe_key, defaults=made)
        if created and files:
            letter.files.set(files)
        if created and letter.state == LetterState.QUEUED and letter.due_at <= now:
            nudge_on_commit(DELIVER_LETTER, letter_id=letter.pk)
    return letter


def cancel_letter(*, letter: Letter) -> None:
    """Take back a letter that has not left. Raises LetterMovedOn when a worker has it or it is sent."""
    _move(letter, "cancel", state=LetterState.CANCELLED)


def send_again(*, letter: Letter, now: datetime) -> None:
    """Queue a failed, unsure or kept letter, by a person's decision; it keeps its Message-ID.

    Raises LetterMovedOn, or MailNotSetUp where nothing could send it.
    """
    if not settings.HAS_MAIL:
        raise MailNotSetUp
    with transaction.atomic():
        _move(letter, "send_again", state=LetterState.QUEUED, due_at=now, attempts=0, last_error="", sending_since=None)
        nudge_on_commit(DELIVER_LETTER, letter_id=letter.pk)


def mark_sent(*, letter: Letter, now: datetime) -> None:
    """A person sent it by hand, or knows that it arrived: the step is used up. Raises LetterMovedOn."""
    _move(letter, "mark_sent", state=LetterState.SENT, sent_at=now, last_error="")


def _move(letter: Letter, verb: str, **changes: object) -> None:
    if not letter.move(verb, **changes):
        letter.refresh_from_db(fields=["state"])
        raise LetterMovedOn(state=letter.get_state_display())


def _owner_address(business: Business | None, to: str) -> str:
    if business is None:
        return ""
    owner = business.owner.email
    return owner if owner.casefold() != to.casefold() else ""


def _only_refs(context: Mapping[str, Any]) -> dict[str, str]:
    if not all(isinstance(value, str) for value in context.values()):
        raise TypeError("a secret letter's context holds references only")
    return dict(context)
