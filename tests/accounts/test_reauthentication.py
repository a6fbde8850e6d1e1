"""How an account is opened changes only after its password was given once more: a browser left open is not enough."""

import pytest
from django.test import Client

from tests.cast import PASSWORD, Freelancer

pytestmark = pytest.mark.django_db
ADDING = {"action_add": "", "email": "nour.new@maktab.example"}


@pytest.fixture
def left_open(nour: Freelancer) -> Client:
    """A browser in which Nour signed in some time ago."""
    browser = Client()
    browser.force_login(nour.user)
    return browser


def addresses(of: Freelancer) -> set[str]:
    return set(of.user.emailaddress_set.values_list("email", flat=True))


def test_another_address_waits_for_the_password_and_then_goes_on_by_itself(left_open: Client, nour: Freelancer) -> None:
    asked = left_open.post("/accounts/email/", ADDING)
    assert asked.url.startswith("/accounts/reauthenticate/")
    assert ADDING["email"] not in addresses(nour)
    page = left_open.get(asked.url)
    assert page.status_code == 200
    assert 'dir="rtl"' in page.content.decode()
    left_open.post(asked.url, {"password": PASSWORD}, follow=True)
    assert ADDING["email"] in addresses(nour)


def test_a_wrong_password_changes_nothing(left_open: Client, nour: Freelancer) -> None:
    asked = left_open.post("/accounts/email/", ADDING)
    refused = left_open.post(asked.url, {"password": "not-her-password"})
    assert refused.context["form"].errors["password"]
    assert ADDING["email"] not in addresses(nour)


def test_it_is_asked_once_for_some_minutes(left_open: Client, nour: Freelancer) -> None:
    left_open.post("/accounts/reauthenticate/?next=/accounts/email/", {"password": PASSWORD})
    assert left_open.post("/accounts/email/", ADDING).url == "/accounts/email/"
    assert ADDING["email"] in addresses(nour)
