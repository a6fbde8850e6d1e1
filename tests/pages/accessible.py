"""What every page must hold to: no axe violation, and nothing that makes a phone scroll sideways."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def assert_accessible(page: Page, rules: dict[str, object] = EVERYTHING) -> None:
    """Fails with axe's own words, and the offending markup."""
    found = Axe().run(page, options=rules).response["violations"]
    told = [
        f"{rule['id']}: {rule['help']}\n  {node['html'][:300]}\n  {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
    assert not told, "\n".join(told)


def assert_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def assert_good_for_everybody(page: Page) -> None:
    """All rules wide and narrow; in the dark, where only colours differ, the contrast of all of them."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        assert_fits(page)
        assert_accessible(page)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        assert_accessible(page, CONTRAST)
