"""What the client sees of a stage: samples made by a worker once it was shown, and then the letter.

An original that cannot be opened is told as such and keeps nothing back.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext_noop

from core.dates import full_day_text
from core.pictures import NoSample, Shot, samples_of, shapes_arabic
from core.pictures.kinds import KINDS
from files.models import StoredFile, vault
from files.services.scratch import scratch_folder
from files.services.store import store_bytes
from orders import letters
from orders.models import OrderKind, Sample, Submission, WorkFile
from outbox.models import Event
from outbox.services.reactions import Slow
from outbox.services.todos import add_todo

from .days import today_of
from .links import deal_link, stage_url

PURPOSE = "sample"
HAND_OVER = gettext_noop("Send the link to “%(stage)s” yourself: there is no e-mail address for the client")


@dataclass(frozen=True, slots=True)
class Made:
    """The samples of one file, a page each with its size; none where the original could not be opened."""

    file_id: int
    pages: tuple[tuple[StoredFile, int, int], ...]


def can_be_sampled(content_type: str) -> bool:
    """Whether a picture can be made of this kind of file; the others are shown as a tile."""
    return content_type in KINDS


def _prepare(event: Event) -> list[Made]:
    """Make the samples of what the round shows, one file after the other; slow, and harmless when done twice."""
    submission = _submission(event)
    waiting = submission.files.filter(sampling=WorkFile.Sampling.WAITING).select_related("original", "business")
    mark = _mark(submission)
    return [_made(file, mark) for file in waiting.order_by("pk")]


def _made(file: WorkFile, mark: str) -> Made:
    with scratch_folder() as folder:
        try:
            with _on_disk(file.original, folder) as source:
                shots = samples_of(source, folder, kind=file.original.content_type, mark=mark)
        except (NoSample, FileNotFoundError):
            return Made(file.pk, ())
        return Made(file.pk, tuple((_kept(file, shot), shot.width, shot.height) for shot in shots))


def _kept(file: WorkFile, shot: Shot) -> StoredFile:
    """Under a name that says nothing of the original's."""
    return store_bytes(
        business=file.business, purpose=PURPOSE, name=f"sample-{shot.path.name}", content=shot.path.read_bytes(),
        content_type="image/jpeg", now=timezone.now(),  # not the event's: it is swept when not taken up for a day
    )  # fmt: skip


@contextmanager
def _on_disk(original: StoredFile, folder: Path) -> Iterator[Path]:
    """The original as a path: where it lies, or, from a bucket, a copy made piece by piece."""
    try:
        yield Path(vault().path(original.key))
    except NotImplementedError:
        copy = folder / "original"
        with vault().open(original.key) as stored, copy.open("wb") as target:
            shutil.copyfileobj(stored, target)
        yield copy


def _apply(event: Event, made: list[Made], *, now: datetime) -> None:
    submission = _submission(event)
    for one in made:
        Sample.objects.bulk_create(
            Sample(business=event.business, file_id=one.file_id, page=page, picture=picture, width=width, height=height)
            for page, (picture, width, height) in enumerate(one.pages, 1)
        )
        state = WorkFile.Sampling.READY if one.pages else WorkFile.Sampling.FAILED
        WorkFile.objects.filter(pk=one.file_id).update(sampling=state)
    _tell_client(submission, now)


def _give_up(event: Event, *, now: datetime) -> None:
    submission = _submission(event)
    submission.files.filter(sampling=WorkFile.Sampling.WAITING).update(sampling=WorkFile.Sampling.FAILED)
    _tell_client(submission, now)


def _tell_client(submission: Submission, now: datetime) -> None:
    """The letter with the link to the stage; without an address a task for the owner. Nothing on a platform order."""
    milestone = submission.milestone
    order = milestone.order
    if order.kind == OrderKind.PLATFORM or submission.outcome:
        return
    link = deal_link(offer=order.offer, contact=order.contact, now=now)
    if letters.stage_shown(submission=submission, url=stage_url(link=link, milestone=milestone), now=now) is None:
        add_todo(
            business=order.business, title=HAND_OVER, params={"stage": milestone.title}, subject=("order", order.ref),
            key=f"show:{submission.ref}", now=now, client_ref=order.client.ref, order_ref=order.ref,
        )  # fmt: skip


def _mark(submission: Submission) -> str:
    """Whose sample it is and of which day, in the client's language; in digits where Arabic cannot be drawn joined."""
    order = submission.milestone.order
    day = today_of(order.business, submission.submitted_at)
    if not shapes_arabic():
        return f"{order.number} · {day.isoformat()}"
    return f"{order.client.name} · {full_day_text(day, order.contact.language)}"


def _submission(event: Event) -> Submission:
    rows = Submission.objects.select_related(
        "milestone__order__business", "milestone__order__client", "milestone__order__contact__client__platform",
        "milestone__order__offer",
    )  # fmt: skip
    return rows.get(business=event.business, ref=event.data["submission"])


MAKE_SAMPLES = Slow(prepare=_prepare, apply=_apply, give_up=_give_up)
