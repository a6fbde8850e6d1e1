"""Letters that open an account lead to our own address, whatever host the request named."""

from typing import Any

import pytest
from django.test import Client

from outbox.models import Letter
from tests.cast import PASSWORD, Freelancer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _many_hosts(settings: Any) -> None:
    settings.PUBLIC_URL = "https://desk.example"
    settings.ALLOWED_HOSTS = ["*"]


def body_to(address: str) -> str:
    return Letter.objects.get(recipient=address, business=None).body


def test_a_new_password(sam: Freelancer) -> None:
    Client().post("/accounts/password/reset/", {"email": sam.user.email}, headers={"host": "evil.example:9999"})
    assert "https://desk.example/accounts/password/reset/key/" in body_to(sam.user.email)
    assert "evil.example" not in body_to(sam.user.email)


def test_a_new_account_and_one_that_is_none(db: None) -> None:
    new = {"email": "new@maktab.example", "password1": PASSWORD}
    Client().post("/accounts/signup/", new, headers={"host": "evil.example"})
    assert "https://desk.example/accounts/confirm-email/" in body_to("new@maktab.example")
    Client().post("/accounts/password/reset/", {"email": "no@maktab.example"}, headers={"host": "evil.example"})
    assert "https://desk.example/accounts/signup/" in body_to("no@maktab.example")


def test_without_mail_nobody_takes_the_address_another_signs_in_with(
    nour: Freelancer, sam: Freelancer, settings: Any
) -> None:
    settings.HAS_MAIL = False
    settings.ACCOUNT_EMAIL_VERIFICATION = "none"
    browser = Client()
    browser.force_login(sam.user)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    browser.post("/accounts/email/", {"action_add": "", "email": nour.user.email.upper()})
    taken = browser.post("/accounts/email/", {"action_primary": "", "email": nour.user.email})
    assert taken.status_code in {200, 302}
    sam.user.refresh_from_db()
    assert sam.user.email == "sam@maktab.example"
    assert not sam.user.emailaddress_set.filter(email__iexact=nour.user.email).exists()
