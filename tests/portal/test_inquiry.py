"""The public inquiry form, the one page that other sites may frame; and how often its button may be pressed."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from clients.models import Lead
from tests.cast import Freelancer
from tests.portal.conftest import Clock, Visitor, text

pytestmark = pytest.mark.django_db

WISH = "نحتاج هوية بصرية لمقهى في الرياض قبل رمضان"


@pytest.fixture
def address(nour: Freelancer) -> str:
    return reverse("portal:inquiry", args=[nour.business.slug])


def typed(address: str, client: Client, **changes: Any) -> dict[str, Any]:
    stamp = re.search(r'name="stamp" value="([^"]+)"', text(client.get(address)))
    assert stamp
    fields = {"name": "ليلى", "email": "layla@qahwa.example", "organisation": "", "text": WISH, "website": ""}
    return {"once": str(uuid4()), "stamp": stamp[1], **fields, **changes}


def test_an_inquiry_becomes_a_lead_and_is_thanked(client: Client, address: str, clock: Clock) -> None:
    form = typed(address, client)
    clock.later(seconds=30)
    page = client.post(address, form)
    assert page.status_code == 200
    assert page.context["by"] > clock.now
    lead = Lead.objects.get()
    assert (lead.contact.name, lead.contact.language, lead.text) == ("ليلى", "ar", WISH)
    assert client.post(address, form).status_code == 200
    assert Lead.objects.count() == 1


def test_it_speaks_the_language_asked_for(client: Client, address: str, clock: Clock) -> None:
    page = client.get(address + "?lang=en")
    assert '<html lang="en" dir="ltr"' in text(page)
    form = typed(address + "?lang=en", client)
    clock.later(seconds=30)
    client.post(address + "?lang=en", form)
    assert Lead.objects.get().contact.language == "en"
    assert client.get(address + "?lang=xx").headers["Content-Language"] == "ar"


def test_only_this_page_may_be_framed(client: Client, address: str, visit: Visitor) -> None:
    page = client.get(address)
    assert "X-Frame-Options" not in page.headers
    assert "frame-ancestors *" in page.headers["Content-Security-Policy"]
    other = visit.get()
    assert other.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("changes", "wait"),
    [
        ({}, 1),
        ({}, 90_000),
        ({"stamp": "1:forged"}, 30),
        ({"website": "http://spam.example"}, 30),
        ({"text": "قصير"}, 30),
        ({"email": "no address"}, 30),
        ({"name": ""}, 30),
    ],
)
def test_what_is_refused_comes_back_as_typed(
    client: Client, address: str, clock: Clock, changes: dict[str, str], wait: int
) -> None:
    form = typed(address, client, **changes)
    clock.later(seconds=wait)
    page = client.post(address, form)
    assert page.status_code == 422
    assert (form["text"] if len(form["text"]) > 5 else "قصير") in text(page)
    assert not Lead.objects.exists()


def test_nobody_lives_at_an_unknown_address(client: Client, db: None) -> None:
    assert client.get("/i/nobody/").status_code == 404


@pytest.mark.parametrize("action", ["portal", "portal_code", "inquiry"])
def test_too_many_presses_are_asked_to_wait(
    action: str, visit: Visitor, client: Client, address: str, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {action: "2/m/ip"}
    press = {
        "portal": lambda: visit.post("ask", text="سؤال", question="1"),
        "portal_code": lambda: visit.post("sign"),
        "inquiry": lambda: client.post(address, {}),
    }[action]
    answers = [press().status_code for _press in range(3)]
    assert 429 not in answers[:2]
    assert answers[2] == 429
    assert visit.get().status_code == 200


def test_a_body_beyond_all_measure_is_refused_unread(visit: Visitor, settings: Any) -> None:
    settings.LARGEST_BODY = 1000
    page = visit.http.post(visit.at("ask"), {"text": "a" * 2000})
    assert page.status_code == 413
    assert "<html" in text(page)


def test_text_beyond_all_measure_is_refused_too(visit: Visitor) -> None:
    assert visit.http.post(visit.at("ask"), {"text": "a" * 3_000_000}).status_code == 413
