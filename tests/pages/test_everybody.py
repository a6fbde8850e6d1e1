"""The doors and the style guide, as every reader may meet them."""

import pytest

from tests.cast import Freelancer

from .accessible import assert_accessible, assert_good_for_everybody
from .conftest import OpenPage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.parametrize("language", ["ar", "en"])]
DOORS = ["/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/nowhere/"]


@pytest.mark.parametrize("path", DOORS)
def test_doors(open_page: OpenPage, path: str, language: str) -> None:
    page = open_page(path, language)
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert_good_for_everybody(page)


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
