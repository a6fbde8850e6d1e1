"""A stage is shown to the client: its files, its beginning, its rounds, and what each refuses."""

import hashlib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clients.models import Contact
from files.errors import EmptyFile
from files.models import StoredFile
from orders.errors import (
    FileIsShown,
    NothingToShow,
    OrderIsClosed,
    SayWhatChanged,
    StageIsLocked,
    StageMoved,
    WorkIsPaused,
)
from orders.models import Milestone, Order, Submission, WorkFile
from orders.services import holds, submitting, work
from outbox.models import Event
from tests.cast import NOW

from .conftest import SUNDAY, Desk
from .staged import Work, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(desk: Desk, reem: Contact) -> Work:
    return Work.begun(desk, reem)


# --- files -------------------------------------------------------------------------------------------------------


def test_a_file_of_any_kind_is_kept_as_it_is(at_work: Work) -> None:
    content = b"<html><script>alert(1)</script></html>"
    file = at_work.add(1, content, "معاينة.html")
    assert file.original.read() == content
    assert file.original.sha256 == hashlib.sha256(content).hexdigest()
    assert (file.original.name, file.original.size, file.original.purpose) == ("معاينة.html", len(content), "work")
    assert file.sampling == WorkFile.Sampling.TILE


def test_what_can_be_sampled_waits_for_its_sample(at_work: Work) -> None:
    assert at_work.add(1).sampling == WorkFile.Sampling.WAITING
    assert at_work.add(1, b"%PDF-1.7 ...", "كتيب.pdf").sampling == WorkFile.Sampling.WAITING
    assert at_work.add(None).sampling == WorkFile.Sampling.TILE  # of the hand-over no sample is made


def test_an_empty_file_is_refused(at_work: Work) -> None:
    with pytest.raises(EmptyFile):
        submitting.add_work_file(
            order=at_work.order, milestone=at_work.stage(1), upload=_upload(b""), by=at_work.by, now=NOW
        )  # fmt: skip
    assert not WorkFile.objects.exists()


def test_a_file_sent_twice_is_kept_once(at_work: Work) -> None:
    once = uuid4()
    assert at_work.add(1, once=once) == at_work.add(1, once=once)
    assert StoredFile.objects.filter(purpose="work").count() == 1


def test_a_file_comes_off_the_tray_until_it_was_shown(at_work: Work) -> None:
    file = at_work.add(1)
    for _press in range(2):
        file = submitting.remove_work_file(file=file, by=at_work.by, now=NOW)
    assert file.removed_at == NOW
    assert not WorkFile.objects.on_the_tray().exists()
    shown = at_work.add(1)
    at_work.show(1)
    with pytest.raises(FileIsShown):
        submitting.remove_work_file(file=shown, by=at_work.by, now=NOW)


def test_an_approved_stage_and_a_closed_order_take_no_files(at_work: Work, desk: Desk, hannah: Contact) -> None:
    at_work.approved(1)
    with pytest.raises(StageMoved, match=r"approved|معتمدة"):
        at_work.add(1)
    unsigned = desk.accepted(hannah)
    with pytest.raises(OrderIsClosed):
        Work(unsigned, at_work.by, hannah).add(1)
    assert not StoredFile.objects.filter(purpose="work").exists()  # refused before a byte was stored


def test_another_orders_stage_takes_no_file_of_this_one(at_work: Work, desk: Desk, hannah: Contact) -> None:
    other = Work.begun(desk, hannah)
    with pytest.raises(Milestone.DoesNotExist):
        submitting.add_work_file(
            order=at_work.order, milestone=other.stage(1), upload=_upload(), by=at_work.by, now=NOW
        )  # fmt: skip


# --- beginning ---------------------------------------------------------------------------------------------------


def test_the_next_stage_is_locked_until_the_one_before_is_approved(at_work: Work) -> None:
    with pytest.raises(StageIsLocked, match="دفعة أولى"):
        submitting.begin_milestone(milestone=at_work.stage(2), by=at_work.by, now=NOW, reason="  ")
    assert at_work.state(2) == "planned"
    at_work.approved(1)
    assert at_work.state(2) == "working"


def test_a_stage_begins_early_for_a_reason_that_is_kept(at_work: Work) -> None:
    for _press in range(2):
        submitting.begin_milestone(milestone=at_work.stage(2), by=at_work.by, now=NOW, reason="المواد وصلت باكرًا")
    stage = at_work.stage(2)
    assert (stage.state, stage.begun_at, stage.begin_reason) == ("working", NOW, "المواد وصلت باكرًا")
    event = Event.objects.get(verb="milestone.begun", subject_ref=stage.ref)
    assert event.data == {"number": at_work.order.number, "position": 2, "early": True}


def test_while_the_work_is_paused_a_stage_begins_only_for_a_reason(at_work: Work) -> None:
    holds.hold(order=at_work.order, kind="unpaid", by=at_work.by, now=NOW)
    at_work.approved(1)
    assert at_work.state(2) == "planned"  # the approval begins nothing while the work stands still
    with pytest.raises(WorkIsPaused):
        submitting.begin_milestone(milestone=at_work.stage(2), by=at_work.by, now=NOW)
    holds.end_hold(order=at_work.order, kind="unpaid", by=at_work.by, now=NOW)
    begun = submitting.begin_milestone(milestone=at_work.stage(2), by=at_work.by, now=NOW, reason="لا يلزم")
    assert (begun.state, begun.begin_reason) == ("working", "")


# --- rounds ------------------------------------------------------------------------------------------------------


def test_it_is_shown_with_its_files_and_notes(at_work: Work) -> None:
    file = at_work.add(1)
    submission = at_work.show(1, " ثلاثة اتجاهات ")
    file.refresh_from_db()
    assert (submission.round, submission.notes, file.submission) == (1, "ثلاثة اتجاهات", submission)
    assert submission.answer_due_on == SUNDAY + timedelta(days=at_work.order.offer.reply_days)
    assert at_work.state(1) == "submitted"
    event = Event.objects.get(verb="milestone.submitted")
    assert event.data["submission"] == submission.ref
    assert event.reactions.get().name == "orders.make_samples"


def test_notes_alone_are_enough_and_nothing_is_too_little(at_work: Work) -> None:
    with pytest.raises(NothingToShow):
        at_work.show(1, " ")
    removed = at_work.add(1)
    submitting.remove_work_file(file=removed, by=at_work.by, now=NOW)
    with pytest.raises(NothingToShow):
        at_work.show(1, "")
    assert at_work.show(1, "الموقع التجريبي يعمل").files.count() == 0


def test_from_the_second_round_on_what_changed_is_said(at_work: Work) -> None:
    at_work.changes(at_work.show(1))
    with pytest.raises(SayWhatChanged):
        at_work.show(1)
    second = at_work.show(1, changed="لون أهدأ\nخط أوضح")
    assert (second.round, second.changed) == (2, "لون أهدأ\nخط أوضح")


def test_shown_twice_is_one_round(at_work: Work) -> None:
    once = uuid4()
    assert at_work.show(1, once=once) == at_work.show(1, once=once)
    with pytest.raises(StageMoved):
        at_work.show(1)
    assert Submission.objects.count() == 1


def test_a_stage_that_has_not_begun_is_not_shown(at_work: Work) -> None:
    with pytest.raises(StageMoved):
        at_work.show(2)


def test_too_late_to_show_on_a_closed_order(at_work: Work) -> None:
    Order.objects.filter(pk=at_work.order.pk).update(state="cancelled")
    with pytest.raises(OrderIsClosed):
        at_work.show(1)


def test_files_added_while_the_client_looks_wait_for_the_next_round(at_work: Work) -> None:
    at_work.add(1)
    first = at_work.show(1)
    late = at_work.add(1, picture((50, 50)))
    at_work.changes(first)
    second = at_work.show(1, changed="نسخة أوضح")
    assert list(second.files.all()) == [late]


def test_the_deposit_still_starts_the_first_stage(desk: Desk, reem: Contact) -> None:
    order = desk.signed(reem)
    assert order.milestones.get(position=1).state == "planned"
    work.start_order(order=order, by=desk.nour.actor, now=NOW, reason="عميل قديم")
    assert order.milestones.get(position=1).state == "working"


def _upload(content: bytes = b"a picture") -> SimpleUploadedFile:
    return SimpleUploadedFile("a.png", content)
