"""A secret letter: its body exists only while it is sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from django.db import connection

from core.errors import Refused
from outbox.models import Letter, LetterState
from outbox.services.delivery import deliver
from outbox.services.letters import queue_letter
from tests.cast import Freelancer
from tests.inbox import Inbox

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letter_templates")]
CODE = "734210"


class TooOld(Refused):
    sentence = "The code is too old."


def reveal(refs: Mapping[str, str], *, now: datetime) -> dict[str, str]:
    if refs["number"] == "CTR-OLD":
        raise TooOld
    return {"code": CODE}


@pytest.fixture(autouse=True)
def _secrets(settings) -> None:
    settings.SECRET_LETTERS = {"code": f"{__name__}.reveal"}


def queue(nour: Freelancer, now: datetime, number: str = "CTR-1") -> Letter:
    return queue_letter(
        business=nour.business, to="reem@client.example", language="en", template="code", context={"number": number},
        dedupe_key="code:1", now=now, secret=True,
    )  # fmt: skip


def everything_stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_letter")
        return repr(cursor.fetchall())


def test_the_recipient_reads_the_code_and_nobody_else(nour: Freelancer, inbox: Inbox, now: datetime) -> None:
    letter = queue(nour, now)
    assert CODE not in everything_stored()
    assert deliver(letter_id=letter.pk, now=now)
    assert f"The code is {CODE}." in inbox.wait_for("reem@client.example").text
    assert CODE not in everything_stored()


def test_the_subject_tells_nothing(nour: Freelancer, inbox: Inbox, now: datetime) -> None:
    deliver(letter_id=queue(nour, now).pk, now=now)
    assert inbox.wait_for("reem@client.example").subject == "Your code for CTR-1"


def test_a_code_that_ran_out_is_not_sent(nour: Freelancer, inbox: Inbox, now: datetime) -> None:
    letter = queue(nour, now, "CTR-OLD")
    assert not deliver(letter_id=letter.pk, now=now + timedelta(hours=1))
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == (LetterState.FAILED, "The code is too old.")
    assert inbox.mails == []
