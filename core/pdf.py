"""Papers as PDF files. The engine reads nothing but the page it is given, our paper sheet and our embedded font."""

import atexit
import hashlib
import logging
import re
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext_lazy as _
from PIL import ImageFile

from .errors import Refused
from .fonts import FAMILY, WEIGHTS
from .paper_font import paper_font

ORIGIN = "https://papers.invalid"  # what addresses inside a paper are relative to; never asked on any network
PAPER_SHEET = "css/paper"
_SHEET = re.compile(r"(?P<name>(css/)?[a-z-]+)(\.[0-9a-f]{12})?\.css")  # as linked, with or without the hash
_one_at_a_time = Lock()  # Pango keeps state of its own: two pages at once in one process would mix

# The engine warns about every rule it knows and does not need; a missing picture or sheet is an error and stays.
logging.getLogger("weasyprint").setLevel(logging.ERROR)


class PdfUnavailable(Refused):
    """Pango is not installed on this machine: serve the printable page instead."""

    sentence = _("This machine cannot make PDF files yet. The page can be printed, or saved as PDF from the browser.")


def render_pdf(html: str) -> bytes:
    """The page as PDF, the same bytes for the same page; raises PdfUnavailable where Pango is missing.

    `html` is a whole document that extends papers/frame.html. Slow (tenths of a second): never inside a transaction.
    """
    engine = _engine()
    fonts, sheet = _typeface()
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    with _one_at_a_time:
        page = engine.HTML(string=html, base_url=f"{ORIGIN}/", url_fetcher=_fetcher())
        return bytes(page.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_identifier=identifier, pdf_tags=True))


def is_available() -> bool:
    """Whether this machine can make PDF files."""
    try:
        _engine()
    except PdfUnavailable:
        return False
    return True


def _engine() -> Any:
    """WeasyPrint, imported on first use: it loads Pango, which a bare machine lacks."""
    try:
        import weasyprint  # noqa: PLC0415
    except OSError as missing:
        raise PdfUnavailable from missing
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint lets the whole process read torn pictures: uploads may not be
    return weasyprint


@lru_cache(maxsize=1)
def _typeface() -> tuple[Any, Any]:
    """The font of every paper, read once per process."""
    from weasyprint import CSS  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    rules = "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};src:url("{ORIGIN}/font/{weight}")}}'
        for weight in WEIGHTS
    )
    return fonts, CSS(string=rules, font_config=fonts, url_fetcher=_fetcher(), base_url=f"{ORIGIN}/")


# While the interpreter still stands: the engine frees the fonts of a configuration when that is let go.
atexit.register(_typeface.cache_clear)


@lru_cache(maxsize=1)
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OnlyOurs(URLFetcher):
        """Gives data: addresses, our font and our sheets; every file:, http: or other address is refused."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url.startswith(f"{ORIGIN}/"):
                content, kind = own_resource(url.removeprefix(f"{ORIGIN}/"))
                return URLFetcherResponse(url, content, {"Content-Type": kind})
            return super().fetch(url, headers)

    return OnlyOurs(allowed_protocols={"data"}, allow_redirects=False)


def own_resource(path: str) -> tuple[bytes, str]:
    """The font or sheet a paper may ask for. Sheets meant for browsers only are empty; all else is a ValueError."""
    kind, _slash, name = path.partition("/")
    if kind == "font":
        (weight,) = [weight for weight in WEIGHTS if str(weight) == name]
        return paper_font(weight), "font/ttf"
    static = settings.STATIC_URL.lstrip("/")
    sheet = _SHEET.fullmatch(path.removeprefix(static)) if path.startswith(static) else None
    if not sheet:
        raise ValueError(f"a paper may not load {path}")
    found = finders.find(f"{PAPER_SHEET}.css") if sheet["name"] == PAPER_SHEET else None
    return Path(found).read_bytes() if found else b"", "text/css"
