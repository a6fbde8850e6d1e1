"""Approval: whose it is, what it releases, and that it does so exactly once."""

import pytest

from clients.models import Contact
from core.actors import Actor
from orders.errors import AlreadyAnswered, OrderIsClosed, ReasonIsMissing, StageMoved, WrongPerson
from orders.models import Order, OrderHold, ProgressMark, Submission
from orders.services import approving, holds, work
from orders.services.pricing import quarters
from orders.services.submitting import begin_milestone
from outbox.models import Event
from tests.cast import NOW

from .conftest import Desk
from .staged import Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(desk: Desk, reem: Contact) -> Work:
    return Work.begun(desk, reem)


def test_the_client_approves(at_work: Work, reem: Contact) -> None:
    submission = at_work.show(1)
    stage = at_work.approve(submission)
    submission.refresh_from_db()
    assert (stage.state, stage.approved_by, stage.approved_at) == ("approved", "contact", NOW)
    assert (submission.outcome, submission.answered_at) == ("approved", NOW)
    event = Event.objects.get(verb="milestone.approved")
    assert (event.actor_kind, event.actor_ref, event.data["round"]) == ("contact", reem.ref, 1)


def test_approving_makes_the_stages_money_due_and_begins_the_next(at_work: Work) -> None:
    at_work.approved(1)
    assert (at_work.state(2), at_work.due()) == ("working", [])
    at_work.approved(2)
    assert (at_work.state(3), at_work.due()) == ("working", [2])
    at_work.approved(3)
    assert at_work.due() == [2, 3]
    at_work.approved(4)
    assert at_work.due() == [2, 3, 4]  # what is due on completion: the last stage is approved
    assert Event.objects.filter(verb="instalment.due").count() == 4


def test_twice_is_harmless(at_work: Work) -> None:
    at_work.approved(1)
    submission = at_work.show(2)
    for _press in range(3):
        assert at_work.approve(submission).state == "approved"
    assert at_work.due() == [2]
    assert Event.objects.filter(verb="milestone.approved").count() == 2


def test_progress_rises_with_the_approved_stages_and_never_falls(at_work: Work) -> None:
    at_work.approved(1)
    assert Order.objects.get().progress == 25
    work.record_progress(order=at_work.order, percent=80, by=at_work.by, now=NOW)
    at_work.approved(2)
    assert Order.objects.get().progress == 80
    at_work.approved(3, 4)
    assert Order.objects.get().progress == 100
    assert list(ProgressMark.objects.order_by("pk").values_list("percent", flat=True)) == [25, 80, 100]


def test_a_plan_of_quarters_bills_as_stages_are_approved_each_once(desk: Desk, reem: Contact) -> None:
    at_work = Work.begun(desk, reem, parts=quarters("ar"))
    at_work.approved(1)
    assert at_work.due() == []
    work.record_progress(order=at_work.order, percent=60, by=at_work.by, now=NOW)
    assert at_work.due() == [2]
    at_work.approved(2)
    assert at_work.due() == [2]
    at_work.approved(3)
    assert at_work.due() == [2, 3]
    at_work.approved(4)
    assert at_work.due() == [2, 3, 4]


def test_the_wait_for_the_client_ends(at_work: Work) -> None:
    submission = at_work.show(1)
    holds.hold(order=at_work.order, kind="client", by=Actor.worker(), now=NOW)
    at_work.approve(submission)
    assert not OrderHold.objects.standing().exists()


def test_a_contact_of_another_client_is_refused(at_work: Work, hannah: Contact) -> None:
    submission = at_work.show(1)
    with pytest.raises(WrongPerson):
        approving.approve_milestone(submission=submission, contact=hannah, now=NOW)
    assert at_work.state(1) == "submitted"


def test_too_late_after_changes_were_asked(at_work: Work) -> None:
    submission = at_work.show(1)
    at_work.changes(submission)
    with pytest.raises(AlreadyAnswered):
        at_work.approve(submission)
    second = at_work.show(1, changed="لون أهدأ")
    with pytest.raises(AlreadyAnswered):
        at_work.approve(submission)  # the older page, still open in a tab
    assert at_work.approve(second).state == "approved"


def test_an_order_that_was_called_off_is_not_approved(at_work: Work) -> None:
    submission = at_work.show(1)
    Order.objects.update(state="cancelled")
    with pytest.raises(OrderIsClosed):
        at_work.approve(submission)


# --- in the client's place ---------------------------------------------------------------------------------------


def test_the_owner_approves_in_the_clients_place_with_a_reason(at_work: Work) -> None:
    submission = at_work.show(1)
    for _press in range(2):
        stage = approving.approve_for_client(
            milestone=at_work.stage(1), reason=" وافقت هاتفيًا ", by=at_work.by, now=NOW
        )
    submission.refresh_from_db()
    assert (stage.state, stage.approved_by, stage.approval_reason) == ("approved", "owner", "وافقت هاتفيًا")
    assert submission.outcome == Submission.Outcome.APPROVED
    assert Event.objects.get(verb="milestone.approved").actor_kind == "owner"
    assert at_work.state(2) == "working"


def test_without_a_reason_only_the_client_approves(at_work: Work) -> None:
    with pytest.raises(ReasonIsMissing):
        approving.approve_for_client(milestone=at_work.stage(1), reason=" ", by=at_work.by, now=NOW)


def test_a_stage_that_has_not_begun_is_not_approved(at_work: Work) -> None:
    with pytest.raises(StageMoved):
        approving.approve_for_client(milestone=at_work.stage(3), reason="كله جاهز", by=at_work.by, now=NOW)


def test_a_later_stage_approved_first_leaves_the_earlier_one_in_its_place(at_work: Work) -> None:
    begin_milestone(milestone=at_work.stage(2), by=at_work.by, now=NOW, reason="بالتوازي")
    at_work.approved(2)
    assert [at_work.state(position) for position in (1, 2, 3)] == ["working", "approved", "planned"]
    assert at_work.due() == [2]
    at_work.approved(1)
    assert at_work.state(3) == "working"
