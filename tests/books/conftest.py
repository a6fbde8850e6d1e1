"""Nour's books with one invoice half paid, Sam's with one invoice; Basma keeps Sam's, Badr keeps Nour's."""

import pytest
from django.test import Client

from accounts.models import Membership, User
from clients.models import Contact
from clients.services.leads import note_lead
from payments.models import Invoice
from tests.cast import NOW, PASSWORD, Freelancer
from tests.payments.conftest import Story, Tell, agree, home, reem, sign, tell

__all__ = ["home", "reem", "tell"]


@pytest.fixture
def story(tell: Tell) -> Story:
    told = tell("12000")
    told.bills()
    told.pays("1000")
    return told


@pytest.fixture
def sams_invoice(sam: Freelancer) -> Invoice:
    lead = note_lead(
        business=sam.business, name="Olga", email="olga@x.example", text="Site", language="en", by=sam.actor, now=NOW
    )
    contact: Contact = lead.contact
    return Story(sam, sign(sam, agree(sam, contact, "900", [10_000]))).bills()


@pytest.fixture
def badr(nour: Freelancer) -> User:
    user = User.objects.create_user("badr@maktab.example", PASSWORD, full_name="بدر", language="en")
    Membership.objects.create(user=user, business=nour.business, role=Membership.Role.BOOKKEEPER)
    return user


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def reader(badr: User, story: Story) -> Client:
    """Badr, looking at Nour's books."""
    return signed_in(badr)


@pytest.fixture
def stranger(basma: User, sams_invoice: Invoice, story: Story) -> Client:
    """Basma, who keeps Sam's books and no others."""
    return signed_in(basma)
