"""What a withdrawal costs, to the minor unit: five shapes of fees, every kind of currency."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import Money
from payments.models import PayoutMethod, PlatformMethodRule
from payments.services.fees import Terms, preview, terms_of


def usd(text: str) -> Money:
    return Money.of(text, "USD")


FREE = Terms(0, usd("0"), usd("0"), None, 0, usd("0"), 1)
PERCENT = replace(FREE, percent_bp=290)
FIXED = replace(FREE, fixed=usd("3"))
BOTH = replace(FREE, percent_bp=290, fixed=usd("0.30"))
AT_LEAST = replace(FREE, percent_bp=100, fee_min=usd("2"))
AT_MOST = replace(FREE, percent_bp=200, fee_cap=usd("1"))
EXCHANGE = replace(FREE, fixed=usd("3"), fx_spread_bp=250)


@pytest.mark.parametrize(
    ("terms", "percent", "fixed", "fx", "net"),
    [
        (FREE, "0", "0", "0", "384.15"),
        (PERCENT, "11.14", "0", "0", "373.01"),  # 11.14035
        (FIXED, "0", "3.00", "0", "381.15"),
        (BOTH, "11.14", "0.30", "0", "372.71"),
        (AT_LEAST, "3.84", "0", "0", "380.31"),  # over the least fee
        (AT_MOST, "1.00", "0", "0", "383.15"),  # 7.68 is cut to the largest fee
        (EXCHANGE, "0", "3.00", "9.53", "371.62"),  # 2.5% of 381.15 is 9.52875
    ],
    ids=["free", "percent", "fixed", "percent and fixed", "least", "largest", "exchange"],
)
def test_the_shapes_of_fees(terms: Terms, percent: str, fixed: str, fx: str, net: str) -> None:
    fee = preview(terms, usd("384.15"))
    assert (fee.percent, fee.fixed, fee.fx, fee.net) == (usd(percent), usd(fixed), usd(fx), usd(net))
    assert fee.total + fee.net == fee.amount


def test_a_small_amount_pays_the_least_fee() -> None:
    assert preview(AT_LEAST, usd("100")).total == usd("2")
    assert preview(AT_LEAST, usd("200.50")).total == usd("2.01")  # 2.005 is rounded half up


def test_the_largest_fee_bounds_the_fixed_part_too() -> None:
    fee = preview(replace(BOTH, fee_cap=usd("0.20")), usd("100"))
    assert (fee.percent, fee.fixed) == (usd("0"), usd("0.20"))


def test_a_fee_larger_than_the_amount_leaves_less_than_nothing() -> None:
    fee = preview(EXCHANGE, usd("2"))
    assert (fee.net, fee.fx) == (usd("-1"), usd("0"))


def test_the_cost_is_said_in_hundredths_of_a_percent() -> None:
    assert preview(EXCHANGE, usd("384.15")).cost_bp == 326  # 12.53 of 384.15


@pytest.mark.parametrize(("currency", "amount", "net"), [("JPY", "1001", "972"), ("KWD", "100.001", "97.101")])
def test_currencies_without_and_with_three_decimals(currency: str, amount: str, net: str) -> None:
    zero = Money.zero(currency)
    terms = Terms(290, zero, zero, None, 0, zero, 1)
    assert preview(terms, Money.of(amount, currency)).net == Money.of(net, currency)


def test_a_rule_of_the_platform_takes_the_place_of_the_methods_figures() -> None:
    method = PayoutMethod(
        currency="USD", arrives_in="SAR", percent_bp=100, fixed_minor=300, fx_spread_bp=250, minimum_minor=5000, days=3
    )  # fmt: skip
    rule = PlatformMethodRule(fixed_minor=0, minimum_minor=10_000, currency="USD")
    assert terms_of(method, rule) == Terms(100, usd("0"), usd("0"), None, 250, usd("100"), 3)
    assert preview(method, usd("100"), rule).total == usd("3.48")


def test_nothing_is_lost_in_an_exchange_that_does_not_happen() -> None:
    method = PayoutMethod(currency="USD", arrives_in="USD", fx_spread_bp=250)
    assert preview(method, usd("100")).total == usd("0")


amounts = st.integers(0, 10**9)
SHAPES = st.builds(
    lambda percent, fixed, least, cap, spread: Terms(
        percent, Money(fixed, "USD"), Money(least, "USD"), cap and Money(max(cap, least), "USD"), spread, usd("0"), 1
    ),
    st.integers(0, 10_000), st.integers(0, 10**5), st.integers(0, 10**5), st.none() | st.integers(1, 10**6),
    st.integers(0, 10_000),
)  # fmt: skip


@given(terms=SHAPES, minor=amounts)
def test_the_parts_always_sum_and_are_never_negative(terms: Terms, minor: int) -> None:
    fee = preview(terms, Money(minor, "USD"))
    assert fee.percent + fee.fixed + fee.fx + fee.net == fee.amount
    assert min(fee.percent.minor, fee.fixed.minor, fee.fx.minor) >= 0
    assert fee.charged >= terms.fee_min or fee.charged == terms.fee_cap
    assert terms.fee_cap is None or fee.charged <= terms.fee_cap
