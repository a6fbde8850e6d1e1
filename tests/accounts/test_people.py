"""Accounts: one person per e-mail address, one owner per business, rows reached only through the owner."""

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from accounts.models import Membership, User
from accounts.scoping import get_own
from clients.models import ReplyWindow
from tests.cast import Freelancer


@pytest.mark.django_db
def test_an_address_is_taken_whatever_its_case(nour: Freelancer) -> None:
    with pytest.raises(IntegrityError, match="one_user_per_email"), transaction.atomic():
        User.objects.create_user("NOUR@maktab.example")


@pytest.mark.django_db
def test_a_business_has_one_owner(nour: Freelancer, sam: Freelancer) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=sam.user, business=nour.business, role=Membership.Role.OWNER)


@pytest.mark.django_db
def test_an_unknown_role_is_refused_by_the_database(nour: Freelancer, sam: Freelancer) -> None:
    with pytest.raises(IntegrityError, match="membership_role_is_known"), transaction.atomic():
        Membership.objects.filter(user=sam.user).update(role="boss")


@pytest.mark.django_db
def test_the_owner_reaches_a_row_and_a_stranger_gets_404(nour: Freelancer, sam: Freelancer) -> None:
    window = ReplyWindow.objects.owned_by(nour.business)[0]
    assert get_own(ReplyWindow, nour.business, ref=window.ref) == window
    with pytest.raises(Http404):
        get_own(ReplyWindow, sam.business, ref=window.ref)
    with pytest.raises(Http404):
        get_own(ReplyWindow, None, ref=window.ref)


@pytest.mark.django_db
def test_a_greeting_uses_the_first_name(nour: Freelancer) -> None:
    assert nour.user.get_short_name() == "نور"
    assert User(email="omar@maktab.example").get_short_name() == "omar"
