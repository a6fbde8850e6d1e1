from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, OwnedQuerySet
from outbox.pace import reaction_back_off

from .event import Event

MAX_CLAIMS = 7
NOT_DONE = Q(done_at__isnull=True)
CLAIMABLE = Q(attempts__lt=MAX_CLAIMS)


class ReactionQuerySet(OwnedQuerySet):
    """Owed work: what is due now, and what gave up."""

    def owed(self) -> Self:
        """Not done, and still tried by the workers."""
        return self.filter(NOT_DONE & CLAIMABLE)

    def due(self, now: datetime) -> Self:
        """Owed and its time has come; oldest first, read from one partial index."""
        return self.owed().filter(due_at__lte=now).order_by("due_at", "pk")

    def stuck(self) -> Self:
        """Claimed seven times without being done: a person must look."""
        return self.filter(NOT_DONE, attempts__gte=MAX_CLAIMS).select_related("event").order_by("pk")


class Reaction(Owned):
    """One thing an event owes, named stably in the reactions table; its database effect happens exactly once."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="reactions")
    name = models.CharField(_("name"), max_length=80)
    due_at = models.DateTimeField(_("due at"))
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("owed work")
        verbose_name_plural = _("owed work")
        constraints = [models.UniqueConstraint(fields=["event", "name"], name="one_reaction_per_event_and_name")]
        indexes = [
            models.Index(fields=["due_at"], condition=NOT_DONE & CLAIMABLE, name="reaction_owed"),
            models.Index(fields=["business"], condition=NOT_DONE & ~CLAIMABLE, name="reaction_stuck"),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.event_id}"

    @property
    def is_last_try(self) -> bool:
        """True while the seventh claim runs."""
        return self.attempts >= MAX_CLAIMS

    def claim(self, now: datetime) -> bool:
        """Count one try and push the next one back; False when it is done, not due, or another worker has it."""
        taken = (
            Reaction.objects.due(now)
            .order_by()
            .filter(pk=self.pk, attempts=self.attempts)
            .update(attempts=F("attempts") + 1, due_at=now + reaction_back_off(self.attempts))
        )
        if taken:
            self.attempts += 1
        return bool(taken)

    def mark_done(self, now: datetime) -> bool:
        """The guard of the effect, in its transaction: False when it was done already."""
        return bool(Reaction.objects.filter(NOT_DONE, pk=self.pk).update(done_at=now))
