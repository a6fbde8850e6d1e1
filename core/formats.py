"""Numbers and money as people read them. One helper for every page, letter and paper; never Django's localize.

Text twins (`money_text`) are for letters and attributes; the `_html` ones isolate digits from their neighbours.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from .dates import (
    ago_text,
    clock_text,
    day_text,
    full_day_text,
    hijri_text,
    in_time_text,
    moment_text,
    month_text,
    until_text,
)
from .money import Money, digits
from .reader import in_readers_digits, remembered, use_country, use_digits
from .units import currency_name, unit

MINUS = "\u2212"
_LTR, _END = "\u2066", "\u2069"
_NO_BREAK = "\u00a0"
_REFERENCE = re.compile(r"\b([A-Z]{2,4}-\d{4}-\d{3,6})\b")

__all__ = [
    "MINUS",
    "ago_text",
    "amount_html",
    "amount_text",
    "clock_text",
    "currency_name",
    "day_text",
    "full_day_text",
    "hijri_text",
    "in_time_text",
    "ltr_html",
    "moment_text",
    "money_html",
    "money_text",
    "month_text",
    "number_text",
    "percent_text",
    "references_html",
    "size_text",
    "until_text",
    "use_country",
    "use_digits",
]


def number_text(value: int | Decimal, places: int | None = None) -> str:
    """1,234 or 1,234.50: grouped by threes, in the reader's digits; floats are refused."""
    if isinstance(value, float):
        raise TypeError("a float is never shown: it is not exact")
    grouped = format(abs(Decimal(value)), ",f" if places is None else f",.{places}f")
    return _signed(grouped, value < 0)


def percent_text(basis_points: int) -> str:
    """From hundredths of a percent: 1500 is 15%, 1250 is 12.5%."""
    share = (Decimal(abs(basis_points)) / 100).normalize()
    return _signed(format(share, ",f") + "%", basis_points < 0)


def size_text(octets: int) -> str:
    """How large a file is: 840 KB, 12.4 MB; never "0"."""
    kilobytes = max(octets / 1000, 1)
    if kilobytes < 1000:
        return gettext("%(size)s KB") % {"size": number_text(round(kilobytes))}
    return gettext("%(size)s MB") % {"size": number_text((Decimal(octets) / 1_000_000).quantize(Decimal("0.1")))}


def amount_text(money: Money) -> str:
    """Only the digits of an amount, where the unit is written elsewhere (a column's head, a form field)."""
    return number_text(money.decimal, digits(money.currency))


def money_text(money: Money, language: str | None = None) -> str:
    """3,450.00 ر.س or SAR 3,450.00 on one line, for letters, titles and attributes."""
    number = amount_text(money)
    isolated = f"{_LTR}{number}{_END}" if money.minor < 0 else number
    return "".join(_beside(isolated, money.currency, language or _language())).replace(" ", _NO_BREAK)


def ltr_html(value: object) -> SafeString:
    """A reference, phone number, IBAN or address: isolated, read from left to right in every page and PDF."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


def references_html(text: str) -> SafeString:
    """The sentence, escaped, with every document number isolated, so it is neither broken nor turned round."""
    parts = _REFERENCE.split(text)
    return format_html_join("", "{}", ((ltr_html(part) if odd % 2 else part,) for odd, part in enumerate(parts)))


def amount_html(money: Money) -> SafeString:
    """`amount_text`, isolated."""
    return ltr_html(amount_text(money))


@remembered(2048)
def money_html(money: Money, style: str = "") -> SafeString:
    """Money for a page. Style `hero` is the figure of a page or sheet; `soft` only softens the fraction."""
    whole, mark, fraction = amount_text(money).partition(in_readers_digits("."))
    run = '{}<span class="frac">{}{}</span>' if style in {"hero", "soft"} and fraction else "{}{}{}"
    number = ltr_html(format_html(run, whole, mark, fraction))
    shown = format_html('<span class="money">{}{}{}</span>', *_beside(number, money.currency, _language(), _unit_html))
    return format_html('<span class="figure">{}</span>', shown) if style == "hero" else shown


def _language() -> str:
    return (get_language() or "ar")[:2]


def _unit_html(name: str) -> SafeString:
    return format_html('<span class="cur">{}</span>', name)


def _beside(number: str, currency: str, language: str, draw: Callable[[str], str] = str) -> tuple[str, str, str]:
    """Number, gap and unit: the unit after in Arabic reading, before in English, where a lone sign ($) touches."""
    name = unit(currency, language)
    if language == "ar":
        return number, " ", draw(name)
    return draw(name), "" if len(name) == 1 else " ", number


def _signed(number: str, negative: bool) -> str:
    return in_readers_digits(f"{MINUS}{number}" if negative else number)
