"""What the page of a stage shows: its tray, its rounds with the client's answers, and what may be done now."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Prefetch
from django.utils.translation import get_language

from clients.models import ClientLink
from orders.models import (
    ChangeOrder,
    Enclosure,
    Instalment,
    Milestone,
    MilestoneState,
    Order,
    OrderKind,
    Sample,
    Submission,
    WorkFile,
)
from orders.papers.wording import when_due
from orders.services.changing import Allowance, allowance_of
from orders.services.locking import WORKING_STATES
from orders.services.submitting import is_paused, unapproved_before
from orders.templatetags.order_papers import said

from .order_page import link_of

BEING_MADE = {MilestoneState.WORKING, MilestoneState.CHANGES}


@dataclass(frozen=True)
class Round:
    """One time the stage was shown: its files with their samples, and the client's answer."""

    row: Submission
    files: list[WorkFile]


class StagePage:
    """A stage with everything its page shows, read once."""

    def __init__(self, milestone: Milestone, *, now: datetime, today: date) -> None:
        self.milestone, self.now, self.today = milestone, now, today
        self.order: Order = milestone.order
        self.is_platform = self.order.kind == OrderKind.PLATFORM
        self.is_working = self.order.state in WORKING_STATES
        self.is_being_made = self.is_working and milestone.state in BEING_MADE
        self.takes_files = self.is_working and milestone.state != MilestoneState.APPROVED
        self.can_approve = self.is_being_made or (self.is_working and milestone.state == MilestoneState.SUBMITTED)

    @cached_property
    def part(self) -> Instalment:
        return Instalment.objects.get(milestone=self.milestone)

    @property
    def when(self) -> str:
        """What makes the stage's money due, in the reader's language."""
        return said(when_due(self.part.trigger, self.part.at_percent, self.part.due_on), (get_language() or "ar")[:2])

    @cached_property
    def stages(self) -> int:
        return self.order.milestones.count()

    @cached_property
    def tray(self) -> list[WorkFile]:
        """What was added and not shown yet, the oldest first."""
        return list(WorkFile.objects.filter(milestone=self.milestone).on_the_tray().select_related("original"))

    @cached_property
    def rounds(self) -> list[Round]:
        """The newest first."""
        pages = Sample.objects.order_by("page")
        files = WorkFile.objects.kept().select_related("original").order_by("pk")
        rows = Submission.objects.filter(milestone=self.milestone).select_related("change_list").order_by("-round")
        rows = rows.prefetch_related(
            Prefetch("files", files), Prefetch("files__samples", pages),
            Prefetch("change_list__enclosures", Enclosure.objects.in_order()),
        )  # fmt: skip
        return [Round(row, list(row.files.all())) for row in rows]

    @cached_property
    def before(self) -> Milestone | None:
        """The earlier stage that locks this one."""
        return unapproved_before(self.milestone) if self.milestone.state == MilestoneState.PLANNED else None

    @cached_property
    def is_paused(self) -> bool:
        return is_paused(self.order)

    @property
    def is_locked(self) -> bool:
        return self.before is not None or self.is_paused

    @cached_property
    def allowance(self) -> Allowance:
        return allowance_of(self.order)

    @cached_property
    def requests(self) -> list[ChangeOrder]:
        """Extra work of the whole order, what waits for an answer first."""
        enclosed = Prefetch("enclosures", Enclosure.objects.in_order())
        rows = self.order.change_orders.order_by("-number").prefetch_related(enclosed)
        return sorted(rows, key=lambda row: row.state != ChangeOrder.State.WAITING)

    @cached_property
    def link(self) -> ClientLink | None:
        return None if self.is_platform else link_of(self.order, self.now)
