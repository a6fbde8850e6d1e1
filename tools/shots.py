"""Takes pictures of pages: both languages, wide and narrow, light and dark.

.venv/bin/python tools/shots.py http://127.0.0.1:8000 /desk/ /desk/styleguide/ --out shots
add --email demo@maktab.example --password maktab-demo for pages behind the sign-in
--only ar-390-dark takes one kind of picture
"""

import argparse
import itertools
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

LANGUAGES, WIDTHS, SCHEMES = ("ar", "en"), (1280, 390), ("light", "dark")
KINDS = [f"{language}-{width}-{scheme}" for language, width, scheme in itertools.product(LANGUAGES, WIDTHS, SCHEMES)]


@contextmanager
def opened(browser: Browser, base: str, kind: str) -> Iterator[Page]:
    """A page of its own for one kind of picture; the language is the one its reader chose."""
    language, width, scheme = kind.split("-")
    context = browser.new_context(
        viewport={"width": int(width), "height": 844 if int(width) < 600 else 900},
        color_scheme=scheme,
        base_url=base,
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": "language", "value": language, "url": base}])
    try:
        yield context.new_page()
    finally:
        context.close()


def sign_in(page: Page, email: str, password: str, language: str) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("main button.is-main")
    page.goto("/accounts/password/change/")
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    page.request.post(
        "/language/",
        form={"language": language, "next": "/", "csrfmiddlewaretoken": token},
        headers={"Referer": page.url},
    )


def shoot(page: Page, path: str, kind: str, out: Path, first_screen: bool) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
    target = out / f"{name}-{kind}.png"
    page.screenshot(path=target, full_page=not first_screen)
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    print(target, f"(scrolls sideways by {sideways} px)" if sideways else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--out", type=Path, default=Path("shots"))
    parser.add_argument("--email")
    parser.add_argument("--password", default="")
    parser.add_argument("--only", action="append", choices=KINDS)
    parser.add_argument("--first-screen", action="store_true", help="not the whole page")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for kind in wanted.only or KINDS:
            with opened(browser, wanted.base, kind) as page:
                if wanted.email:
                    sign_in(page, wanted.email, wanted.password, kind[:2])
                for path in wanted.paths:
                    shoot(page, path, kind, wanted.out, wanted.first_screen)
        browser.close()


if __name__ == "__main__":
    main()
