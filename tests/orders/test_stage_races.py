"""Two answers, two tabs or two workers at the same moment: one of them takes effect, the other is told."""

from uuid import uuid4

import pytest

from clients.models import Contact
from core.errors import Refused
from files.models import StoredFile
from orders.models import ChangeList, ChangeOrder, Milestone, Submission, WorkFile
from orders.services import approving, changing, submitting
from outbox.models import Event
from tests.cast import NOW

from .conftest import Desk
from .staged import Work
from .test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_approving_in_many_tabs_approves_and_bills_once(desk: Desk, reem: Contact) -> None:
    at_work = Work.begun(desk, reem)
    at_work.approved(1)
    submission = at_work.show(2)
    results = at_once(*[lambda: at_work.approve(submission)] * 4)
    assert {result.state for result in results if isinstance(result, Milestone)} == {"approved"}
    assert Event.objects.filter(verb="milestone.approved").count() == 2
    assert Event.objects.filter(verb="instalment.due").count() == 2  # the deposit and this one


def test_an_approval_and_a_list_at_once_leave_one_answer(desk: Desk, reem: Contact) -> None:
    at_work = Work.begun(desk, reem)
    submission = at_work.show(1)
    results = at_once(lambda: at_work.approve(submission), lambda: at_work.changes(submission))
    assert sum(isinstance(result, Refused) for result in results) == 1
    submission.refresh_from_db()
    assert ChangeList.objects.exists() == (submission.outcome == "changes")
    assert at_work.state(1) == submission.outcome


def test_the_owner_and_the_client_approving_at_once_is_one_approval(desk: Desk, reem: Contact) -> None:
    at_work = Work.begun(desk, reem)
    submission = at_work.show(1)
    at_once(
        lambda: at_work.approve(submission),
        lambda: approving.approve_for_client(milestone=at_work.stage(1), reason="هاتفيًا", by=at_work.by, now=NOW),
    )
    assert Event.objects.filter(verb="milestone.approved").count() == 1
    assert Event.objects.filter(verb="milestone.begun", data__position=2).count() == 1


def test_the_last_included_list_is_used_once(desk: Desk, reem: Contact) -> None:
    at_work = Work.begun(desk, reem, revisions=1)
    submitting.begin_milestone(milestone=at_work.stage(2), by=at_work.by, now=NOW, reason="بالتوازي")
    first, second = at_work.show(1), at_work.show(2)
    results = at_once(lambda: at_work.changes(first), lambda: at_work.changes(second))
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert changing.allowance_of(at_work.order).left == 0


def test_showing_twice_at_once_is_one_round(desk: Desk, reem: Contact) -> None:
    at_work = Work.begun(desk, reem)
    once = uuid4()
    results = at_once(*[lambda: at_work.show(1, once=once)] * 3)
    assert set(results) == {Submission.objects.get()}


def test_a_file_removed_while_it_is_shown_is_either_shown_or_gone(desk: Desk, reem: Contact) -> None:
    at_work = Work.begun(desk, reem)
    file = at_work.add(1)
    at_once(
        lambda: at_work.show(1),
        lambda: submitting.remove_work_file(file=file, by=at_work.by, now=NOW),
    )
    file.refresh_from_db()
    assert (file.submission_id is None) == (file.removed_at is not None)


def test_one_upload_in_two_tabs_is_one_file(desk: Desk, reem: Contact) -> None:
    at_work = Work.begun(desk, reem)
    once = uuid4()
    results = at_once(*[lambda: at_work.add(1, once=once)] * 3)
    assert set(results) == {WorkFile.objects.get()}
    later = NOW.replace(year=2030)  # whatever the other tabs had stored by then is swept after a day
    assert StoredFile.objects.unused_since(later).count() == StoredFile.objects.count() - 1


def test_requests_at_once_get_numbers_of_their_own(desk: Desk, reem: Contact) -> None:
    at_work = Work.begun(desk, reem)
    at_once(*[
        lambda text=text: changing.request_change_order(
            order=at_work.order, milestone=None, text=text, contact=reem, now=NOW
        )
        for text in ("متجر", "مدونة", "تطبيق")
    ])  # fmt: skip
    assert sorted(ChangeOrder.objects.values_list("number", flat=True)) == [1, 2, 3]
