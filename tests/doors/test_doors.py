"""Every address declares its door, and every door is tried by those it is not for."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.cast import Freelancer
from tests.doors.conftest import House
from tests.doors.routes import DOORS, Route, routes

Enter = Callable[[User], Client]

ALL = routes()
OWNERS = [route for route in ALL if route.door == "OWNER"]
LINKS = [route for route in ALL if route.door == "LINK"]
BOOKS = [route for route in ALL if route.door == "BOOKS"]
SHUT = {302, 403, 404, 405}


def address(route: Route, house: House, token: str = "") -> str:
    """The address with Nour's own rows in it. A new kind of row must be added to House.refs(), or this fails."""
    refs, values = house.refs(), []
    for argument in route.arguments:
        if argument == "token":
            values.append(token)
        elif argument == "ref":
            part = route.pattern.split("<str:ref>")[0].rstrip("/").split("/")[-1]
            values.append(refs[part])
        else:
            values.append(refs[argument])
    return reverse(route.name, args=values)


def test_every_address_declares_its_door() -> None:
    assert [route.pattern for route in ALL if route.door not in DOORS] == []


def test_only_the_tray_of_a_stage_takes_a_large_body() -> None:
    """Whatever is sent elsewhere ends at settings.LARGEST_BODY."""
    assert [route.name for route in ALL if hasattr(route.view, "largest_body")] == ["desk:stage-files"]


def test_nobody_signed_in_is_sent_to_the_sign_in_page(house: House, client: Client) -> None:
    for route in OWNERS:
        for send in (client.get, client.post):
            answer = send(address(route, house))
            refused = answer.status_code == 405 or (
                answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/login/")
            )
            assert refused, (route.name, answer.status_code)


def test_another_freelancer_finds_none_of_the_rows(house: House, sam: Freelancer, signed_in: Enter) -> None:
    browser = signed_in(sam.user)
    for route in OWNERS:
        if not route.arguments:
            continue
        for send in (browser.get, browser.post):
            answer = send(address(route, house))
            assert answer.status_code in {404, 405}, (route.name, answer.status_code)


def test_a_bookkeeper_is_led_to_the_books(house: House, signed_in: Enter) -> None:
    browser = signed_in(house.bookkeeper)
    for route in OWNERS:
        if route.name.startswith("desk:setup"):
            continue
        answer = browser.get(address(route, house))
        led = answer.status_code == 405 or (answer.status_code == 302 and answer.headers["Location"] == "/books/")
        assert led, (route.name, answer.status_code)


def test_acts_are_not_done_by_looking(house: House, signed_in: Enter) -> None:
    """No owner's page that is opened with GET answers with a redirect after doing something, or with an error."""
    browser = signed_in(house.nour.user)
    for route in OWNERS:
        answer = browser.get(address(route, house))
        answer.close()  # some are files
        assert answer.status_code in {200, 302, 404, 405}, (route.name, answer.status_code)


def test_a_forged_token_opens_nothing(house: House, client: Client) -> None:
    for token in ("x", "AAAAAAAAAA.1:forged", house.link.token[:-1] + ("A" if house.link.token[-1] != "A" else "B")):
        for route in LINKS:
            for send in (client.get, client.post):
                answer = send(address(route, house, token))
                assert answer.status_code in {404, 405}, (route.name, answer.status_code)


def test_another_clients_link_opens_none_of_these_rows(house: House, client: Client) -> None:
    """Hannah's link is good, but Reem's invoices and receipts do not hang on it."""
    for route in LINKS:
        if route.arguments == ("token",):
            continue
        for send in (client.get, client.post):
            answer = send(address(route, house, house.hannahs_link.token))
            assert answer.status_code in {404, 405}, (route.name, answer.status_code)


def test_a_stranger_and_another_freelancer_find_the_books_shut(
    house: House, sam: Freelancer, client: Client, signed_in: Enter
) -> None:
    """A new kind of row in the books must be added to House.in_books(), or this fails."""
    sams, rows = signed_in(sam.user), house.in_books()
    for route in BOOKS:
        part = route.pattern.removeprefix("books/payments/").split("/")[0]
        if not route.pattern.startswith("books/payments/") or not route.arguments or route.name.endswith("None"):
            continue
        pk, told = rows[part]
        path = reverse(route.name, args=["csv" if argument == "kind" else str(pk) for argument in route.arguments])
        assert client.get(path).status_code in SHUT, path
        answer = sams.get(path)
        if "export" in route.name:
            assert told not in b"".join(answer).decode("utf-8-sig"), path
        else:
            assert answer.status_code in SHUT, (path, answer.status_code)
