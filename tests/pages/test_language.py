"""A page speaks its reader's language, and a button changes it."""

import pytest
from django.test import Client

from tests.cast import Freelancer

pytestmark = pytest.mark.django_db


def test_a_stranger_reads_arabic_until_they_choose(client: Client) -> None:
    assert 'lang="ar" dir="rtl"' in client.get("/").content.decode()
    answer = client.post("/language/", {"language": "en", "next": "/accounts/login/"})
    assert answer.headers["Location"] == "/accounts/login/"
    assert 'lang="en" dir="ltr"' in client.get("/").content.decode()


def test_a_person_keeps_the_choice_in_every_browser(client: Client, nour: Freelancer) -> None:
    client.force_login(nour.user)
    client.post("/language/", {"language": "en", "next": "/desk/"})
    nour.user.refresh_from_db()
    assert nour.user.language == "en"


@pytest.mark.parametrize("chosen", ["", "fr", "ar\n"])
def test_a_language_we_do_not_speak_changes_nothing(client: Client, nour: Freelancer, chosen: str) -> None:
    client.force_login(nour.user)
    client.post("/language/", {"language": chosen, "next": "/"})
    nour.user.refresh_from_db()
    assert nour.user.language == "ar"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_it_never_leads_away(client: Client, target: str) -> None:
    assert client.post("/language/", {"language": "en", "next": target}).headers["Location"] == "/"


def test_looking_does_not_switch(client: Client) -> None:
    assert client.get("/language/").status_code == 405
