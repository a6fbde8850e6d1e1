"""Money: whole minor units and an ISO 4217 currency, frozen. Floats are refused; only this module rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering
from typing import Any, Self

# ISO 4217 minor units where they are not two (CLDR's display digits differ and are not used here).
_ISO_DIGITS = {
    "KWD": 3, "BHD": 3, "OMR": 3, "JOD": 3, "TND": 3, "LYD": 3, "IQD": 3,
    "JPY": 0, "KRW": 0, "VND": 0, "XAF": 0, "XOF": 0, "KMF": 0, "DJF": 0, "CLP": 0, "ISK": 0,
}  # fmt: skip

CURRENCIES = (
    "SAR", "AED", "EGP", "KWD", "BHD", "OMR", "QAR", "JOD", "IQD", "SYP", "LBP", "ILS",
    "LYD", "TND", "DZD", "MAD", "MRU", "SDG", "YER", "USD", "EUR", "GBP", "TRY", "JPY",
)  # fmt: skip


class CurrencyMismatch(TypeError):
    """Two currencies met in one sum; they are never added without a dated rate."""


def digits(currency: str) -> int:
    """Decimal places of a currency by ISO 4217 (KWD 3, JPY 0)."""
    return _ISO_DIGITS.get(currency, 2)


def _half_up(value: Fraction) -> int:
    """The one rounding door: halves go away from zero."""
    whole, rest = divmod(abs(value), 1)
    rounded = int(whole) + (1 if rest >= Fraction(1, 2) else 0)
    return rounded if value >= 0 else -rounded


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: `minor` whole minor units (halalas, fils, cents) of `currency`."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"minor units are whole numbers, not {type(self.minor).__name__}")
        if not (len(self.currency) == 3 and self.currency.isascii() and self.currency.isupper()):
            raise ValueError(f"not an ISO 4217 code: {self.currency!r}")

    @classmethod
    def zero(cls, currency: str) -> Self:
        return cls(0, currency)

    @classmethod
    def of(cls, decimal: Decimal | int | str, currency: str) -> Self:
        """From a decimal number of major units; refuses floats and more places than the currency has."""
        if isinstance(decimal, float):
            raise TypeError("money is never a float")
        minor = Decimal(decimal).scaleb(digits(currency))
        if minor != minor.to_integral_value():
            raise ValueError(f"{currency} has {digits(currency)} decimal places")
        return cls(int(minor), currency)

    @property
    def decimal(self) -> Decimal:
        """Major units with exactly the currency's decimal places."""
        return Decimal(self.minor).scaleb(-digits(self.currency))

    def _same(self, other: "Money") -> int:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")
        return other.minor

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def times(self, ratio: Fraction | Decimal | int) -> "Money":
        """Multiplied by an exact ratio, rounded half up to a minor unit."""
        if isinstance(ratio, float):
            raise TypeError("money is never multiplied by a float")
        return Money(_half_up(self.minor * Fraction(ratio)), self.currency)

    def split(self, weights: Sequence[int]) -> "list[Money]":
        """Parts in proportion to whole weights; they always sum to the amount, the remainder is on the last."""
        total = sum(weights)
        if not weights or total <= 0 or min(weights) < 0:
            raise ValueError("weights are whole, not negative, and not all zero")
        parts = [Money(abs(self.minor) * weight // total, self.currency) for weight in weights[:-1]]
        parts = parts if self.minor >= 0 else [-part for part in parts]
        return [*parts, Money(self.minor - sum(part.minor for part in parts), self.currency)]


class Amount(property):
    """Reads and writes a row's Money over its integer column and its currency column.

    A property, so that Django accepts `Model(price=Money(...))` and `create(price=...)`.
    """

    def __init__(self, minor: str, currency: str = "currency") -> None:
        def read(row: Any) -> Money | None:
            value = getattr(row, minor)
            return None if value is None else Money(value, getattr(row, currency))

        def write(row: Any, value: Money) -> None:
            setattr(row, minor, value.minor)
            setattr(row, currency, value.currency)

        super().__init__(read, write)
