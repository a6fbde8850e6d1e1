"""The person who signs in, and the bookkeeper who may read the books."""

from django.db import IntegrityError, transaction

from accounts.errors import AlreadyBookkeeper, AlreadyOwner
from accounts.models import Business, Membership, User


def save_person(*, user: User, full_name: str, language: str, digits: str) -> User:
    """How the person is called, and how pages speak to them."""
    user.full_name, user.language, user.digits = " ".join(full_name.split()), language, digits
    user.save(update_fields=["full_name", "language", "digits"])
    return user


@transaction.atomic
def add_bookkeeper(*, business: Business, email: str, full_name: str, language: str) -> User:
    """Lets somebody read this business's books; who is new to us gets an account without a password yet.

    The door sends the letter with which they choose one. Raises AlreadyOwner, AlreadyBookkeeper.
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
            Membership.objects.create(user=user, business=business, role=Membership.Role.BOOKKEEPER)
    except IntegrityError:
        raise AlreadyBookkeeper from None
    return user


def remove_bookkeeper(*, business: Business, user: User) -> bool:
    """The books close for this person at once; False when they were closed already. The account stays theirs."""
    keepers = Membership.objects.filter(business=business, user=user, role=Membership.Role.BOOKKEEPER)
    return bool(keepers.delete()[0])


def bookkeepers(business: Business) -> list[User]:
    """Who may read this business's books, by address."""
    keeps = {"membership__business": business, "membership__role": Membership.Role.BOOKKEEPER}
    return list(User.objects.filter(**keeps).order_by("email"))
