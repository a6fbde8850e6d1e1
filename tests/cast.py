"""The small cast of our stories.

Nour (نور) is a Saudi designer and writes Arabic. Sam is another freelancer who must never see her rows.
Reem (ريم) is Nour's client in Riyadh; Hannah is her client in Berlin. Basma keeps another business's books.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from accounts.models import Business, Membership, User
from clients.services.opening import open_business
from core.actors import Actor

PASSWORD = "a-long-desk-password"

# A Sunday morning in Riyadh (09:30), before most of our stories begin.
NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Freelancer:
    """A person who signs in, and the business that is theirs."""

    user: User
    business: Business

    @property
    def actor(self) -> Actor:
        return Actor.owner(self.user.ref)


def _freelancer(email: str, full_name: str, language: str, **business: object) -> Freelancer:
    user = User.objects.create_user(email, PASSWORD, full_name=full_name, language=language)
    return Freelancer(user, open_business(owner=user, language=language, now=NOW, **business))


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def nour(db: None) -> Freelancer:
    return _freelancer(
        "nour@maktab.example", "نور الهاشمي", "ar",
        name="نور للتصميم", country="SA", currency="SAR", zone="Asia/Riyadh", working_days=[7, 1, 2, 3, 4],
    )  # fmt: skip


@pytest.fixture
def sam(db: None) -> Freelancer:
    return _freelancer(
        "sam@maktab.example", "Sam Carter", "en",
        name="Sam Carter Studio", country="AE", currency="USD", zone="Asia/Dubai", working_days=[1, 2, 3, 4, 5],
    )  # fmt: skip


@pytest.fixture
def basma(sam: Freelancer) -> User:
    """Sam's bookkeeper: she reads his books, and nobody else's."""
    user = User.objects.create_user("basma@maktab.example", PASSWORD, full_name="بسمة", language="ar")
    Membership.objects.create(user=user, business=sam.business, role=Membership.Role.BOOKKEEPER)
    return user
