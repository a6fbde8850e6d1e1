"""No button of the client's pages can be pressed without end."""

import pytest
from django.test import Client

from tests.doors.routes import Route, routes

# Written once per offer and person, and sent by every page that is touched: it must not eat up the other buttons' rate.
FREE = {"portal:seen"}
PORTAL = [route for route in routes() if route.name.startswith("portal:") and route.name not in FREE]


def takes_posts(route: Route, client: Client) -> bool:
    address = "/" + route.pattern.replace("<int:position>", "1")
    for argument in ("<str:token>", "<str:ref>", "<slug:slug>"):
        address = address.replace(argument, "x")
    return client.post(address).status_code != 405


@pytest.mark.django_db
def test_every_post_of_the_portal_is_counted(client: Client) -> None:
    counted = {route.name for route in PORTAL if getattr(route.view, "limited", "")}
    assert {route.name for route in PORTAL if takes_posts(route, client)} <= counted
    assert {"portal:stage-changes", "portal:extra", "portal:review-answer", "portal:language"} <= counted
