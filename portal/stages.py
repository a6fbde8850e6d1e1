"""A stage as the client sees it: what is shown now, what came before, and what an answer would bring about."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Prefetch
from django.http import Http404

from clients.models import ClientLink
from orders.errors import StageChanged
from orders.models import (
    ChangeOrder,
    Enclosure,
    Instalment,
    Milestone,
    MilestoneState,
    Order,
    Sample,
    Submission,
    WorkFile,
)
from orders.services.changing import Allowance, allowance_of
from orders.services.days import today_of
from orders.services.locking import WORKING_STATES
from orders.services.outlook import Outlook, approval_outlook
from payments.services.drawing import due_day
from portal.deal import Deal, deal_of


@dataclass(frozen=True)
class Shown:
    """One picture the client may look at, or a tile where `sample` is None."""

    file: WorkFile
    sample: Sample | None


@dataclass(frozen=True)
class Bill:
    """An invoice that an approval would issue."""

    part: Instalment
    due_on: date


class Round:
    """One submission with its pictures and its answer."""

    def __init__(self, row: Submission) -> None:
        self.row = row
        self.files: list[WorkFile] = list(row.files.all())

    @cached_property
    def pictures(self) -> list[Shown]:
        return [Shown(file, sample) for file in self.files for sample in file.samples.all()]

    @cached_property
    def tiles(self) -> list[WorkFile]:
        """Files that have no picture."""
        return [file for file in self.files if not file.samples.all()]

    @property
    def in_the_making(self) -> bool:
        return any(file.sampling == WorkFile.Sampling.WAITING for file in self.files)

    @property
    def changed(self) -> list[str]:
        return [line.strip(" \t-•*") for line in self.row.changed.splitlines() if line.strip(" \t-•*")]

    @property
    def asked(self) -> str:
        """The list of changes it was answered with."""
        change_list = getattr(self.row, "change_list", None)
        return change_list.text if change_list else ""

    @property
    def enclosures(self) -> list[Enclosure]:
        """What came with that list."""
        change_list = getattr(self.row, "change_list", None)
        return list(change_list.enclosures.all()) if change_list else []

    @property
    def is_correction(self) -> bool:
        change_list = getattr(self.row, "change_list", None)
        return change_list is not None and change_list.is_correction


class StagePage:
    """A stage that was shown to the client at least once, with everything its page says, read once."""

    def __init__(self, deal: Deal, order: Order, milestone: Milestone, rounds: list[Round]) -> None:
        self.deal, self.order, self.milestone, self.rounds = deal, order, milestone, rounds
        self.today = today_of(order.business, deal.now)

    @property
    def now_shown(self) -> Round:
        return self.rounds[0]

    @property
    def earlier(self) -> list[Round]:
        return self.rounds[1:]

    @property
    def is_open(self) -> bool:
        """The answer is the client's to give."""
        return self.milestone.state == MilestoneState.SUBMITTED and self.order.state in WORKING_STATES

    @property
    def count(self) -> int:
        return len(self.deal.instalments)

    @cached_property
    def allowance(self) -> Allowance:
        return allowance_of(self.order)

    @property
    def is_paused(self) -> bool:
        return self.deal.is_paused

    @cached_property
    def outlook(self) -> Outlook:
        return approval_outlook(
            order=self.order, milestone=self.milestone, plan=self.deal.instalments, is_paused=self.is_paused
        )

    @property
    def bills(self) -> list[Bill]:
        return [Bill(part, due_day(part, self.today)) for part in self.outlook.due]

    @property
    def is_overdue(self) -> bool:
        return self.now_shown.row.answer_due_on < self.today

    @cached_property
    def extras(self) -> list[ChangeOrder]:
        """Work beyond the agreement that was asked for at this stage."""
        asked = self.order.change_orders.filter(milestone=self.milestone).order_by("number")
        return list(asked.prefetch_related(Prefetch("enclosures", Enclosure.objects.in_order())))

    def shown(self, ref: str) -> Submission:
        """The round an answer is meant for. Raises StageChanged when it is not the one shown now."""
        if ref != self.now_shown.row.ref:
            raise StageChanged
        return self.now_shown.row


def stage_of(link: ClientLink, position: int, now: datetime) -> StagePage | None:
    """The stage at a position of the link's own deal; None while nothing of it was shown. Raises Http404."""
    deal = deal_of(link, now)
    part = next((part for part in deal.instalments if part.position == position), None)
    if deal.order is None or part is None:
        raise Http404
    files = WorkFile.objects.kept().select_related("original").order_by("pk")
    files = files.prefetch_related(Prefetch("samples", Sample.objects.order_by("page")))
    rows = Submission.objects.filter(milestone=part.milestone).select_related("change_list", "milestone__order")
    enclosed = Prefetch("change_list__enclosures", Enclosure.objects.in_order())
    rounds = [Round(row) for row in rows.prefetch_related(Prefetch("files", files), enclosed).order_by("-round")]
    return StagePage(deal, deal.order, part.milestone, rounds) if rounds else None


def sample_of(link: ClientLink, position: int, ref: str, now: datetime) -> Sample:
    """A picture that was shown at this stage of the link's own deal; Http404 for any other."""
    order = deal_of(link, now).order
    rows = Sample.objects.filter(ref=ref, file__order=order, file__milestone__position=position)
    rows = rows.filter(file__submission__isnull=False, file__removed_at=None)
    found = rows.select_related("picture").first() if order is not None else None
    if found is None:
        raise Http404
    return found
