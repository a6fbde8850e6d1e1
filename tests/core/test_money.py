"""Money: exact, one currency at a time, rounded through one door, and parts that always sum."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import CURRENCIES, Amount, CurrencyMismatch, Money, digits

minors = st.integers(-(10**15), 10**15)
currencies = st.sampled_from(CURRENCIES)
ratios = st.decimals(min_value=-100, max_value=100, places=4)


@given(minors, currencies, st.lists(st.integers(0, 10_000), min_size=1, max_size=12).filter(any))
def test_parts_always_sum_and_only_the_last_is_uneven(minor: int, currency: str, weights: list[int]) -> None:
    money = Money(minor, currency)
    parts = money.split(weights)
    assert sum(parts, Money.zero(currency)) == money
    for part, weight in zip(parts[:-1], weights[:-1], strict=True):
        exact = Fraction(minor * weight, sum(weights))
        assert abs(part.minor - exact) < 1
        assert abs(part.minor) <= abs(exact)


def test_the_remainder_is_on_the_last_part() -> None:
    assert [part.decimal for part in Money.of("100.00", "SAR").split([1, 1, 1])] == [
        Decimal("33.33"), Decimal("33.33"), Decimal("33.34"),
    ]  # fmt: skip
    assert [part.minor for part in Money.of("10.001", "KWD").split([25, 25, 25, 25])] == [2500, 2500, 2500, 2501]
    assert [part.minor for part in Money.of("100.01", "SAR").split([25, 25, 25, 25])] == [2500, 2500, 2500, 2501]


@pytest.mark.parametrize("weights", [[], [0, 0], [3, -1]])
def test_weights_that_divide_nothing_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        Money(100, "SAR").split(weights)


@given(minors, currencies, ratios)
def test_times_rounds_half_up_as_decimal_does(minor: int, currency: str, ratio: Decimal) -> None:
    exact = (Decimal(minor) * ratio).quantize(Decimal(1), ROUND_HALF_UP)
    assert Money(minor, currency).times(ratio) == Money(int(exact), currency)


@given(minors, currencies)
def test_decimal_and_back_is_the_same_money(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert Money.of(money.decimal, currency) == money
    assert -money.decimal.as_tuple().exponent == digits(currency)  # type: ignore[operator]


def test_an_upwork_fee_rounds_as_their_own_example() -> None:
    assert Money.of("266.64", "USD").times(Decimal("0.1")).decimal == Decimal("26.66")
    assert Money.of("333.36", "USD").times(Decimal("0.1")).decimal == Decimal("33.34")


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_a_float_never_becomes_money(number: float) -> None:
    for make in (lambda: Money(number, "SAR"), lambda: Money.of(number, "SAR"), lambda: Money(1, "SAR").times(number)):  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            make()


def test_true_is_not_an_amount() -> None:
    with pytest.raises(TypeError):
        Money(True, "SAR")


@pytest.mark.parametrize("code", ["sar", "SA", "", "SARR", "ريا"])
def test_a_currency_is_a_code(code: str) -> None:
    with pytest.raises(ValueError, match="ISO 4217"):
        Money(1, code)


def test_more_places_than_the_currency_has_are_refused() -> None:
    with pytest.raises(ValueError, match="0 decimal places"):
        Money.of("1.5", "JPY")


@pytest.mark.parametrize("act", [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b, lambda a, b: a >= b])
def test_two_currencies_never_meet(act: object) -> None:
    with pytest.raises(CurrencyMismatch):
        act(Money(1, "SAR"), Money(1, "USD"))  # type: ignore[operator]


def test_equal_minor_units_of_two_currencies_differ() -> None:
    assert Money(1, "SAR") != Money(1, "USD")


def test_a_row_reads_and_writes_its_money() -> None:
    class Row:
        price_minor: int | None = None
        currency = "SAR"
        price = Amount("price_minor")

    row = Row()
    assert row.price is None
    row.price = Money(125, "KWD")
    assert (row.price_minor, row.currency, row.price) == (125, "KWD", Money(125, "KWD"))
