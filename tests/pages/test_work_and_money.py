"""Offers, orders and invoices in a real browser: for everybody, and the composer while it is typed in."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from clients.models import Lead
from clients.services.leads import receive_inquiry
from tests.cast import Freelancer
from tests.desk.deals import Deals
from tests.payments.platforms import Home

from .accessible import assert_good_for_everybody
from .conftest import OpenPage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def deals(nour: Freelancer) -> Deals:
    return Deals(nour)


@pytest.fixture
def reem(nour: Freelancer) -> Lead:
    return receive_inquiry(
        business=nour.business, name="ريم السالم", email="reem@alwaha.example", text="هوية بصرية لمقهى جديد 2026",
        language="ar", organisation="مقهى الواحة", now=timezone.now() - timedelta(hours=2),
    )  # fmt: skip


def test_the_pages_of_work_are_for_everybody(
    open_page: OpenPage, deals: Deals, nour: Freelancer, reem: Lead
) -> None:  # fmt: skip
    draft, sent, order = deals.ready(reem), deals.sent(reem), deals.working(reem)
    page = open_page("/desk/", "ar", reader=nour)
    work = ["offers/", f"offers/{draft.ref}/", f"offers/{draft.ref}/sending/", f"offers/{sent.ref}/", "orders/"]
    work += [f"orders/{order.ref}/", f"orders/{order.ref}/contract/", f"orders/{order.ref}/stages/1/"]
    work += [f"orders/{order.ref}/{act}/" for act in ("dates", "hold", "update", "deliver")]
    for path in ("", *work):
        page.goto(f"/desk/{path}")
        assert_good_for_everybody(page)


def test_the_pages_of_money_are_for_everybody(
    open_page: OpenPage, deals: Deals, nour: Freelancer, reem: Lead
) -> None:  # fmt: skip
    order = deals.signed(reem)
    deals.claimed(order)
    page = open_page("/desk/invoices/", "en", reader=nour)
    assert_good_for_everybody(page)
    home = Home(nour, now=timezone.now() - timedelta(days=20))
    home.earns("400")
    payout = home.sends(home.asks("100"))
    ways = [f"money/payouts/{payout.ref}/", "money/payouts/new/?platform=mostaql&currency=USD", "money/payouts/"]
    settings = ["settings/payout-methods/", f"settings/payout-methods/{home.method().ref}/"]
    settings += ["settings/reminders/", "settings/invoices/"]
    ways += [f"orders/{home.wins('90').ref}/cancellation/"]
    for path in (f"invoices/{deals.invoice(order).ref}/", "money/", *ways, *settings):
        page.goto(f"/desk/{path}")
        assert_good_for_everybody(page)


def test_sums_and_the_clients_page_follow_what_is_typed(
    open_page: OpenPage, deals: Deals, nour: Freelancer, reem: Lead
) -> None:
    page = open_page(f"/desk/offers/{deals.empty(reem).ref}/", "en", reader=nour)
    page.fill("[name=lines-0-title]", "شعار")
    page.fill("[name=lines-0-quantity]", "٢")
    page.fill("[name=lines-0-unit]", "١٬٢٣٤٫٥٠")
    expect(page.locator("#line-sum-0")).to_contain_text("2,469.00")
    expect(page.locator("#preview")).to_contain_text("شعار")
    expect(page.locator("[name=parts-0-amount]")).to_have_attribute("placeholder", "1,234.50")
    page.click("button:has-text('Another item')")
    expect(page.locator("[name=lines-1-title]")).to_be_focused()
    assert page.input_value("[name=lines-0-unit]") == "١٬٢٣٤٫٥٠"
    page.click("button:has-text('Four quarters')")
    expect(page.locator(".stage-row")).to_have_count(4)
    page.fill("[name=parts-3-percent]", "24.99")
    expect(page.locator("#plan-sum")).to_contain_text("0.25 short")


def test_the_composer_works_without_scripts(
    open_page: OpenPage, deals: Deals, nour: Freelancer, reem: Lead
) -> None:  # fmt: skip
    address = f"/desk/offers/{deals.ready(reem).ref}/"
    seen = open_page("/desk/", "en", reader=nour)
    browser = seen.context.browser
    assert browser is not None
    bare = browser.new_context(
        java_script_enabled=False, storage_state=seen.context.storage_state(), base_url=seen.url.split("/desk")[0]
    )  # fmt: skip
    try:
        _without_scripts(bare.new_page(), address)
    finally:
        bare.close()


def _without_scripts(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("[name=title]", "عنوان آخر")
    page.click("button:has-text('Another item')")
    assert page.locator(".line-row").count() == 3
    page.locator(".line-row .btn.is-icon").last.click()
    assert page.locator(".line-row").count() == 2
    page.press("[name=title]", "Enter")
    assert page.url.endswith(address)
    assert page.locator(".page-head h1").inner_text() == "عنوان آخر"
