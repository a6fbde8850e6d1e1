"""The doors and the style guide, as every reader may meet them."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Invitation
from accounts.services.invitations import invite_bookkeeper
from tests.cast import PASSWORD, Freelancer

from .accessible import assert_accessible, assert_good_for_everybody
from .conftest import OpenPage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.parametrize("language", ["ar", "en"])]
DOORS = ["/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/nowhere/"]


@pytest.mark.parametrize("path", DOORS)
def test_doors(open_page: OpenPage, path: str, language: str) -> None:
    page = open_page(path, language)
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert_good_for_everybody(page)


def test_an_invitation_is_answered_by_keyboard(
    open_page: OpenPage, nour: Freelancer, sam: Freelancer, language: str
) -> None:
    invite_bookkeeper(
        business=sam.business, email=nour.user.email, full_name="", language=language, now=timezone.now()
    )  # fmt: skip
    page = open_page("/invitations/", language, reader=nour)
    assert page.locator("html").get_attribute("lang") == language
    assert_good_for_everybody(page)
    page.focus("button[value=accept]")
    page.keyboard.press("Tab")
    expect(page.locator("button[value=decline]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("button[value=decline]")).to_have_count(0)
    assert Invitation.objects.get().state == "declined"
    assert_good_for_everybody(page)


def test_the_password_once_more(open_page: OpenPage, nour: Freelancer, language: str) -> None:
    page = open_page("/accounts/reauthenticate/?next=/invitations/", language, reader=nour)
    assert page.locator("html").get_attribute("lang") == language
    expect(page.locator("[name=password]")).to_be_focused()
    assert_good_for_everybody(page)
    page.keyboard.type("another password")
    page.keyboard.press("Enter")
    expect(page.locator("[name=password]")).to_have_attribute("aria-invalid", "true")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/invitations/")


def test_style_guide(open_page: OpenPage, nour: Freelancer, language: str) -> None:
    page = open_page("/desk/styleguide/", language, reader=nour)
    assert page.locator(".guide-row").count() == 15
    assert_good_for_everybody(page)


def test_open_menu_and_dialog_are_accessible_too(open_page: OpenPage, nour: Freelancer, language: str) -> None:
    page = open_page("/desk/styleguide/", language, reader=nour)
    page.click(f"[popovertarget={language}-menu]")
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.click(f"[data-dialog={language}-dialog]")
    assert_accessible(page)
