"""What an offer costs, to the minor unit."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import Money
from orders.errors import (
    LineIsWrong,
    OfferIsFree,
    PlanDoesNotSum,
    PlanFallsShort,
    PlanGoesOver,
    PlanIsMissing,
    SharesDoNotSum,
    StageIsEmpty,
    StageNeedsDay,
    StageNeedsPercent,
    TotalIsTooLarge,
)
from orders.models.states import Trigger
from orders.services.net import net_after_commission
from orders.services.pricing import LineSpec, PartSpec, half_half, plan, price, quarters

CURRENCIES = st.sampled_from(["SAR", "KWD", "JPY", "USD"])


def amounts(parts: list[PartSpec]) -> list[int]:
    return [part.amount.minor for part in parts if part.amount is not None]


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (Money.of("100.01", "SAR"), [2500, 2500, 2500, 2501]),
        (Money.of("10.001", "KWD"), [2500, 2500, 2500, 2501]),
        (Money.of("10120", "SAR"), [253000, 253000, 253000, 253000]),
        (Money.of("7", "JPY"), [1, 1, 1, 4]),
    ],
)
def test_quarters_sum_exactly(total: Money, expected: list[int]) -> None:
    assert amounts(plan(quarters("ar"), total)) == expected


def test_halves_put_the_odd_halala_on_the_last() -> None:
    assert amounts(plan(half_half("en"), Money(10001, "SAR"))) == [5000, 5001]


@given(minor=st.integers(min_value=100, max_value=10**12), currency=CURRENCIES, cuts=st.data())
def test_any_plan_of_shares_sums_to_the_total(minor: int, currency: str, cuts: st.DataObject) -> None:
    marks = sorted(cuts.draw(st.sets(st.integers(100, 9900), max_size=7)))
    shares = [after - before for before, after in zip([0, *marks], [*marks, 10_000], strict=True)]
    parts = [PartSpec(f"stage {share}", Trigger.SIGNING, share) for share in shares]
    try:
        planned = plan(parts, Money(minor, currency))
    except StageIsEmpty:
        assert min(Money(minor, currency).split(shares)).minor == 0  # a share too small to be paid
    else:
        assert sum(amounts(planned)) == minor


@given(minor=st.integers(min_value=10_000, max_value=10**9), fixed=st.integers(1, 9_000), share=st.integers(1, 9_999))
def test_fixed_amounts_and_shares_meet_exactly_or_are_refused(minor: int, fixed: int, share: int) -> None:
    total = Money(minor, "SAR")
    parts = [PartSpec("first", Trigger.SIGNING, amount=Money(fixed, "SAR")), PartSpec("rest", Trigger.SIGNING, share)]
    if total.times(Fraction(share, 10_000)).minor + fixed == minor:
        assert sum(amounts(plan(parts, total))) == minor
        return
    with pytest.raises(PlanDoesNotSum) as refusal:
        plan(parts, total)
    assert refusal.value.difference.minor > 0


def test_one_halala_short_is_refused_and_named() -> None:
    parts = [PartSpec("all", Trigger.SIGNING, amount=Money(9999, "SAR"))]
    with pytest.raises(PlanFallsShort) as refusal:
        plan(parts, Money(10000, "SAR"))
    assert refusal.value.difference == Money(1, "SAR")
    assert "0.01" in str(refusal.value)


def test_one_halala_over_is_refused_and_named() -> None:
    parts = [PartSpec("all", Trigger.SIGNING, amount=Money(10001, "SAR"))]
    with pytest.raises(PlanGoesOver) as refusal:
        plan(parts, Money(10000, "SAR"))
    assert refusal.value.difference == Money(1, "SAR")


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ([], PlanIsMissing),
        ([PartSpec("a", Trigger.SIGNING, 9_999)], SharesDoNotSum),
        ([PartSpec("a", Trigger.SIGNING, 5_000), PartSpec("b", Trigger.SIGNING, 5_001)], SharesDoNotSum),
        ([PartSpec(" ", Trigger.SIGNING, 10_000)], StageIsEmpty),
        ([PartSpec("a", Trigger.SIGNING)], StageIsEmpty),
        ([PartSpec("a", Trigger.SIGNING, 10_000, Money(100, "SAR"))], StageIsEmpty),
        ([PartSpec("a", Trigger.SIGNING, amount=Money(-3, "SAR"))], StageIsEmpty),
        ([PartSpec("a", Trigger.PROGRESS, 10_000)], StageNeedsPercent),
        ([PartSpec("a", Trigger.PROGRESS, 10_000, at_percent=101)], StageNeedsPercent),
        ([PartSpec("a", Trigger.DATE, 10_000)], StageNeedsDay),
    ],
)
def test_a_plan_that_is_not_one_is_refused(parts: list[PartSpec], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        plan(parts, Money(10_000, "SAR"))


def test_a_total_of_zero_says_that_a_price_is_missing() -> None:
    with pytest.raises(OfferIsFree):
        plan(quarters("ar"), Money(0, "SAR"))


def test_vat_is_rounded_half_up_on_every_line() -> None:
    lines = [LineSpec("a", Money(10, "SAR")), LineSpec("b", Money(10, "SAR"))]
    totals = price(lines, currency="SAR", vat_rate_bp=1500)
    assert (totals.net.minor, totals.vat.minor, totals.total.minor) == (20, 4, 24)  # 1.5 + 1.5, each up to 2


def test_quantities_may_be_hours() -> None:
    totals = price([LineSpec("hours", Money.of("33.33", "SAR"), Decimal("1.5"))], currency="SAR", vat_rate_bp=0)
    assert totals.total == Money.of("50.00", "SAR")  # 49.995


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (LineSpec("", Money(1, "SAR")), LineIsWrong),
        (LineSpec("a", Money(-1, "SAR")), LineIsWrong),
        (LineSpec("a", Money(1, "SAR"), Decimal(0)), LineIsWrong),
        (LineSpec("a", Money(1, "SAR"), Decimal("1e8")), LineIsWrong),
        (LineSpec("a", Money(10**16, "SAR")), TotalIsTooLarge),
        (LineSpec("a", Money(10**15, "SAR"), Decimal(2)), TotalIsTooLarge),
    ],
)
def test_a_line_that_is_not_one_is_refused(line: LineSpec, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        price([line], currency="SAR", vat_rate_bp=0)


@pytest.mark.parametrize(
    ("total", "bp", "net"),
    [("100", 2000, "80"), ("33.33", 2000, "26.66"), ("10.05", 1500, "8.54"), ("50", 0, "50")],
)
def test_net_is_the_price_minus_the_commission_to_the_minor_unit(total: str, bp: int, net: str) -> None:
    assert net_after_commission(Money.of(total, "USD"), bp) == Money.of(net, "USD")
