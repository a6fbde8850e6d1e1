from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Business, Owned, OwnedQuerySet


class EventQuerySet(OwnedQuerySet):
    """What happened, newest first, as the timelines draw it."""

    def of_client(self, business: Business | None, client_ref: str) -> Self:
        """The whole history with one client."""
        return self.owned_by(business).filter(client_ref=client_ref).order_by("-happened_at", "-pk")

    def of_order(self, business: Business | None, order_ref: str) -> Self:
        """The whole history of one order, its offer and contract included."""
        return self.owned_by(business).filter(order_ref=order_ref).order_by("-happened_at", "-pk")

    def of_subject(self, business: Business | None, kind: str, ref: str) -> Self:
        """What happened to one thing."""
        return self.owned_by(business).filter(subject_kind=kind, subject_ref=ref).order_by("-happened_at", "-pk")

    def since(self, instant: datetime) -> Self:
        return self.filter(happened_at__gte=instant)


class Event(Owned):
    """A thing that happened: append-only, and the source of every timeline.

    References are text and only doors resolve them. `data` is small and holds no names or addresses.
    """

    verb = models.CharField(_("what happened"), max_length=60)
    subject_kind = models.CharField(max_length=30)
    subject_ref = models.CharField(max_length=40)
    actor_kind = models.CharField(_("actor"), max_length=20)
    actor_ref = models.CharField(max_length=40, blank=True)
    client_ref = models.CharField(max_length=10, blank=True)
    order_ref = models.CharField(max_length=10, blank=True)
    happened_at = models.DateTimeField(_("happened at"))
    data = models.JSONField(default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["business", "client_ref", "happened_at"], name="event_of_client"),
            models.Index(fields=["business", "order_ref", "happened_at"], name="event_of_order"),
            models.Index(fields=["business", "subject_kind", "subject_ref"], name="event_of_subject"),
            models.Index(fields=["business", "happened_at"], name="event_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject_ref}"
