"""The freelancer at the desk, and the client with a phone and nothing but the link from a letter."""

import re
from pathlib import Path
from time import monotonic

from playwright.sync_api import Browser, Response, expect

from tests.services import wait_until
from tests.stacks import Stack

from .reception import Reception
from .till import Till
from .walk import Hand, personal, press, submit
from .workshop import Workshop

SIX_DIGITS = re.compile(r"(?<![\d-])\d{6}(?!\d)")
UNHURRIED = 3.1  # seconds: nobody writes an inquiry faster, so the form refuses it


class Freelancer(Reception, Workshop, Till):
    """At the desk, wide screen."""


class Client(Hand):
    width = 390

    def __init__(self, browser: Browser, stack: Stack, *, name: str, email: str, language: str) -> None:
        super().__init__(browser, stack, email=email, language=language)
        self.name = name

    def opens_the_inquiry_form(self, address: str) -> None:
        self.page.goto(f"{address}?lang={self.language}")
        self.opened = monotonic()

    def inquires(self, text: str) -> None:
        self.page.fill("[name=name]", self.name)
        self.page.fill("[name=email]", self.email)
        self.page.fill("[name=text]", text)
        self.page.wait_for_timeout(max(0, UNHURRIED - (monotonic() - self.opened)) * 1000)
        submit(self.page)
        expect(self.page.locator("main form")).to_have_count(0)

    def opens(self, address: str) -> Response | None:
        """On a tab of its own: the one before may be about to look again by itself, and would cut in."""
        self.page.close()
        self.page = self.context.new_page()
        return self.page.goto(address)

    def opens_the_offer(self, subject: str) -> None:
        self.link = personal(self.stack.inbox.wait_for(self.email, subject))
        self.page.goto(self.link)

    def accepts(self) -> None:
        press(self.page, "/acceptance/")

    def signs(self) -> None:
        before = len(self.stack.inbox.to(self.email))
        press(self.page, "/contract/code/")
        code = self._code(before)
        self.page.fill("[name=typed_name]", self.name)
        self.page.fill("[name=code]", code)
        self.page.locator("[name=consent]").check()
        press(self.page, "/contract/signature/")
        expect(self.page.locator('form[action*="/contract/signature/"]')).to_have_count(0)

    def pays(self, number: int, slip: Path) -> None:
        """Waits for the `number`-th invoice, which a worker sends, then reports the transfer with its slip."""
        wait_until(lambda: len(self.papers("INV-")) == number, f"invoice {number} for {self.email}", 60)
        self.opens(self.link)
        self.page.locator("#pay input[type=file]").set_input_files(slip)
        press(self.page, "/claim/")
        expect(self.page.locator('form[action*="/claim/"]')).to_have_count(0)

    def opens_the_stage(self, title: str, version: int = 1) -> None:
        """By the letter, which goes out when the samples are made."""
        mail = self.stack.inbox.wait_for(self.email, title, version, 60)
        self.opens(personal(mail))
        expect(self.page.locator("h1")).to_have_text(title)

    def samples(self) -> list[bytes]:
        """Each picture of the stage, as it reached the phone."""
        pictures = self.page.locator("figure.sample img")
        first = pictures.first
        expect(first).to_be_visible()
        assert first.evaluate("async picture => { await picture.decode(); return picture.naturalWidth; }") > 100
        return [self.page.request.get(str(one.get_attribute("src"))).body() for one in pictures.all()]

    def is_refused(self, file: str) -> None:
        """The address of an original, guessed rightly."""
        before = self.page.url
        answer = self.opens(f"{self.link}files/{file}/")
        assert answer
        assert answer.status == 403
        expect(self.page.locator("main h1")).to_be_visible()
        self.opens(before)

    def asks_for_changes(self, text: str) -> None:
        self.page.locator("main a[href='#changes']").click()
        self.page.locator("form[action*='/changes/'] [name=text]").fill(text)
        press(self.page, "/changes/")
        expect(self.page.locator('form[action*="/approval/"]')).to_have_count(0)

    def approves(self) -> None:
        press(self.page, "/approval/")
        expect(self.page).to_have_url(self.link)

    def approves_on_two_screens(self) -> None:
        """The page stood open on a second one, and is pressed there as well."""
        other = self.context.new_page()
        other.goto(self.page.url)
        self.approves()
        press(other, "/approval/")
        expect(other.locator('form[action*="/approval/"]')).to_have_count(0)
        other.close()

    def downloads(self, name: str) -> bytes:
        with self.page.expect_download() as taken:
            self.page.locator("#files a", has_text=name).first.click()
        return Path(taken.value.path()).read_bytes()

    def reviews(self, address: str, text: str) -> None:
        """Five stars, and it may be shown with the name."""
        self.opens(address)
        self.page.locator("[name=overall][value='5']").check(force=True)
        self.page.fill("[name=text]", text)
        self.page.locator("[name=consent][value=named]").check(force=True)
        press(self.page, "/review/")
        expect(self.page.locator('form[action*="/review/"]')).to_have_count(0)

    def _code(self, before: int) -> str:
        """The six digits of the newest letter that came after the first `before`."""
        found: list[str] = wait_until(
            lambda: [
                code for mail in self.stack.inbox.to(self.email)[before:] for code in SIX_DIGITS.findall(mail.text)
            ],
            f"a code for {self.email}",
        )
        return found[-1]
