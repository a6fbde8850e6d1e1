"""What is shown to the client at a stage: rounds of work, the files in them, samples, and the client's answer."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Owned, OwnedQuerySet

from .order import Order
from .stage import Milestone


class SubmissionQuerySet(OwnedQuerySet):
    def unanswered(self) -> Self:
        return self.filter(outcome="")


class Submission(Owned):
    """One round in which a stage was shown to the client. Its answer is one approval or one list of changes."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", pgettext_lazy("milestone", "approved")
        CHANGES = "changes", pgettext_lazy("milestone", "changes asked")

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="submissions")
    round = models.PositiveSmallIntegerField(_("version"))
    notes = models.TextField(_("what is shown"), max_length=4000, blank=True)
    changed = models.TextField(_("what changed since last time"), max_length=2000, blank=True)  # a point a line
    submitted_at = models.DateTimeField(_("sent"))
    answer_due_on = models.DateField(_("answer due on"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    outcome = models.CharField(_("answer"), max_length=10, choices=Outcome, blank=True)
    once = models.UUIDField(null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(name="one_submission_per_round", fields=["milestone", "round"]),
            models.UniqueConstraint(
                name="one_submission_per_form", fields=["business", "once"], condition=Q(once__isnull=False)
            ),
            models.UniqueConstraint(name="one_open_submission", fields=["milestone"], condition=Q(outcome="")),
            models.CheckConstraint(
                name="answered_submission_has_a_moment", condition=Q(outcome="", answered_at=None)
                | (Q(outcome__in=["approved", "changes"], answered_at__isnull=False)),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(name="unanswered_submissions", fields=["answer_due_on"], condition=Q(outcome="")),
            models.Index(name="unanswered_of_business", fields=["business", "submitted_at"], condition=Q(outcome="")),
        ]

    def __str__(self) -> str:
        return f"{self.milestone} · {self.round}"


class WorkFileQuerySet(OwnedQuerySet):
    def on_the_tray(self) -> Self:
        """Added to a stage and not shown to the client yet."""
        return self.filter(submission=None, milestone__isnull=False, removed_at=None)

    def kept(self) -> Self:
        return self.filter(removed_at=None)

    def for_client(self) -> Self:
        """What the client knows of: shown at a stage, or part of the hand-over of work that was delivered."""
        handed_over = Q(milestone=None, order__delivered_at__isnull=False)
        return self.kept().filter(Q(submission__isnull=False) | handed_over)


class WorkFile(Owned):
    """An original: a piece of the work itself. The client sees its samples, and the file once the order is settled.

    Without a milestone it belongs to the hand-over of the whole order.
    """

    class Sampling(models.TextChoices):
        WAITING = "waiting", _("the sample is being made")
        READY = "ready", _("sample ready")
        TILE = "tile", _("no picture of this kind of file")
        FAILED = "failed", _("no sample could be made")

    order = models.ForeignKey(Order, models.PROTECT, related_name="work_files")
    milestone = models.ForeignKey(Milestone, models.PROTECT, null=True, blank=True, related_name="files")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="files")
    original = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="+")
    sampling = models.CharField(_("sample"), max_length=8, choices=Sampling, default=Sampling.WAITING)
    added_at = models.DateTimeField(_("added"))
    removed_at = models.DateTimeField(_("taken off"), null=True, blank=True)
    once = models.UUIDField(null=True, blank=True)

    objects = WorkFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("work file")
        verbose_name_plural = _("work files")
        constraints = [
            models.CheckConstraint(
                name="work_file_sampling_is_known", condition=Q(sampling__in=["waiting", "ready", "tile", "failed"])
            ),
            models.CheckConstraint(
                name="shown_file_stays", condition=Q(submission=None) | Q(removed_at=None, milestone__isnull=False)
            ),
            models.UniqueConstraint(
                name="one_work_file_per_form", fields=["business", "once"], condition=Q(once__isnull=False)
            ),
        ]
        indexes = [models.Index(name="work_files_of_order", fields=["order", "id"])]

    def __str__(self) -> str:
        return self.original.name


class Sample(Owned):
    """A low-resolution, watermarked picture made from an original: the picture itself, or one page of a PDF."""

    file = models.ForeignKey(WorkFile, models.PROTECT, related_name="samples")
    page = models.PositiveSmallIntegerField(_("page"))
    picture = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="+")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("sample")
        verbose_name_plural = _("samples")
        constraints = [models.UniqueConstraint(name="one_sample_per_page", fields=["file", "page"])]

    def __str__(self) -> str:
        return f"{self.file_id} · {self.page}"


class ChangeList(Owned):
    """The client's one list of changes to a submission, or to the work handed over. It uses up one of the order's
    included changes, unless it corrects what departs from the agreement: that is free (the contract's clause)."""

    # None: final changes, to the work that was handed over as a whole
    submission = models.OneToOneField(Submission, models.PROTECT, null=True, blank=True, related_name="change_list")
    order = models.ForeignKey(Order, models.PROTECT, related_name="change_lists")
    text = models.TextField(_("changes"), max_length=4000)
    asked_at = models.DateTimeField(_("asked"))
    once = models.UUIDField(null=True, blank=True)
    is_correction = models.BooleanField(_("corrects what was agreed: not counted"), default=False)
    correction_reason = models.CharField(_("why it is not counted"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("list of changes")
        verbose_name_plural = _("lists of changes")
        constraints = [
            models.CheckConstraint(name="change_list_says_something", condition=~Q(text="")),
            models.UniqueConstraint(
                name="one_change_list_per_form", fields=["business", "once"], condition=Q(once__isnull=False)
            ),
            models.CheckConstraint(
                name="correction_has_a_reason", condition=Q(is_correction=False) | ~Q(correction_reason="")
            ),
        ]
        indexes = [models.Index(name="change_lists_of_order", fields=["order", "asked_at"])]

    def __str__(self) -> str:
        return self.text[:60]


class ChangeOrder(Owned):
    """Work beyond what was agreed, asked for by the client: it waits for a price and is not done before."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for a price")
        OFFERED = "offered", _("offered with a price")
        DECLINED = "declined", _("not taken on")

    order = models.ForeignKey(Order, models.PROTECT, related_name="change_orders")
    milestone = models.ForeignKey(Milestone, models.PROTECT, null=True, blank=True, related_name="change_orders")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("what is asked for"), max_length=4000)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    asked_at = models.DateTimeField(_("asked"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    once = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("change order request")
        verbose_name_plural = _("change order requests")
        constraints = [
            models.UniqueConstraint(name="one_change_order_per_number", fields=["order", "number"]),
            models.UniqueConstraint(
                name="one_change_order_per_form", fields=["business", "once"], condition=Q(once__isnull=False)
            ),
            models.CheckConstraint(name="change_order_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="answered_change_order_has_a_moment",
                condition=Q(state="waiting", answered_at=None)
                | Q(state__in=["offered", "declined"], answered_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="change_orders_to_price", fields=["business", "asked_at", "id"], condition=Q(state="waiting")
            )
        ]

    def __str__(self) -> str:
        return f"{self.order_id} · {self.number}"
