"""The desk where money arrives: claims, withdrawals from platforms, the Money page and the books."""

import re

from playwright.sync_api import expect

from .walk import Hand, press, submit


class Till(Hand):
    def confirms_the_payment(self) -> None:
        self.page.goto("/desk/")
        self.page.locator('main a[href*="/desk/invoices/"]').first.click()
        press(self.page, "/confirmation/")
        expect(self.page.locator('form[action*="/confirmation/"]')).to_have_count(0)

    def withdraws(self, way: str, amount: str) -> None:
        """By one of the ways home that the Money page compares."""
        self.waits_for("/desk/money/", at="table.routes tr", text=way).locator("a").first.click()
        self.page.fill("[name=amount]", amount)
        submit(self.page)
        self.page.wait_for_url(re.compile(r"/money/payouts/[0-9A-Z]{10}/$"))

    def hears_that_it_was_sent(self) -> None:
        press(self.page, "/sending/")
        expect(self.page.locator('form[action*="/sending/"]')).to_have_count(0)

    def receives(self, amount: str) -> None:
        """Without a reason a difference is refused; then with it."""
        self.page.fill("[name=received]", amount)
        press(self.page, "/arrival/")
        expect(self.page.locator("main [role=alert], main .error").first).to_be_visible()
        self.page.select_option("[name=why]", "fee")
        press(self.page, "/arrival/")
        expect(self.page).to_have_url(re.compile("/desk/money/$"))

    def reads_in_the_books(self, page: str, *texts: str) -> None:
        self.page.goto(f"/books/payments/{page}/")
        for text in texts:
            expect(self.page.locator("#content")).to_contain_text(text)
