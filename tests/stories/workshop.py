"""The desk while the work is done: stages shown to the client, agreed items ticked, the hand-over, the review."""

import re
from pathlib import Path

from playwright.sync_api import expect

from .walk import Hand, press, submit


class Workshop(Hand):
    order: str  # the address of the order at hand

    def opens_the_order(self, title: str) -> None:
        self.page.goto("/desk/orders/?state=all")
        self.page.locator("main a.row", has_text=title).first.click()
        self.page.wait_for_url(re.compile(r"/desk/orders/[0-9A-Z]{10}/$"))
        self.order = self.page.url

    def is_awarded(self) -> None:
        """The platform gave the work: the order opens."""
        press(self.page, "/award/")
        self.page.wait_for_url(re.compile(r"/desk/orders/[0-9A-Z]{10}/$"))
        self.order = self.page.url

    def approves_in_the_clients_place(self, position: int, reason: str) -> None:
        self.page.goto(f"{self.order}stages/{position}/")
        form = self.page.locator('form[action$="/approval/"]')
        self.page.locator("details:has(form[action$='/approval/']) summary").click()
        form.locator("[name=reason]").fill(reason)
        press(self.page, "/approval/")
        expect(form).to_have_count(0)

    def puts_on_the_tray(self, position: int, *files: Path) -> list[str]:
        """Each file by itself, as soon as it is chosen; gives the refs of the originals."""
        self.page.goto(f"{self.order}stages/{position}/")
        self.page.locator("form[data-tray] input[type=file]").set_input_files(list(files))
        kept = self.page.locator("[data-tray-list] a[href*='/files/']")
        expect(kept).to_have_count(len(files))
        expect(self.page.locator("[data-tray-moving] li")).to_have_count(0)
        return [str(link.get_attribute("href")).rstrip("/").rsplit("/", 1)[-1] for link in kept.all()]

    def shows_the_stage(self, notes: str, changed: str = "") -> None:
        if changed:
            self.page.fill("[name=changed]", changed)
        self.page.fill("[name=notes]", notes)
        press(self.page, "/submission/")
        expect(self.page.locator('form[action*="/submission/"]')).to_have_count(0)

    def ticks_what_was_agreed(self) -> None:
        self.page.goto(self.order)
        open_items = self.page.locator('form[action*="/scope/"] button[value=yes]')
        for left in range(open_items.count(), 0, -1):
            open_items.first.click()
            expect(open_items).to_have_count(left - 1)

    def hands_over(self, reason: str = "") -> None:
        self.page.goto(f"{self.order}deliver/")
        if reason:
            self.page.fill("[name=reason]", reason)
        submit(self.page)
        expect(self.page).to_have_url(self.order)

    def finishes(self) -> None:
        """An order of a platform: nobody's payment finishes it."""
        press(self.page, "/complete/")
        expect(self.page.locator('form[action*="/complete/"]')).to_have_count(0)

    def asks_for_the_review_now(self, title: str) -> None:
        self.waits_for("/desk/reviews/", at="main a.row", text=title).click()
        press(self.page, "/sending/")
        expect(self.page.locator('form[action*="/sending/"]')).to_have_count(0)

    def publishes_the_review(self) -> str:
        """By the letter that it came; gives the address of the page that everybody may read."""
        mail = self.letter("%(client)s reviewed order %(number)s: %(overall)s of 5")
        self.page.goto(next(link for link in mail.links if "/desk/reviews/" in link))
        press(self.page, "/publication/")
        expect(self.page.locator('form[action*="/hiding/"]')).to_have_count(1)
        self.page.goto("/desk/reviews/")
        return str(self.page.locator('main a[href*="/t/"]').first.get_attribute("href"))
