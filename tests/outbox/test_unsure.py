"""No answer after the letter was handed over: nobody knows, so a person decides."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from outbox.errors import LetterMovedOn, MailNotSetUp
from outbox.models import Letter, LetterState
from outbox.services.delivery import deliver, doubt_stalled, message_id
from outbox.services.letters import cancel_letter, mark_sent, send_again
from outbox.services.sweeps import due_letters
from tests.inbox import Inbox

pytestmark = pytest.mark.django_db
Write = Callable[..., Letter]


class HangsUp(Inbox):
    """Takes the letter and drops the line before it says so."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        server.transport.abort()
        return answer


@pytest.fixture
def hanging_up(settings) -> Iterator[Inbox]:
    server = HangsUp()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.stop()


@pytest.fixture
def unsure(write: Write, hanging_up: Inbox, now: datetime) -> Letter:
    letter = write()
    deliver(letter_id=letter.pk, now=now)
    letter.refresh_from_db()
    return letter


def test_it_is_unsure_and_no_sweep_sends_it_again(unsure: Letter, hanging_up: Inbox, now: datetime) -> None:
    assert unsure.state == LetterState.UNSURE
    assert due_letters(now=now + timedelta(days=9)) == []
    assert not deliver(letter_id=unsure.pk, now=now + timedelta(days=9))
    assert len(hanging_up.mails) == 1


def test_sent_again_by_a_person_it_keeps_its_message_id(
    unsure: Letter, hanging_up: Inbox, inbox: Inbox, now: datetime
) -> None:
    send_again(letter=unsure, now=now)
    assert deliver(letter_id=unsure.pk, now=now)
    assert inbox.mails[0].message["Message-ID"] == hanging_up.mails[0].message["Message-ID"] == message_id(unsure)


def test_a_person_who_knows_marks_it_sent(unsure: Letter, now: datetime) -> None:
    mark_sent(letter=unsure, now=now)
    unsure.refresh_from_db()
    assert (unsure.state, unsure.sent_at) == (LetterState.SENT, now)


def test_the_second_tab_is_told_that_it_moved_on(unsure: Letter, now: datetime) -> None:
    other_tab = Letter.objects.get(pk=unsure.pk)
    mark_sent(letter=unsure, now=now)
    with pytest.raises(LetterMovedOn, match=str(LetterState.SENT.label)):
        send_again(letter=other_tab, now=now)


def test_a_sender_that_died_leaves_it_unsure_after_a_quarter_of_an_hour(write: Write, now: datetime) -> None:
    letter = write()
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.SENDING, sending_since=now, attempts=1)
    assert doubt_stalled(now=now + timedelta(minutes=14)) == 0
    assert doubt_stalled(now=now + timedelta(minutes=15)) == 1
    letter.refresh_from_db()
    assert letter.state == LetterState.UNSURE


def test_a_letter_sent_by_hand_before_the_worker_uses_up_the_step(write: Write, inbox: Inbox, now: datetime) -> None:
    letter = write()
    mark_sent(letter=letter, now=now)
    assert not deliver(letter_id=letter.pk, now=now)
    assert inbox.mails == []


def test_undo_takes_it_back_while_it_waits(write: Write, inbox: Inbox, now: datetime) -> None:
    letter = write(send_after=now + timedelta(minutes=1))
    cancel_letter(letter=letter)
    assert not deliver(letter_id=letter.pk, now=now + timedelta(minutes=2))
    assert inbox.mails == []


def test_undo_comes_too_late_once_it_left(write: Write, inbox: Inbox, now: datetime) -> None:
    letter = write()
    deliver(letter_id=letter.pk, now=now)
    with pytest.raises(LetterMovedOn):
        cancel_letter(letter=letter)


def test_without_a_mail_server_sending_again_says_what_to_do(unsure: Letter, now: datetime, settings) -> None:
    settings.HAS_MAIL = False
    with translation.override("en"), pytest.raises(MailNotSetUp, match="Copy its text"):
        send_again(letter=unsure, now=now)


def test_a_kept_letter_is_sent_when_a_person_says_so(write: Write, inbox: Inbox, now: datetime, settings) -> None:
    settings.HAS_MAIL = False
    letter = write()
    settings.HAS_MAIL = True
    assert due_letters(now=now) == []
    send_again(letter=letter, now=now)
    assert deliver(letter_id=letter.pk, now=now)
    assert len(inbox.mails) == 1
