"""How the reader likes digits and month names: set once per request. Letters and papers use the plain choice."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .text import arabic_digits

LATIN, ARABIC = "latn", "arab"
_digits: ContextVar[str] = ContextVar("digits", default=LATIN)
_country: ContextVar[str] = ContextVar("country", default="")

_ARABIC_MARKS = str.maketrans({",": "٬", ".": "٫", "%": "٪"})


@contextmanager
def use_digits(system: str) -> Iterator[None]:
    """Within it, numbers are shown with `latn` or `arab` digits."""
    token = _digits.set(system)
    try:
        yield
    finally:
        _digits.reset(token)


@contextmanager
def use_country(country: str) -> Iterator[None]:
    """Within it, Arabic months carry the names of this country: نوفمبر, تشرين الثاني, نونبر."""
    token = _country.set(country)
    try:
        yield
    finally:
        _country.reset(token)


def reader_country() -> str:
    return _country.get()


def in_readers_digits(number: str) -> str:
    """A number written with Latin digits, as the reader likes it; with Arabic digits come Arabic separators."""
    return arabic_digits(number.translate(_ARABIC_MARKS)) if _digits.get() == ARABIC else number


def digits_only(text: str) -> str:
    """Only the digits change: for clocks and dates, whose marks stay."""
    return arabic_digits(text) if _digits.get() == ARABIC else text
