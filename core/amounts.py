"""Amounts as people type them. What could be read in two ways is refused, with both readings to choose from."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

from .errors import Refused
from .formats import number_text
from .money import Money, digits
from .text import latin_digits
from .units import spellings

# Far below what a bigint column holds, so that sums over many rows never overflow it either.
MOST_MINOR = 10**15 - 1
_LONGEST = 24  # characters; more digits than any amount has, fewer than Decimal keeps exactly

_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACE = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")  # 1 234 567, as people write in the Maghreb and Europe
_NUMBER = re.compile(r"(?P<whole>\d+|[1-9]\d{0,2}(?:,\d{3})+)?(?:\.(?P<fraction>\d*))?", re.ASCII)
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}", re.ASCII)
_LONE_COMMA = re.compile(r"\d+,\d+", re.ASCII)


class AmountError(Refused):
    """Text that is not one clear amount. `readings` holds what may have been meant: none, one or two numbers."""

    readings: tuple[Decimal, ...] = ()


class AmountMissing(AmountError):
    sentence = _("Type an amount.")


class AmountNotPlain(AmountError):
    sentence = _("Type digits only, such as 1,250.50: no signs, letters or exponents.")


class AmountUnclear(AmountError):
    sentence = _("Is it %(first)s? Type it that way.")


class AmountAmbiguous(AmountError):
    sentence = _("%(first)s or %(second)s?")


class AmountTooLarge(AmountError):
    sentence = _("The largest amount is %(most)s.")


def parse_amount(text: str, currency: str) -> Money:
    """The amount that was typed, in any of three digit systems, with or without the currency's own unit beside it.

    ١٬٢٣٤٫٥٠ and 1,234.5 are clear; 12.345 SAR, a comma not before three digits, signs and exponents raise AmountError.
    """
    for name in spellings(currency):
        text = text.strip().removeprefix(name).removesuffix(name)
    places = digits(currency)
    number = parse_number(text, places)
    if number.scaleb(places) > MOST_MINOR:
        raise AmountTooLarge(most=number_text(Decimal(MOST_MINOR).scaleb(-places), places))
    return Money.of(number, currency)


def parse_percent(text: str) -> int:
    """Basis points from a percentage with at most two decimals, the sign optional: 12.5% is 1250."""
    return int(parse_number(text.strip().strip("%٪"), 2).scaleb(2))


def parse_number(text: str, places: int) -> Decimal:
    """A number that is not negative, with at most `places` decimals; raises AmountError."""
    plain = _normal(text)
    if not plain:
        raise AmountMissing
    found = _NUMBER.fullmatch(plain)
    if len(plain) > _LONGEST or not found or plain == ".":
        raise _unread(plain, places)
    whole, fraction = (found["whole"] or "0").replace(",", ""), found["fraction"] or ""
    if len(fraction) > places:
        raise _too_many_decimals(plain, whole, fraction, places)
    return Decimal(f"{whole}.{fraction or 0}")


def _normal(text: str) -> str:
    """Latin digits, dot for ٫, comma for ٬ and the Arabic comma, no invisible marks, no spaces between threes."""
    plain = latin_digits(_INVISIBLE.sub("", text)).strip()
    plain = plain.replace("٬", ",").replace("،", ",").replace("٫", ".")
    return _SPACE.sub("", plain)


def _too_many_decimals(plain: str, whole: str, fraction: str, places: int) -> AmountError:
    rounded = _rounded(Decimal(f"{whole}.{fraction}"), places)
    grouped = plain.replace(".", ",")
    if len(fraction) == 3 and _NUMBER.fullmatch(grouped):
        return _asked(Decimal(whole + fraction), rounded)
    return _asked(rounded)


def _unread(plain: str, places: int) -> AmountError:
    """What may have been meant by marks that do not fit: 1.234,50 has one reading, 12,5 has two."""
    if len(plain) > _LONGEST:
        return AmountNotPlain()
    if _EUROPEAN.fullmatch(plain):
        return _asked(_rounded(Decimal(plain.replace(".", "").replace(",", ".")), places))
    if _LONE_COMMA.fullmatch(plain):
        fraction = _rounded(Decimal(plain.replace(",", ".")), places)
        return _asked(fraction, Decimal(plain.replace(",", "")))
    return AmountNotPlain()


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _asked(*readings: Decimal) -> AmountError:
    several = list(dict.fromkeys(readings))
    said = list(_said(several))
    error = AmountAmbiguous(first=said[0], second=said[1]) if len(said) > 1 else AmountUnclear(first=said[0])
    error.readings = tuple(several)
    return error


def _said(readings: Iterable[Decimal]) -> Iterable[str]:
    return (number_text(one.to_integral_value() if one == one.to_integral_value() else one) for one in readings)
