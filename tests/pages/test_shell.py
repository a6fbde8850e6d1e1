"""The desk's shell: who may see it, and that nothing in it leads nowhere."""

import re

import pytest
from django.test import Client
from django.urls import resolve

from accounts.models import User
from tests.cast import Freelancer

pytestmark = pytest.mark.django_db
GUIDE = "/desk/styleguide/"


def test_the_style_guide_is_for_owners(client: Client, basma: User) -> None:
    assert client.get(GUIDE).headers["Location"].startswith("/accounts/login/")
    client.force_login(basma)
    assert client.get(GUIDE).headers["Location"] == "/books/"


def test_every_link_of_the_shell_leads_somewhere(client: Client, nour: Freelancer) -> None:
    client.force_login(nour.user)
    page = client.get(GUIDE).content.decode()
    ours = {href for href in re.findall(r'(?:href|action)="(/[^"#?]*)', page) if not href.startswith("/static/")}
    assert {"/accounts/logout/", "/language/"} <= ours
    for href in ours:
        assert resolve(href)


def test_signing_out_is_a_post_with_a_token(client: Client, nour: Freelancer) -> None:
    client.force_login(nour.user)
    page = client.get(GUIDE).content.decode()
    assert re.search(
        r'<form method="post" action="/accounts/logout/"><input type="hidden" name="csrfmiddlewaretoken"', page
    )
    assert client.post("/accounts/logout/").headers["Location"] == "/"


def test_the_front_page_sends_people_to_their_desk(client: Client, nour: Freelancer) -> None:
    assert client.get("/").status_code == 200
    client.force_login(nour.user)
    assert client.get("/").headers["Location"] == "/desk/"
