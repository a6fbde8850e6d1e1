"""What every walk through the real thing is made of: a hand on a screen, and how it presses.

Fields are found by their names and buttons by where their form leads, so one walk fits both languages.
"""

import re
from typing import Any

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser, Locator, Page

from tests.inbox import Mail
from tests.services import wait_until
from tests.stacks import Stack

PASSWORD = "a-desk-of-my-own-2026"
PLACE = re.compile(r"%\\\(\w+\\\)s")  # what a subject leaves to say, once it is escaped


class Hand:
    """A person before a screen of one width, who reads one language and one inbox."""

    width: int

    def __init__(self, browser: Browser, stack: Stack, *, email: str, language: str) -> None:
        self.stack, self.email, self.language = stack, email, language
        self.context = browser.new_context(
            base_url=stack.url, viewport={"width": self.width, "height": 844}, locale=language, reduced_motion="reduce"
        )
        self.context.add_cookies([{"name": "language", "value": language, "url": stack.url}])
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()

    def letter(self, subject: str, **said: Any) -> Mail:
        """The letter with this subject, given as the English template has it, when it has come."""
        with translation.override(self.language):
            words = re.escape(_seen(gettext(subject)))
        for name, value in said.items():
            words = words.replace(re.escape(f"%({name})s"), re.escape(value))
        known = re.compile(PLACE.sub(".+", words))

        def found() -> list[Mail]:
            return [mail for mail in self.stack.inbox.to(self.email) if known.search(_seen(mail.subject))]

        came: list[Mail] = wait_until(found, f"a letter to {self.email}: {known.pattern}", 60)
        return came[0]

    def waits_for(self, path: str, *, at: str, text: str) -> Locator:
        """The first of `at` that says `text` on the page, looked for again until a worker has brought it."""
        wanted = self.page.locator(at, has_text=text).first

        def seen() -> bool:
            self.page.goto(path)
            return wanted.is_visible()

        wait_until(seen, f"{text} on {path}", 60)
        return wanted

    def papers(self, kind: str) -> list[bytes]:
        """The PDFs that came by mail, as often as they came: those whose number begins with `kind`."""
        files = [pair for mail in self.stack.inbox.to(self.email) for pair in mail.attachments.items()]
        return [content for name, content in files if kind in name and name.endswith(".pdf")]


def _seen(text: str) -> str:
    """Without the marks that only steer the direction of a line."""
    return "".join(filter(str.isprintable, text))


def press(page: Page, act: str) -> None:
    """The own button of the form that posts to `act`."""
    page.locator(f'form[action*="{act}"] button:not([popovertarget], [formaction], [type=button]):visible').last.click()


def submit(page: Page) -> None:
    """The one filled button of the page."""
    page.locator("main button.is-main:visible").first.click()


def personal(mail: Mail) -> str:
    """The client's own address in a letter."""
    return next(link for link in mail.links if "/c/" in link)
