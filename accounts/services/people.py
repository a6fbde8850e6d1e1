"""The person who signs in, and the bookkeeper who may read the books."""

from accounts.models import Business, Membership, User


def save_person(*, user: User, full_name: str, language: str, digits: str) -> User:
    """How the person is called, and how pages speak to them."""
    user.full_name, user.language, user.digits = " ".join(full_name.split()), language, digits
    user.save(update_fields=["full_name", "language", "digits"])
    return user


def remove_bookkeeper(*, business: Business, user: User) -> bool:
    """The books close for this person at once; False when they were closed already. The account stays theirs."""
    keepers = Membership.objects.filter(business=business, user=user, role=Membership.Role.BOOKKEEPER)
    return bool(keepers.delete()[0])


def bookkeepers(business: Business) -> list[User]:
    """Who may read this business's books, by address."""
    keeps = {"membership__business": business, "membership__role": Membership.Role.BOOKKEEPER}
    return list(User.objects.filter(**keeps).order_by("email"))
