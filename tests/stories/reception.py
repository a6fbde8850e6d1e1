"""The desk from the first visit to an offer that is out: sign-up, settings, leads, offers."""

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from .walk import PASSWORD, Hand, press, submit

Part = tuple[str, str, str]  # title, what makes it due, percent


class Reception(Hand):
    width = 1280

    def signs_up(self) -> None:
        self.page.goto("/accounts/signup/")
        self.page.fill("[name=email]", self.email)
        self.page.fill("[name=password1]", PASSWORD)
        press(self.page, "/accounts/signup/")
        mail = self.stack.inbox.wait_for(self.email)
        self.page.goto(next(link for link in mail.links if "confirm-email" in link))
        submit(self.page)
        if "/login/" in self.page.url:
            self.signs_in()

    def signs_in(self) -> None:
        self.page.goto("/accounts/login/")
        self.page.fill("[name=login]", self.email)
        self.page.fill("[name=password]", PASSWORD)
        press(self.page, "/accounts/login/")

    def takes_the_first_steps(self, *, name: str, business: str) -> None:
        self.page.goto("/desk/")
        expect(self.page).to_have_url(re.compile("/desk/setup/$"))
        self.page.fill("[name=full_name]", name)
        self.page.fill("[name=name]", business)
        submit(self.page)
        expect(self.page).to_have_url(re.compile("/desk/setup/windows/$"))
        submit(self.page)
        expect(self.page).to_have_url(re.compile("/desk/setup/criteria/$"))
        submit(self.page)
        expect(self.page).to_have_url(re.compile("/desk/$"))

    def says_where_money_goes(self, *, iban: str, vat_number: str) -> None:
        self.page.goto("/desk/settings/")
        self.page.fill("[name=iban]", iban)
        self.page.fill("[name=vat_number]", vat_number)
        self.page.fill("[name=vat_rate_bp]", "15")
        submit(self.page)
        self.page.goto("/desk/settings/")
        expect(self.page.locator("[name=iban]")).to_have_value(re.compile(iban[-4:]))

    def knows_how_long_it_holds(self, platform: str, days: str) -> None:
        self.page.goto("/desk/settings/platforms/")
        self.page.locator(f'main a[aria-label*="{platform}"]').click()
        self.page.fill("[name=hold_days]", days)
        submit(self.page)
        expect(self.page).to_have_url(re.compile("/settings/platforms/$"))

    def inquiry_address(self) -> str:
        self.page.goto("/desk/leads/")
        found = self.page.locator("text=/\\/i\\/[a-z0-9-]+\\//").first.text_content() or ""
        return found.strip()

    def notes_an_inquiry(self, *, platform: str, name: str, text: str) -> None:
        self.page.goto("/desk/leads/new/")
        self.page.fill("[name=text]", text)
        self.page.fill("[name=name]", name)
        self.page.select_option("[name=platform]", label=platform)
        submit(self.page)
        expect(self.page.locator("h1")).to_contain_text(name)

    def opens_the_lead(self, name: str) -> None:
        self.page.goto("/desk/leads/")
        self.page.locator("main a.row", has_text=name).first.click()

    def rates(self, mark: str = "4") -> None:
        """Every trait the same."""
        form = self.page.locator('form[action$="/score/"]')
        for option in form.locator(f'input[type=radio][value="{mark}"]').all():
            option.check(force=True)
        press(self.page, "/score/")

    def takes_the_lead(self) -> None:
        press(self.page, "/talks/")
        self.page.locator('main a[href$="/acceptance/"]').first.click()
        submit(self.page)

    def answers(self, text: str) -> None:
        self.page.goto("/desk/messages/")
        self.page.fill("textarea[name=body]", text)
        press(self.page, "/reply/")

    def begins_an_offer(self, *, to: str, title: str, item: str, price: str) -> None:
        """One item; the plan is the usual first one."""
        self.page.goto("/desk/offers/new/")
        self.page.locator("main a.row", has_text=to).first.click()
        self.page.fill("[name=title]", title)
        submit(self.page)
        self.page.fill("[name=lines-0-title]", item)
        self.page.fill("[name=lines-0-unit]", price)
        self.page.fill("[name=valid_until]", (date.today() + timedelta(days=14)).isoformat())  # noqa: DTZ011

    def plans(self, parts: list[Part]) -> None:
        """As many stages as these, each with what makes its money due."""
        rows = self.page.locator("[data-part]")
        for count in range(rows.count(), len(parts)):
            self.page.locator('button[value="add parts"]').click()
            expect(rows).to_have_count(count + 1)
        for at, (title, trigger, percent) in enumerate(parts):
            self.page.fill(f"[name=parts-{at}-title]", title)
            self.page.select_option(f"[name=parts-{at}-trigger]", trigger)
            self.page.fill(f"[name=parts-{at}-percent]", percent)

    def sends_the_offer(self) -> None:
        """The last look, then out it goes; for a platform it is only marked as sent."""
        self.page.locator("button[name=next][value=send]").click()
        expect(self.page).to_have_url(re.compile("/sending/$"))
        submit(self.page)
        expect(self.page).not_to_have_url(re.compile("/sending/$"))

    def sees(self, path: str, text: str | re.Pattern[str]) -> None:
        self.page.goto(path)
        expect(self.page.locator("main")).to_contain_text(text)
