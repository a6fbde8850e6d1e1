"""Two orders that differ in length alone: whoever draws their pages must ask as often for the long one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from clients.models import Contact
from files.models import StoredFile
from orders.models import ChangeList, Milestone, Sample, Submission, WorkFile
from orders.services.pricing import PartSpec

from .basket import Basket
from .businesses import Desk
from .history import of_work
from .orders import Deal, Fate, add_deal

BEGAN = timedelta(days=200)
DAY = timedelta(days=1)
ROUNDS = 3  # of the stage that waits for the client's answer
FILES, PICTURES = 4, 3  # in each of its rounds, and of each file
WISH = "نرجو تكبير الشعار قليلًا، وتغيير لون الأزرار إلى الأخضر."


@dataclass(frozen=True)
class Length:
    """A third of the stages is approved and paid, and the next one is shown to the client."""

    stages: int
    events: int

    @property
    def approved(self) -> int:
        return self.stages // 3


SHORT, LONG = Length(3, 20), Length(60, 2_000)


def add_lengths(desk: Desk, contact: Contact, now: datetime) -> None:
    for length in (SHORT, LONG):
        deal = add_deal(desk, contact, Fate.RUNNING, now - BEGAN, plan=_plan(length.stages), paid=length.approved)
        of_work(desk.basket, deal.order, length.events)
        for part in deal.instalments[: length.approved]:
            _approve(desk.basket, deal, part.milestone)
        _show(desk.basket, deal, deal.instalments[length.approved].milestone)


def _plan(stages: int) -> list[PartSpec]:
    share, rest = divmod(10_000, stages)
    titles = [f"المرحلة {place}" for place in range(1, stages + 1)]
    first = PartSpec(titles[0], "signing", share + rest)
    return [first, *(PartSpec(title, "approval", share) for title in titles[1:])]


def _approve(basket: Basket, deal: Deal, milestone: Milestone) -> None:
    at = deal.at + milestone.position * DAY
    milestone.state, milestone.approved_by = "approved", "contact"
    milestone.begun_at, milestone.approved_at = at - DAY, at
    _add_files(basket, _submission(basket, milestone, 1, at - DAY, "approved"), 1, 1)


def _show(basket: Basket, deal: Deal, milestone: Milestone) -> None:
    """In several rounds; each but the last was answered with a list of changes."""
    at = deal.at + milestone.position * DAY
    milestone.state, milestone.begun_at = "submitted", at
    for number in range(1, ROUNDS + 1):
        outcome = "changes" if number < ROUNDS else ""
        submission = _submission(basket, milestone, number, at + number * DAY, outcome)
        _add_files(basket, submission, FILES, PICTURES)
        if outcome:
            asked = {"text": WISH, "asked_at": submission.answered_at}
            basket.add(
                ChangeList(
                    ref=basket.ref(), business=deal.order.business, order=deal.order, submission=submission, **asked
                )
            )  # fmt: skip


def _submission(basket: Basket, milestone: Milestone, number: int, at: datetime, outcome: str) -> Submission:
    return basket.add(
        Submission(
            ref=basket.ref(), business=milestone.business, milestone=milestone, round=number, submitted_at=at,
            notes="الصفحة الأولى وصفحة الحجز بالألوان المتفق عليها.", changed="كُبّر الشعار" if number > 1 else "",
            answer_due_on=(at + 5 * DAY).date(), answered_at=at + DAY if outcome else None, outcome=outcome,
        )
    )  # fmt: skip


def _add_files(basket: Basket, submission: Submission, files: int, pictures: int) -> None:
    milestone, at = submission.milestone, submission.submitted_at
    about = {"business": milestone.business, "order": milestone.order, "milestone": milestone}
    for place in range(files):
        original = _stored(basket, milestone, f"page-{place}.pdf", "application/pdf", at)
        file = basket.add(
            WorkFile(
                ref=basket.ref(), submission=submission, original=original, sampling="ready", added_at=at, **about
            )
        )  # fmt: skip
        for page in range(1, pictures + 1):
            picture = _stored(basket, milestone, f"sample-{page:03}.jpg", "image/jpeg", at)
            basket.add(
                Sample(
                    ref=basket.ref(), business=milestone.business, file=file, page=page, picture=picture,
                    width=848, height=1200,
                )
            )  # fmt: skip


def _stored(basket: Basket, milestone: Milestone, name: str, kind: str, at: datetime) -> StoredFile:
    """What the database knows of a file; no page that is measured opens one."""
    ref = basket.ref()
    return basket.add(
        StoredFile(
            ref=ref, business=milestone.business, key=f"bench/{ref}", sha256=f"{basket.chance.getrandbits(256):064x}",
            size=400_000, content_type=kind, name=name, purpose="work", created_at=at,
        )
    )  # fmt: skip
