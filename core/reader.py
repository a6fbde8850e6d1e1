"""How the reader likes digits and month names: set once per request. Letters and papers use the plain choice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.utils import timezone
from django.utils.translation import get_language

from .text import arabic_digits

P = ParamSpec("P")
T = TypeVar("T")

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


def reader() -> tuple[str, str, str, str]:
    """All that a text may depend on besides what it says: language, digits, names of months, time zone."""
    return get_language() or "", _digits.get(), _country.get(), timezone.get_current_timezone_name()


def remembered(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keeps what a function without side effects gave for the same arguments and the same kind of reader.

    Lists say the same amounts, days and names again and again. Arguments are told apart by type as well, so markup
    never stands for a text that looks like it.
    """

    def decorate(say: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=size, typed=True)
        def kept(_reader: tuple[str, ...], *args: Any, **kwargs: Any) -> T:
            return say(*args, **kwargs)

        recall: Callable[..., T] = kept  # what is not hashable is a TypeError when it is called

        @wraps(say)
        def said(*args: P.args, **kwargs: P.kwargs) -> T:
            return recall(reader(), *args, **kwargs)

        return said

    return decorate


def in_readers_digits(number: str) -> str:
    """A number written with Latin digits, as the reader likes it; with Arabic digits come Arabic separators."""
    return arabic_digits(number.translate(_ARABIC_MARKS)) if _digits.get() == ARABIC else number


def digits_only(text: str) -> str:
    """Only the digits change: for clocks and dates, whose marks stay."""
    return arabic_digits(text) if _digits.get() == ARABIC else text
