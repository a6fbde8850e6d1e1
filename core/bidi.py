"""People's own words on a paper: each in its own direction, and each Latin or numeric run inside Arabic isolated.

The PDF engine knows neither `dir="auto"` nor bare isolation, so directions are worked out here and written down.
"""

import re
import unicodedata

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

_RTL = {"R", "AL"}
# From a Latin letter, digit, + or @ to the last of its kind, as long as no Arabic letter stands between.
_ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LTR_RUN = re.compile(rf"[A-Za-z0-9+@#][^{_ARABIC}\n]*[A-Za-z0-9%)]|[A-Za-z0-9]")


def direction(text: str) -> str:
    """By the first strong letter, as `dir="auto"` would say; without one, left to right."""
    for mark in text:
        kind = unicodedata.bidirectional(mark)
        if kind in _RTL:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def isolated(text: str) -> SafeString:
    """The text, escaped, in a span of its own direction."""
    if direction(text) == "ltr":
        return format_html('<span dir="ltr">{}</span>', text)
    return format_html('<span dir="rtl">{}</span>', _runs_isolated(text))


def _runs_isolated(text: str) -> SafeString:
    parts, last = [], 0
    for run in _LTR_RUN.finditer(text):
        parts += [escape(text[last : run.start()]), format_html('<span dir="ltr">{}</span>', run.group())]
        last = run.end()
    return mark_safe("".join([*parts, escape(text[last:])]))
