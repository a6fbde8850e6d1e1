"""What a client sees of the work, in a real browser: the stage to answer, and the final files once they are open."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from clients.services.leads import receive_inquiry
from orders.models import ChangeList, MilestoneState, Order, Submission
from orders.services.changing import ask_changes
from orders.services.links import deal_link
from orders.services.release import release_by_hand
from orders.services.submitting import add_work_file, submit_milestone
from tests.cast import Freelancer
from tests.desk.deals import Deals
from tests.portal.working import jpeg, sampled

from .accessible import assert_good_for_everybody
from .conftest import OpenPage

pytestmark = pytest.mark.django_db(transaction=True)


def begun(nour: Freelancer, language: str = "ar") -> Order:
    lead = receive_inquiry(
        business=nour.business, name="ريم السالم", email="reem@alwaha.example", text="هوية بصرية لمقهى جديد 2026",
        language=language, organisation="مقهى الواحة", now=timezone.now() - timedelta(hours=2),
    )  # fmt: skip
    return Deals(nour).working(lead)


def address_of(order: Order) -> str:
    return f"/c/{deal_link(offer=order.offer, contact=order.contact, now=timezone.now()).token}/"


def shown(order: Order, nour: Freelancer, changed: str = "") -> Submission:
    """Its first stage with a picture and a file that has none."""
    now = timezone.now()
    stage = order.milestones.select_related("order__business").get(position=1)
    for name, content in (("شعار.jpg", jpeg()), ("شعار.ai", b"layers")):
        upload = SimpleUploadedFile(name, content)
        file = add_work_file(order=order, milestone=stage, upload=upload, by=nour.actor, now=now)
        if name.endswith("jpg"):
            sampled(file)
    return submit_milestone(milestone=stage, notes="اتجاهان للشعار", changed=changed, by=nour.actor, now=now)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_clients_pages_are_for_everybody(open_page: OpenPage, nour: Freelancer, language: str) -> None:
    order = begun(nour, language)
    first = shown(order, nour)
    ask_changes(submission=first, text="لون أهدأ", contact=order.contact, now=timezone.now())
    shown(order, nour, changed="لون أهدأ\nخط أوضح")
    address = address_of(order)
    page = open_page(address, language)
    assert_good_for_everybody(page)
    page.goto(f"{address}stages/1/")
    for fold in page.locator("details > summary").all():
        fold.click()
    assert_good_for_everybody(page)
    release_by_hand(order=order, reason="لأن", by=nour.actor, now=timezone.now())
    page.goto(address)
    assert_good_for_everybody(page)


def test_a_stage_is_answered_without_scripts(browser: Browser, live_server: LiveServer, nour: Freelancer) -> None:
    order = begun(nour)
    shown(order, nour)
    bare = browser.new_context(
        java_script_enabled=False, base_url=live_server.url, viewport={"width": 390, "height": 844}
    )  # fmt: skip
    try:
        page = bare.new_page()
        page.goto(f"{address_of(order)}stages/1/")
        page.click("main a[href='#changes']")
        page.fill("[name=text]", "لون أهدأ")
        page.click("form[action*='/changes/'] button:not([formaction])")
        expect(page.locator("form[action*='/approval/']")).to_have_count(0)
        shown(order, nour, changed="صار اللون أهدأ")
        page.reload()
        expect(page.locator("main ul.checks")).to_contain_text("صار اللون أهدأ")
        page.click("form[action*='/approval/'] button")
        expect(page.locator("form[action*='/approval/']")).to_have_count(0)
    finally:
        bare.close()
    assert order.milestones.get(position=1).state == MilestoneState.APPROVED


def test_a_list_that_is_being_written_is_not_lost_to_the_button_that_approves(
    open_page: OpenPage, nour: Freelancer
) -> None:
    """The bar that approves is not under the thumb meanwhile; pressed all the same, the browser asks first."""
    order = begun(nour)
    shown(order, nour)
    page, asked = open_page(f"{address_of(order)}stages/1/", width=390), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    bar, approve = page.locator(".sticky-acts"), page.locator("form[action*='/approval/'] button")
    expect(bar).to_have_css("position", "sticky")
    page.click("main a[href='#changes']")
    expect(bar).to_have_css("position", "static")
    page.locator("[name=text]").press_sequentially("لون أهدأ")
    approve.click(no_wait_after=True)
    expect(page.locator(".is-busy")).to_have_count(0)  # whoever stays finds it as it was
    assert asked == ["beforeunload"]
    expect(page.locator("[name=text]")).to_have_value("لون أهدأ")
    page.click("form[action*='/changes/'] button:not([formaction])")
    expect(page.locator("form[action*='/approval/']")).to_have_count(0)
    assert asked == ["beforeunload"]
    assert ChangeList.objects.get(order=order).text == "لون أهدأ"
