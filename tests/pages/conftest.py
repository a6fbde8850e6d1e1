"""Pages as a browser shows them: in both languages, wide and narrow, light and dark."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from accounts.middleware import LANGUAGE_COOKIE
from tests.cast import Freelancer

OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, live_server, client: Client):  # type: ignore[no-untyped-def]
    """Opens a path as one reader sees it; `reader` is signed in when given."""
    contexts = []

    def opener(
        path: str, language: str = "ar", width: int = 1280, scheme: str = "light", reader: Freelancer | None = None
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme=scheme,
            base_url=live_server.url,
            reduced_motion="reduce",
        )
        contexts.append(context)
        cookies = {LANGUAGE_COOKIE: language}
        if reader:
            reader.user.language = language
            reader.user.save(update_fields=["language"])
            client.force_login(reader.user)
            cookies["sessionid"] = client.cookies["sessionid"].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()])
        page = context.new_page()
        page.goto(path)
        return page

    yield opener
    for context in contexts:
        context.close()
