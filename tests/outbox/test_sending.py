"""Sending through a real mail server: accepted, refused now, refused for good, away and back."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from files.services.store import store_bytes
from outbox.models import Letter, LetterState
from outbox.services.delivery import MAX_TRIES, deliver, message_id
from tests.cast import Freelancer
from tests.inbox import Inbox
from tests.outbox.threads import in_threads

pytestmark = pytest.mark.django_db
Write = Callable[..., Letter]


def send(letter: Letter, now: datetime) -> Letter:
    """The letter after one try."""
    deliver(letter_id=letter.pk, now=now)
    letter.refresh_from_db()
    return letter


def test_it_arrives_in_both_forms_with_its_direction(write: Write, inbox: Inbox, now: datetime) -> None:
    letter = send(write(), now)
    mail = inbox.wait_for("reem@client.example")
    assert (letter.state, letter.sent_at, letter.last_error) == (LetterState.SENT, now, "")
    assert mail.subject == "عرض جديد"
    assert mail.text.startswith("السلام عليكم")
    assert 'dir="rtl"' in mail.html
    assert mail.links == ["https://desk.example/c/1/"]
    assert mail.message["Message-ID"] == message_id(letter)
    assert mail.message["Content-Language"] == "ar"


def test_it_comes_from_the_business_and_answers_go_to_its_owner(
    write: Write, inbox: Inbox, now: datetime, nour: Freelancer, settings
) -> None:
    send(write(reply_to=nour.user.email), now)
    mail = inbox.wait_for("reem@client.example")
    [sender] = mail.message["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (nour.business.name, settings.EMAIL_FROM)
    assert mail.message["Reply-To"] == nour.user.email


def test_an_arabic_file_name_survives(write: Write, inbox: Inbox, now: datetime, nour: Freelancer) -> None:
    name = "فاتورة INV-2026-0042 نور.pdf"
    file = store_bytes(
        business=nour.business,
        purpose="invoice",
        name=name,
        content=b"%PDF-1.7",
        content_type="application/pdf",
        now=now,
    )
    send(write(files=[file]), now)
    assert inbox.wait_for("reem@client.example").attachments == {name: b"%PDF-1.7"}


def test_a_line_with_a_lone_dot_arrives_whole(write: Write, inbox: Inbox, now: datetime) -> None:
    from outbox.services.rendering import Words

    send(write(words=Words("dots", "one\n.\n..two\nthree\n"), language="en"), now)
    assert inbox.wait_for("reem@client.example").text.split() == ["one", ".", "..two", "three"]


def test_twice_is_one_mail(write: Write, inbox: Inbox, now: datetime) -> None:
    letter = write()
    assert [deliver(letter_id=letter.pk, now=now) for _ in range(3)] == [True, False, False]
    assert len(inbox.mails) == 1


def test_too_early_it_stays(write: Write, inbox: Inbox, now: datetime) -> None:
    letter = send(write(send_after=now + timedelta(minutes=1)), now)
    assert letter.state == LetterState.QUEUED
    assert inbox.mails == []


def test_a_server_that_is_away_costs_delay_not_the_letter(write: Write, inbox: Inbox, now: datetime) -> None:
    inbox.stop()
    letter = send(write(), now)
    assert letter.state == LetterState.QUEUED
    assert letter.due_at == now + timedelta(minutes=1)
    assert "ConnectionRefusedError" in letter.last_error
    inbox.start()
    assert send(letter, letter.due_at).state == LetterState.SENT
    assert len(inbox.mails) == 1


@pytest.mark.parametrize("where", ["answer_to", "answer_to_data"])
def test_refused_for_now_is_tried_later(write: Write, inbox: Inbox, now: datetime, where: str) -> None:
    setattr(inbox, where, "451 4.7.1 greylisted")
    letter = send(write(), now)
    assert (letter.state, letter.attempts, letter.sending_since) == (LetterState.QUEUED, 1, None)
    assert "greylisted" in letter.last_error
    assert send(letter, now).attempts == 1
    setattr(inbox, where, "250 OK")
    assert send(letter, letter.due_at).state == LetterState.SENT


@pytest.mark.parametrize("where", ["answer_to", "answer_to_data"])
def test_refused_for_good_is_failed_and_says_why(write: Write, inbox: Inbox, now: datetime, where: str) -> None:
    setattr(inbox, where, "550 5.1.1 no such person")
    letter = send(write(), now)
    assert letter.state == LetterState.FAILED
    assert "no such person" in letter.last_error
    assert letter in Letter.objects.owned_by(letter.business).needing_a_look()


def test_an_address_the_server_cannot_write_is_failed(write: Write, inbox: Inbox, now: datetime) -> None:
    letter = send(write(to="ريم@client.example"), now)
    assert letter.state == LetterState.FAILED
    assert letter.last_error


def test_an_arabic_domain_is_written_in_ascii(write: Write, inbox: Inbox, now: datetime) -> None:
    assert send(write(to="reem@مثال.example"), now).state == LetterState.SENT
    assert inbox.mails[0].to == ["reem@xn--mgbh0fb.example"]


def test_after_two_days_of_refusals_it_is_failed(write: Write, inbox: Inbox, now: datetime) -> None:
    inbox.stop()
    letter = write()
    Letter.objects.filter(pk=letter.pk).update(attempts=MAX_TRIES - 1)
    assert send(letter, now).state == LetterState.FAILED


def test_a_file_the_vault_lost_puts_the_letter_off(write: Write, inbox: Inbox, now: datetime, nour: Freelancer) -> None:
    from files.models import vault

    file = store_bytes(business=nour.business, purpose="x", name="x", content=b"x", content_type="text/plain", now=now)
    vault().delete(file.key)
    letter = send(write(files=[file]), now)
    assert letter.state == LetterState.QUEUED
    assert letter.last_error.startswith("FileNotFoundError")
    assert inbox.mails == []


def test_when_mail_was_switched_off_it_is_kept(write: Write, inbox: Inbox, now: datetime, settings) -> None:
    letter = write()
    settings.HAS_MAIL = False
    assert send(letter, now).state == LetterState.KEPT
    assert inbox.mails == []


def test_a_thousand_letters_cost_the_sweep_one_query(write: Write, now: datetime, django_assert_num_queries) -> None:
    from outbox.services.sweeps import due_letters

    for number in range(5):
        write(dedupe_key=str(number))
    with django_assert_num_queries(1):
        assert len(due_letters(now=now)) == 5


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_send_one_mail(write: Write, inbox: Inbox, now: datetime) -> None:
    letter = write()
    results = in_threads(5, lambda: deliver(letter_id=letter.pk, now=now))
    assert sorted(results) == [False] * 4 + [True]
    assert len(inbox.mails) == 1
