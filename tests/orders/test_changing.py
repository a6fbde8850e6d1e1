"""One list of changes a round, counted against what the price includes; the one too many is extra work."""

from uuid import uuid4

import pytest

from clients.models import Contact
from core.actors import Actor
from orders.errors import (
    AlreadyAnswered,
    AnswerIsMissing,
    ChangeOrderIsAnswered,
    NoChangesLeft,
    OrderIsClosed,
    ReasonIsMissing,
    TextIsMissing,
    WrongPerson,
)
from orders.models import ChangeList, ChangeOrder, Order, OrderHold
from orders.services import changing, holds
from outbox.models import Event, Todo
from tests.cast import NOW

from .conftest import Desk
from .staged import Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(desk: Desk, reem: Contact) -> Work:
    return Work.begun(desk, reem, revisions=2)


def counted(at_work: Work) -> tuple[int, int, int]:
    allowance = changing.allowance_of(at_work.order)
    return allowance.used, allowance.included, allowance.left


def ask(at_work: Work, text: str = "متجر إلكتروني", **more: object) -> ChangeOrder:
    return changing.request_change_order(
        order=at_work.order, milestone=at_work.stage(1), text=text, contact=at_work.contact, now=NOW, **more
    )  # fmt: skip


def test_one_list_answers_the_round_and_is_counted(at_work: Work) -> None:
    submission = at_work.show(1)
    holds.hold(order=at_work.order, kind="client", by=Actor.worker(), now=NOW)
    made = at_work.changes(submission, " لون أهدأ\nخط أوضح ")
    submission.refresh_from_db()
    assert (made.text, submission.outcome, submission.answered_at) == ("لون أهدأ\nخط أوضح", "changes", NOW)
    assert (at_work.state(1), counted(at_work)) == ("changes", (1, 2, 1))
    assert not OrderHold.objects.standing().exists()
    event = Event.objects.get(verb="milestone.changes_asked")
    assert (event.data["list"], event.data["used"], event.data["included"]) == (made.ref, 1, 2)


def test_the_same_list_twice_is_one_list_and_another_is_too_late(at_work: Work) -> None:
    submission = at_work.show(1)
    assert at_work.changes(submission) == at_work.changes(submission)
    with pytest.raises(AlreadyAnswered):
        at_work.changes(submission, "وأيضًا الأيقونات")
    assert counted(at_work)[0] == 1


def test_after_an_approval_it_is_too_late(at_work: Work) -> None:
    submission = at_work.show(1)
    at_work.approve(submission)
    with pytest.raises(AlreadyAnswered):
        at_work.changes(submission)


def test_the_one_too_many_is_refused_as_free(at_work: Work) -> None:
    at_work.changes(at_work.show(1))
    at_work.changes(at_work.show(1, changed="١"), "ثانيًا")
    third = at_work.show(1, changed="٢")
    with pytest.raises(NoChangesLeft):
        at_work.changes(third, "ثالثًا")
    third.refresh_from_db()
    assert (third.outcome, at_work.state(1), counted(at_work)) == ("", "submitted", (2, 2, 0))


def test_the_allowance_is_the_orders_not_the_stages(at_work: Work) -> None:
    first = at_work.show(1)
    at_work.changes(first)
    at_work.approve(at_work.show(1, changed="١"))
    at_work.changes(at_work.show(2))
    assert counted(at_work) == (2, 2, 0)


def test_nothing_written_and_strangers_are_refused(at_work: Work, hannah: Contact) -> None:
    submission = at_work.show(1)
    with pytest.raises(TextIsMissing):
        at_work.changes(submission, "  ")
    with pytest.raises(WrongPerson):
        changing.ask_changes(submission=submission, text="x", contact=hannah, now=NOW)
    Order.objects.update(state="cancelled")
    with pytest.raises(OrderIsClosed):
        at_work.changes(submission)
    assert not ChangeList.objects.exists()


# --- corrections -------------------------------------------------------------------------------------------------


def test_a_correction_is_not_counted(at_work: Work) -> None:
    made = at_work.changes(at_work.show(1))
    for _press in range(2):
        made = changing.mark_correction(change_list=made, reason="الرقم خلاف الاتفاق", by=at_work.by, now=NOW)
    assert (made.is_correction, made.correction_reason) == (True, "الرقم خلاف الاتفاق")
    assert counted(at_work) == (0, 2, 2)
    assert Event.objects.get(verb="changes.corrected").data["used"] == 0


def test_a_correction_says_why(at_work: Work) -> None:
    made = at_work.changes(at_work.show(1))
    with pytest.raises(ReasonIsMissing):
        changing.mark_correction(change_list=made, reason=" ", by=at_work.by, now=NOW)


# --- extra work --------------------------------------------------------------------------------------------------


def test_extra_work_waits_for_a_price(at_work: Work) -> None:
    once = uuid4()
    made = ask(at_work, " متجر ", once=once)
    assert ask(at_work, "متجر", once=once) == made
    assert (made.number, made.text, made.state) == (1, "متجر", "waiting")
    assert ask(at_work, "مدونة").number == 2
    assert Event.objects.filter(verb="change_order.asked").count() == 2
    assert Todo.objects.filter(key=f"change_order:{made.ref}", done_at=None).exists()


def test_extra_work_can_be_asked_for_after_the_end_but_not_before_the_start(
    at_work: Work, desk: Desk, hannah: Contact
) -> None:
    Order.objects.filter(pk=at_work.order.pk).update(
        state="completed", delivered_at=NOW, first_delivered_on=NOW.date(), completed_at=NOW
    )
    assert ask(at_work).state == "waiting"
    unsigned = desk.accepted(hannah)
    with pytest.raises(OrderIsClosed):
        changing.request_change_order(order=unsigned, milestone=None, text="x", contact=hannah, now=NOW)


def test_extra_work_needs_words_and_the_right_client(at_work: Work, hannah: Contact) -> None:
    with pytest.raises(TextIsMissing):
        ask(at_work, " ")
    with pytest.raises(WrongPerson):
        changing.request_change_order(order=at_work.order, milestone=None, text="x", contact=hannah, now=NOW)


def test_it_is_answered_once(at_work: Work) -> None:
    made = ask(at_work)
    for _press in range(2):
        made = changing.answer_change_order(change_order=made, state="offered", answer="", by=at_work.by, now=NOW)
    assert (made.state, made.answered_at) == ("offered", NOW)
    with pytest.raises(ChangeOrderIsAnswered):
        changing.answer_change_order(change_order=made, state="declined", answer="لا", by=at_work.by, now=NOW)
    assert Event.objects.get(verb="change_order.answered").data["answer"] == "offered"
    assert not Todo.objects.filter(key=f"change_order:{made.ref}", done_at=None).exists()


def test_declining_needs_words(at_work: Work) -> None:
    made = ask(at_work)
    with pytest.raises(AnswerIsMissing):
        changing.answer_change_order(change_order=made, state="declined", answer=" ", by=at_work.by, now=NOW)
    with pytest.raises(ValueError, match="waiting"):
        changing.answer_change_order(change_order=made, state="waiting", answer="x", by=at_work.by, now=NOW)
