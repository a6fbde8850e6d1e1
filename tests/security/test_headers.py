"""What every kind of page tells the browser: run nothing foreign, keep no copy, stand in no frame."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from orders.services.links import deal_link
from tests.cast import PASSWORD
from tests.doors.conftest import House
from tests.doors.routes import Route, routes
from tests.doors.test_doors import address

Enter = Callable[[User], Client]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare_machine")]
PUBLIC = (
    "/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-wrong/", "/accounts/confirm-email/wrong/", "/healthz/", "/nowhere/", "/c/forged/",
)  # fmt: skip
OWN = ("/accounts/email/", "/accounts/password/change/", "/accounts/logout/")


def is_guarded(answer: HttpResponse, where: str) -> None:
    headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy, where
    assert "unsafe" not in policy, where
    assert "no-store" in headers["Cache-Control"], where
    assert headers["Referrer-Policy"] == "same-origin", where
    assert headers["X-Content-Type-Options"] == "nosniff", where
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin", where


def is_unframed(answer: HttpResponse, where: str) -> None:
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy or "sandbox" in policy, where
    assert answer.headers["X-Frame-Options"] == "DENY", where


def pages_of(door: str, house: House, token: str = "") -> Iterator[tuple[Route, str]]:
    for route in routes():
        if route.door == door:
            yield route, address(route, house, token)


def test_pages_for_everybody(client: Client) -> None:
    for path in PUBLIC:
        answer = client.get(path)
        is_guarded(answer, path)
        is_unframed(answer, path)


def test_a_strange_host_and_a_forged_form_are_answered_the_same_way(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    for answer in (
        client.get("/", headers={"host": "evil.example"}),
        strict.post("/accounts/login/"),
        client.get("/healthz/?%00"),
    ):
        assert answer.status_code in {400, 403}
        is_guarded(answer, str(answer.status_code))
        is_unframed(answer, str(answer.status_code))


def test_every_page_of_the_desk(house: House, signed_in: Enter) -> None:
    browser = signed_in(house.nour.user)
    for route, path in pages_of("OWNER", house):
        answer = browser.get(path)
        answer.close()  # some are files
        is_guarded(answer, route.name)
        is_unframed(answer, route.name)


def test_ones_own_account(house: House, signed_in: Enter) -> None:
    browser = signed_in(house.nour.user)
    for path in OWN:
        answer = browser.get(path)
        assert answer.status_code == 200
        is_guarded(answer, path)
        is_unframed(answer, path)


def test_every_page_of_a_personal_link(house: House, client: Client) -> None:
    for route, path in pages_of("LINK", house, house.link.token):
        answer = client.get(path)
        answer.close()
        is_guarded(answer, route.name)
        is_unframed(answer, route.name)


def test_a_link_that_was_taken_back(house: House, client: Client) -> None:
    link = deal_link(offer=house.order.offer, contact=house.order.contact, now=house.link.created_at)
    link.revoked_at = link.created_at
    link.save()
    answer = client.get(f"/c/{link.token}/")
    assert answer.status_code == 410
    is_guarded(answer, "closed")


def test_every_list_row_paper_and_sheet_of_the_books(house: House, signed_in: Enter) -> None:
    browser = signed_in(house.bookkeeper)
    row = f"/books/payments/invoice/{house.invoice.pk}"
    sheet = "/books/payments/invoice/export."
    for path in ("/books/", "/books/payments/entry/", f"{row}/change/", f"{row}/paper/", f"{sheet}csv", f"{sheet}xlsx"):
        answer = browser.get(path)
        assert answer.status_code == 200
        is_guarded(answer, path)
        is_unframed(answer, path)


def test_only_the_inquiry_form_may_stand_in_a_frame(house: House, client: Client) -> None:
    path = f"/i/{house.nour.business.slug}/"
    for answer in (client.get(path), client.post(path, {"name": "x"})):
        is_guarded(answer, path)
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer.headers
    is_unframed(client.get("/i/nobody/"), "nobody")


def test_cookies_are_for_the_server_alone(house: House, client: Client) -> None:
    cache.clear()
    answers = [
        client.get("/accounts/login/"),
        client.post("/accounts/login/", {"login": house.nour.user.email, "password": PASSWORD}),
        client.post("/language/", {"language": "en"}),
    ]
    cookies = {name: morsel for answer in answers for name, morsel in answer.cookies.items()}
    assert {"sessionid", "csrftoken", "language"} <= set(cookies)
    for name, morsel in cookies.items():
        assert morsel["samesite"] == "Lax", name
        assert morsel["httponly"], name
