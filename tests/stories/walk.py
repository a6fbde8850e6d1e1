"""What people press on the way from a lead to a paid deposit: the freelancer's hands, and the client's thumb.

Fields are found by their names and buttons by where their form leads, so one walk fits both languages.
"""

import re
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.inbox import Mail
from tests.services import wait_until
from tests.stacks import Stack

PASSWORD = "a-desk-of-my-own-2026"
SIX_DIGITS = re.compile(r"(?<![\d-])\d{6}(?!\d)")


def press(page: Page, act: str) -> None:
    """The own button of the form that posts to `act`."""
    page.locator(f'form[action*="{act}"] button:not([popovertarget], [formaction], [type=button]):visible').last.click()


def submit(page: Page) -> None:
    """The one filled button of the page."""
    page.locator("main button.is-main:visible").first.click()


class Freelancer:
    """At the desk, wide screen, in one language."""

    def __init__(self, browser: Browser, stack: Stack, *, email: str, language: str) -> None:
        self.stack, self.email, self.language = stack, email, language
        self.context = _context(browser, stack, language, 1280)
        self.page = self.context.new_page()

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

    def says_where_money_goes(self, *, iban: str, vat_number: str = "") -> None:
        self.page.goto("/desk/settings/")
        self.page.fill("[name=iban]", iban)
        if vat_number:
            self.page.fill("[name=vat_number]", vat_number)
            self.page.fill("[name=vat_rate_bp]", "15")
        submit(self.page)
        self.page.goto("/desk/settings/")
        expect(self.page.locator("[name=iban]")).to_have_value(re.compile(iban[-4:]))

    def inquiry_address(self) -> str:
        self.page.goto("/desk/leads/")
        found = self.page.locator("text=/\\/i\\/[a-z0-9-]+\\//").first.text_content() or ""
        return found.strip()

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

    def writes_an_offer(self, *, title: str, item: str, price: str) -> None:
        """One item, four quarters, two weeks to answer."""
        self.page.goto("/desk/offers/new/")
        self.page.locator("main a.row").first.click()
        self.page.fill("[name=title]", title)
        submit(self.page)
        self.page.fill("[name=lines-0-title]", item)
        self.page.fill("[name=lines-0-unit]", price)
        self.page.locator('button[value="preset quarters"]').click()
        expect(self.page.locator("[data-part]")).to_have_count(4)
        self.page.fill("[name=valid_until]", (date.today() + timedelta(days=14)).isoformat())  # noqa: DTZ011
        self.page.locator("button[name=next][value=send]").click()

    def sends_the_offer(self) -> None:
        expect(self.page).to_have_url(re.compile("/sending/$"))
        submit(self.page)

    def confirms_the_payment(self) -> None:
        self.page.goto("/desk/")
        self.page.locator('main a[href*="/desk/invoices/"]').first.click()
        press(self.page, "/confirmation/")

    def sees(self, path: str, text: str | re.Pattern[str]) -> None:
        self.page.goto(path)
        expect(self.page.locator("main")).to_contain_text(text)


class Client:
    """On a phone, with nothing but the link from the letter."""

    def __init__(self, browser: Browser, stack: Stack, *, name: str, email: str, language: str) -> None:
        self.stack, self.name, self.email, self.language = stack, name, email, language
        self.context = _context(browser, stack, language, 390)
        self.page = self.context.new_page()

    def inquires(self, address: str, text: str) -> None:
        self.page.goto(f"{address}?lang={self.language}")
        self.page.fill("[name=name]", self.name)
        self.page.fill("[name=email]", self.email)
        self.page.fill("[name=text]", text)
        self.page.wait_for_timeout(3100)  # nobody writes an inquiry faster: the form refuses it
        submit(self.page)
        expect(self.page.locator("main form")).to_have_count(0)

    def opens_the_offer(self, subject: str) -> None:
        self.link = _personal(self.stack.inbox.wait_for(self.email, subject))
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

    def pays(self, slip: Path) -> None:
        """Waits for the worker's invoice, then reports the transfer with its slip."""
        form = self.page.locator('form[action*="/claim/"]')
        for _look in range(60):
            if form.count():
                break
            self.page.wait_for_timeout(500)
            self.page.goto(self.link)
        self.page.set_input_files("input[type=file]", slip)
        press(self.page, "/claim/")
        expect(form).to_have_count(0)

    def _code(self, before: int) -> str:
        """The six digits of the newest letter that came after the first `before`."""
        found: list[str] = wait_until(
            lambda: [
                code for mail in self.stack.inbox.to(self.email)[before:] for code in SIX_DIGITS.findall(mail.text)
            ],
            f"a code for {self.email}",
        )
        return found[-1]


def _context(browser: Browser, stack: Stack, language: str, width: int) -> BrowserContext:
    context = browser.new_context(
        base_url=stack.url, viewport={"width": width, "height": 844}, locale=language, reduced_motion="reduce"
    )
    context.add_cookies([{"name": "language", "value": language, "url": stack.url}])
    context.set_default_timeout(15_000)
    return context


def _personal(mail: Mail) -> str:
    return next(link for link in mail.links if "/c/" in link)
