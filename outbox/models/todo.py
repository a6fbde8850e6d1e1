from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, OwnedQuerySet

SOON = timedelta(days=7)


class TodoQuerySet(OwnedQuerySet):
    """What a person has to do."""

    def open(self) -> Self:
        """Not done; dated ones first, the earliest on top."""
        return self.filter(done_at__isnull=True).order_by(F("due_on").asc(nulls_last=True), "pk")

    def for_today(self, today: date) -> Self:
        """Open, and without a date or due within a week."""
        return self.open().filter(Q(due_on__isnull=True) | Q(due_on__lte=today + SOON))


class Todo(Owned):
    """A person's task: the third thing owed, beside reactions and letters."""

    key = models.CharField(max_length=120)
    title = models.CharField(_("task"), max_length=200)  # an untranslated sentence; `text` translates it
    params = models.JSONField(default=dict, blank=True)
    subject_kind = models.CharField(max_length=30)
    subject_ref = models.CharField(max_length=40)
    client_ref = models.CharField(max_length=10, blank=True)
    order_ref = models.CharField(max_length=10, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    created_at = models.DateTimeField(_("written at"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    objects = TodoQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [models.UniqueConstraint(fields=["business", "key"], name="one_todo_per_key")]
        indexes = [
            models.Index(fields=["business", "due_on"], condition=Q(done_at__isnull=True), name="todo_open"),
            models.Index(fields=["business", "order_ref"], name="todo_of_order"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The task in the reader's language."""
        sentence = gettext(self.title)
        return sentence % self.params if self.params else sentence
