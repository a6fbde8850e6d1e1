"""From the tray to the client: files of a stage, the stage's beginning, and the round in which it is shown."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core.actors import Actor
from core.once import first_of_once
from files.models import StoredFile
from files.services.large import store_large
from orders.errors import FileIsShown, NothingToShow, SayWhatChanged, StageIsLocked, StageMoved, WorkIsPaused
from orders.models import Milestone, MilestoneState, Order, OrderHold, Submission, WorkFile
from orders.models.states import MILESTONE_MOVES, moved

from .days import today_of
from .locking import locked
from .samples import can_be_sampled
from .stages import locked_stage, must_be_worked_on, tell_stage

PURPOSE = "work"


def add_work_file(
    *, order: Order, milestone: Milestone | None, upload: "UploadedFile[bytes]", by: Actor, now: datetime,
    once: UUID | None = None,
) -> WorkFile:  # fmt: skip
    """Put one original on a stage's tray, or, without a stage, beside the order for its hand-over.

    Stored piece by piece before the transaction. The same `once` again gives the first file. Call it outside any
    transaction. Raises EmptyFile, FileTooLarge, StorageFull, StageMoved for an approved stage, OrderIsClosed.
    """
    known = WorkFile.objects.owned_by(order.business).filter(once=once).first() if once else None
    if known is not None:
        return known
    _must_take_files(order, milestone)
    stored = store_large(business=order.business, purpose=PURPOSE, upload=upload, now=now)
    with transaction.atomic():
        order = locked(order)
        if milestone is not None:
            milestone = Milestone.objects.get(pk=milestone.pk, order=order)
        _must_take_files(order, milestone)
        rows = WorkFile.objects.owned_by(order.business)
        file, _made = first_of_once(rows, once, lambda: _work_file(order, milestone, stored, once, now))
    return file


@transaction.atomic
def remove_work_file(*, file: WorkFile, by: Actor, now: datetime) -> WorkFile:
    """Take a file off the tray. Twice is harmless. Raises FileIsShown once the client saw it, and OrderIsClosed."""
    order = locked(file.order)
    file = WorkFile.objects.select_related("original").get(pk=file.pk)
    if file.submission_id is not None:
        raise FileIsShown()
    if file.removed_at is None:
        must_be_worked_on(order)
        file.removed_at = now
        file.save(update_fields=["removed_at"])
    return file


@transaction.atomic
def begin_milestone(*, milestone: Milestone, by: Actor, now: datetime, reason: str = "") -> Milestone:
    """Begin a planned stage. While the stage before is not approved, or the work is paused, only for a `reason`.

    Twice is harmless. Raises StageIsLocked, WorkIsPaused, OrderIsClosed.
    """
    milestone = locked_stage(milestone)
    if milestone.state != MilestoneState.PLANNED:
        return milestone
    order, reason = milestone.order, reason.strip()
    before = unapproved_before(milestone)
    if before is not None and not reason:
        raise StageIsLocked(before=before.title)
    paused = is_paused(order)
    if paused and not reason:
        raise WorkIsPaused()
    start_stage(milestone, by, now, reason if before is not None or paused else "")
    return milestone


@transaction.atomic
def submit_milestone(
    *, milestone: Milestone, notes: str, changed: str, by: Actor, now: datetime, once: UUID | None = None
) -> Submission:
    """Show the stage to the client: the files on its tray, the notes, and from the second round on what changed.

    The client's answer is due after the days agreed in the offer. The same `once` again gives the first round.
    Raises NothingToShow, SayWhatChanged, StageMoved while it is not being worked on, OrderIsClosed.
    """
    milestone = locked_stage(milestone)
    order = milestone.order
    known = Submission.objects.owned_by(order.business).filter(once=once).first() if once else None
    if known is not None:
        return known
    if milestone.state not in MILESTONE_MOVES["submit"][0]:
        raise StageMoved(state=milestone.get_state_display())
    tray = WorkFile.objects.filter(milestone=milestone).on_the_tray()
    if not notes.strip() and not tray.exists():
        raise NothingToShow()
    rounds = milestone.submissions.count()
    if rounds and not changed.strip():
        raise SayWhatChanged()
    moved(Milestone.objects.filter(pk=milestone.pk), MILESTONE_MOVES, "submit")
    submission = Submission.objects.create(
        business=order.business, milestone=milestone, round=rounds + 1, notes=notes.strip(), changed=changed.strip(),
        submitted_at=now, once=once,
        answer_due_on=today_of(order.business, now) + timedelta(days=order.offer.reply_days),
    )  # fmt: skip
    tray.update(submission=submission)
    tell_stage(milestone, "milestone.submitted", by, now, round=submission.round, submission=submission.ref)
    return submission


def unapproved_before(milestone: Milestone) -> Milestone | None:
    """The first earlier stage that still lacks its approval."""
    earlier = Milestone.objects.filter(order_id=milestone.order_id, position__lt=milestone.position)
    return earlier.exclude(state=MilestoneState.APPROVED).order_by("position").first()


def is_paused(order: Order) -> bool:
    """Whether the work stands still until a payment arrives."""
    return OrderHold.objects.standing().filter(order=order, kind=OrderHold.Kind.UNPAID).exists()


def start_stage(milestone: Milestone, by: Actor, now: datetime, reason: str = "") -> None:
    """planned → working with its event; the caller holds the order's lock."""
    rows = Milestone.objects.filter(pk=milestone.pk)
    if moved(rows, MILESTONE_MOVES, "begin", begun_at=now, begin_reason=reason):
        milestone.state, milestone.begun_at, milestone.begin_reason = MilestoneState.WORKING, now, reason
        tell_stage(milestone, "milestone.begun", by, now, early=bool(reason))


def _must_take_files(order: Order, milestone: Milestone | None) -> None:
    must_be_worked_on(order)
    if milestone is not None and milestone.state == MilestoneState.APPROVED:
        raise StageMoved(state=milestone.get_state_display())


def _work_file(
    order: Order, milestone: Milestone | None, stored: StoredFile, once: UUID | None, now: datetime
) -> WorkFile:
    sampled = milestone is not None and can_be_sampled(stored.content_type)
    return WorkFile.objects.create(
        business=order.business, order=order, milestone=milestone, original=stored, added_at=now, once=once,
        sampling=WorkFile.Sampling.WAITING if sampled else WorkFile.Sampling.TILE,
    )  # fmt: skip
