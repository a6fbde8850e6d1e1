from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .owned import Owned, OwnedQuerySet
from .user import User


class InvitationState(models.TextChoices):
    WAITING = "waiting", _("waiting for an answer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class InvitationQuerySet(OwnedQuerySet):
    """Invitations as the inviting and the invited see them."""

    def waiting(self) -> Self:
        """Without an answer yet, newest first."""
        return self.filter(state=InvitationState.WAITING).select_related("business", "user").order_by("-pk")


class Invitation(Owned):
    """A business asks a person to keep its books. Until that person accepts, it opens nothing to anybody."""

    State = InvitationState

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    state = models.CharField(max_length=10, choices=InvitationState, default=InvitationState.WAITING)
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="invitation_state_is_known", condition=Q(state__in=InvitationState.values)),
            models.UniqueConstraint(
                name="one_waiting_invitation_per_person",
                fields=["business", "user"],
                condition=Q(state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.business}"
