"""The small scripts, in a real browser, under the page's own strict policy."""

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Freelancer

from .conftest import OpenPage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def guide(open_page: OpenPage, nour: Freelancer) -> Page:
    page = open_page("/desk/styleguide/", "en", reader=nour)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def put(page: Page, markup: str) -> None:
    """Places markup into the open page, where the behaviours must find it."""
    page.evaluate("markup => document.querySelector('main').innerHTML = markup", markup)


def test_copy_puts_the_text_on_the_clipboard_and_says_so(guide: Page) -> None:
    button = guide.locator(".stack[lang=en] [data-copy^=SA44]")
    button.click()
    expect(button).to_contain_text("Copied")
    assert guide.evaluate("navigator.clipboard.readText()") == "SA44 2000 0001 2345 6789 1234"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_menu_opens_under_its_button_from_the_keyboard_and_escape_closes_it(guide: Page, language: str) -> None:
    button, menu = guide.locator(f"[popovertarget={language}-menu]"), guide.locator(f"#{language}-menu")
    button.focus()
    guide.keyboard.press("Enter")
    expect(menu).to_be_visible()
    at, below = button.bounding_box(), menu.bounding_box()
    assert at
    assert below
    assert 0 <= below["y"] - (at["y"] + at["height"]) <= 12
    assert below["x"] <= at["x"] + at["width"]
    assert below["x"] + below["width"] >= at["x"]
    guide.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_a_dialog_opens_holds_the_focus_and_closes(guide: Page) -> None:
    guide.click("[data-dialog=en-dialog]")
    dialog = guide.locator("#en-dialog")
    expect(dialog).to_be_visible()
    assert guide.evaluate("document.querySelector('#en-dialog').contains(document.activeElement)")
    dialog.locator("[data-close]").last.click()
    expect(dialog).to_be_hidden()


PRESS_THRICE = """() => {
  let sent = 0;
  addEventListener("submit", (event) => { sent += event.defaultPrevented ? 0 : 1; event.preventDefault(); });
  const button = document.querySelector("main button");
  for (let press = 0; press < 3; press++) button.click();
  return [sent, button.getAttribute("aria-busy")];
}"""


def test_a_form_is_sent_once_however_often_it_is_pressed(guide: Page) -> None:
    put(guide, '<form method="post" action="/language/"><button>Go</button></form>')
    assert guide.evaluate(PRESS_THRICE) == [1, "true"]


def test_a_search_may_be_pressed_again(guide: Page) -> None:
    put(guide, '<form action="/desk/"><button>Go</button></form>')
    assert guide.evaluate(PRESS_THRICE) == [3, None]


def test_back_from_the_next_page_a_form_is_whole_again(guide: Page) -> None:
    put(guide, '<form method="post" action="/language/"><button>Go</button></form>')
    guide.evaluate(PRESS_THRICE)
    guide.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(guide.locator("main button")).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize(("language", "size"), [("ar", "1.6 ميغابايت"), ("en", "1.6 MB")])
def test_a_chosen_file_shows_its_name_and_size(guide: Page, language: str, size: str) -> None:
    slip = guide.locator(f"[name={language}-slip]")
    slip.set_input_files({"name": "إيصال.pdf", "mimeType": "application/pdf", "buffer": b"%PDF" * 400_000})
    shown = guide.locator(".drop", has=slip).locator(".drop-name")
    expect(shown).to_contain_text("إيصال.pdf")
    expect(shown).to_contain_text(size)


PART = '<li data-part><input data-percent value="{}"><span data-amount></span></li>'


def test_the_plan_shows_amounts_as_percents_are_typed(guide: Page) -> None:
    parts = "".join(PART.format(percent) for percent in ("33.33", "33.33", ""))
    words = '<b data-sum></b><i data-when-sum="whole">ok</i><i data-when-sum="other">no</i>'
    put(guide, f'<ol data-plan data-total="10000" data-digits="2">{parts}{words}</ol>')
    last = guide.locator("[data-percent]").last
    last.fill("٣٣٫٣٠")
    expect(guide.locator("[data-sum]")).to_have_text("99.96%")
    expect(guide.locator("[data-when-sum=whole]")).to_be_hidden()
    last.fill("٣٣٫٣٤")
    assert guide.locator("[data-amount]").all_text_contents() == ["33.33", "33.33", "33.34"]
    expect(guide.locator("[data-when-sum=other]")).to_be_hidden()


def test_a_notice_is_put_away(guide: Page) -> None:
    put(guide, '<p class="toast">Saved <button data-dismiss>x</button></p>')
    guide.click("[data-dismiss]")
    expect(guide.locator(".toast")).to_have_count(0)


def test_nothing_on_the_page_breaks_its_own_policy(open_page: OpenPage, nour: Freelancer) -> None:
    page = open_page("/", "ar", reader=nour)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("/desk/styleguide/")
    page.wait_for_load_state("networkidle")
    assert said == []


def test_every_page_comes_from_this_server_alone(open_page: OpenPage, nour: Freelancer) -> None:
    page = open_page("/", "ar", reader=nour)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/desk/styleguide/")
    page.wait_for_load_state("networkidle")
    own = page.url.split("/desk/")[0]
    assert [url for url in asked if not url.startswith((own, "data:"))] == []
    assert sum(url.endswith(".css") for url in asked) == 1
