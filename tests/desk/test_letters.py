"""The Letters page: what became of each letter, and work that stands still."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Lead
from outbox.models import MAX_CLAIMS, Event, Letter, LetterState, Reaction
from outbox.services.letters import write_letter
from outbox.services.rendering import Words
from tests.cast import Freelancer


def letter(freelancer: Freelancer, number: int = 0, **changes: Any) -> Letter:
    row = write_letter(
        business=freelancer.business, to="reem@alwaha.example", language="en", words=Words("A subject", "A body"),
        dedupe_key=f"test:{freelancer.business.ref}:{number}", now=timezone.now(),
    )  # fmt: skip
    Letter.objects.filter(pk=row.pk).update(**changes)
    row.refresh_from_db()
    return row


def at(row: Letter, act: str = "") -> str:
    return f"/desk/letters/{row.ref}/{act}"


def test_the_list_shows_states_and_narrows(desk: Browser, nour: Freelancer) -> None:
    queued, failed = letter(nour), letter(nour, 1, state=LetterState.FAILED)
    assert [row.ref for row in desk.get("/desk/letters/").context["page"].rows] == [failed.ref, queued.ref]
    assert [row.ref for row in desk.get("/desk/letters/?show=look").context["page"].rows] == [failed.ref]
    assert [row.ref for row in desk.get("/desk/letters/?show=waiting").context["page"].rows] == [queued.ref]


def test_the_list_costs_the_same_for_3_and_30(desk: Browser, nour: Freelancer, django_assert_num_queries: Any) -> None:
    for number in range(3):
        letter(nour, number)
    desk.get("/desk/letters/")
    with django_assert_num_queries(5):
        desk.get("/desk/letters/")
    for number in range(3, 30):
        letter(nour, number)
    with django_assert_num_queries(5):
        desk.get("/desk/letters/")


def test_a_letter_is_read_and_copied(desk: Browser, nour: Freelancer) -> None:
    page = desk.get(at(letter(nour))).content.decode()
    assert "A body" in page
    assert 'data-copy="A body"' in page


def test_a_secret_letter_shows_no_text(desk: Browser, nour: Freelancer) -> None:
    page = desk.get(at(letter(nour, secret=True, body=""))).content.decode()
    assert "Its text is not kept anywhere." in page


def test_a_queued_letter_is_taken_back_once(desk: Browser, nour: Freelancer) -> None:
    row = letter(nour)
    desk.post(at(row, "cancellation/"))
    row.refresh_from_db()
    assert row.state == LetterState.CANCELLED
    again = desk.post(at(row, "cancellation/"), follow=True).content.decode()
    assert "so nothing was changed" in again


def test_an_unsure_letter_is_sent_again_or_marked(desk: Browser, nour: Freelancer) -> None:
    first, second = letter(nour, state=LetterState.UNSURE), letter(nour, 1, state=LetterState.UNSURE)
    desk.post(at(first, "sending/"))
    desk.post(at(second, "sent/"))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (LetterState.QUEUED, LetterState.SENT)


def test_a_sent_letter_is_not_sent_again(desk: Browser, nour: Freelancer) -> None:
    row = letter(nour, state=LetterState.SENT)
    assert "so nothing was changed" in desk.post(at(row, "sending/"), follow=True).content.decode()
    row.refresh_from_db()
    assert row.state == LetterState.SENT


def test_without_mail_the_letter_is_kept_and_said_so(desk: Browser, nour: Freelancer, settings: Any) -> None:
    settings.HAS_MAIL = False
    row = letter(nour)
    assert "Mail is not set up" in desk.get("/desk/letters/").content.decode()
    page = desk.get(at(row)).content.decode()
    assert "Copy the text, send it yourself, then mark it as sent." in page
    assert "sending/" not in page
    desk.post(at(row, "sent/"))
    row.refresh_from_db()
    assert row.state == LetterState.SENT


def test_work_that_stands_still_is_tried_again(desk: Browser, nour: Freelancer, reem: Lead) -> None:
    event = Event.objects.filter(verb="lead.received").get()
    stuck = Reaction.objects.create(
        business=nour.business, event=event, name="some_letter", due_at=timezone.now(), attempts=MAX_CLAIMS,
        last_error="TemplateDoesNotExist: x",
    )  # fmt: skip
    page = desk.get("/desk/letters/").content.decode()
    assert "An inquiry came in" in page
    assert "TemplateDoesNotExist" in page
    assert desk.post(f"/desk/owed/{stuck.ref}/retry/").url == "/desk/letters/"
    stuck.refresh_from_db()
    assert stuck.attempts == 0
    assert "not stuck any more" in desk.post(f"/desk/owed/{stuck.ref}/retry/", follow=True).content.decode()


@pytest.mark.parametrize("act", ["sending/", "sent/", "cancellation/"])
def test_sam_cannot_act(sams_desk: Browser, nour: Freelancer, act: str) -> None:
    row = letter(nour, state=LetterState.UNSURE)
    assert sams_desk.get(at(row)).status_code == 404
    assert sams_desk.post(at(row, act)).status_code == 404
    row.refresh_from_db()
    assert row.state == LetterState.UNSURE


def test_sam_does_not_retry_nours_work(sams_desk: Browser, nour: Freelancer, reem: Lead) -> None:
    event = Event.objects.filter(verb="lead.received").get()
    stuck = Reaction.objects.create(
        business=nour.business, event=event, name="some_letter", due_at=timezone.now(), attempts=MAX_CLAIMS
    )
    assert sams_desk.post(f"/desk/owed/{stuck.ref}/retry/").status_code == 404
    assert "some_letter" not in sams_desk.get("/desk/letters/").content.decode()
