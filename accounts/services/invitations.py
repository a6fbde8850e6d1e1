"""Asking somebody to keep the books: they say yes or no themselves, and until then see nothing."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.errors import AlreadyBookkeeper, AlreadyInvited, AlreadyOwner, InvitationIsClosed
from accounts.models import Business, Invitation, InvitationState, Membership, User


@transaction.atomic
def invite_bookkeeper(*, business: Business, email: str, full_name: str, language: str, now: datetime) -> Invitation:
    """Asks the person with this address; who is new to us gets an account without a password yet.

    The door sends the letter. Raises AlreadyOwner, AlreadyBookkeeper, AlreadyInvited.
    """
    email = email.strip().lower()
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, None, full_name=" ".join(full_name.split()), language=language)
    role = Membership.objects.filter(user=user, business=business).values_list("role", flat=True).first()
    if role:
        raise AlreadyOwner if role == Membership.Role.OWNER else AlreadyBookkeeper
    try:
        with transaction.atomic():
            return Invitation.objects.create(business=business, user=user, invited_at=now)
    except IntegrityError:
        raise AlreadyInvited from None


@transaction.atomic
def accept_invitation(*, invitation: Invitation, now: datetime) -> Membership:
    """The invited person reads the books from now on. Raises InvitationIsClosed."""
    _answer(invitation, InvitationState.ACCEPTED, now)
    membership, _made = Membership.objects.get_or_create(
        user=invitation.user, business=invitation.business, defaults={"role": Membership.Role.BOOKKEEPER}
    )
    return membership


@transaction.atomic
def decline_invitation(*, invitation: Invitation, now: datetime) -> None:
    """The invited person does not want to; nothing was opened. Raises InvitationIsClosed."""
    _answer(invitation, InvitationState.DECLINED, now)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, now: datetime) -> None:
    """The owner takes it back before it was answered. Raises InvitationIsClosed."""
    _answer(invitation, InvitationState.WITHDRAWN, now)


def invitations_of(user: User) -> list[Invitation]:
    """What this person is asked and has not answered yet."""
    return list(Invitation.objects.filter(user=user.pk).waiting())


def _answer(invitation: Invitation, state: InvitationState, now: datetime) -> None:
    waiting = Invitation.objects.filter(pk=invitation.pk, state=InvitationState.WAITING)
    if not waiting.update(state=state, answered_at=now):
        raise InvitationIsClosed
