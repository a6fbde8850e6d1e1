"""Amounts as typed: every digit system is read, and what could mean two things is asked about, never guessed."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.amounts import (
    MOST_MINOR,
    AmountAmbiguous,
    AmountError,
    AmountMissing,
    AmountNotPlain,
    AmountTooLarge,
    AmountUnclear,
    parse_amount,
    parse_percent,
)
from core.formats import amount_text, money_text, use_digits
from core.money import CURRENCIES, Money
from core.text import latin_digits


def read_or_refused(text: str, currency: str) -> Money | AmountError:
    try:
        return parse_amount(text, currency)
    except AmountError as refused:
        return refused


monies = st.builds(Money, st.integers(0, MOST_MINOR), st.sampled_from(CURRENCIES))


@given(monies, st.sampled_from(["latn", "arab"]), st.sampled_from(["ar", "en"]))
def test_what_we_show_can_be_typed_back(money: Money, digits: str, language: str) -> None:
    with use_digits(digits):
        assert parse_amount(amount_text(money), money.currency) == money
        assert parse_amount(money_text(money, language), money.currency) == money


@given(st.text(max_size=30), st.sampled_from(CURRENCIES))
def test_any_text_is_an_exact_amount_or_a_refusal(text: str, currency: str) -> None:
    money = read_or_refused(text, currency)
    assert 0 <= money.minor <= MOST_MINOR if isinstance(money, Money) else str(money)


@given(st.text(alphabet="0123456789٠١٢۳۴.,٫٬، ", max_size=26), st.sampled_from(["SAR", "KWD", "JPY"]))
def test_each_reading_we_offer_can_be_typed_as_offered(text: str, currency: str) -> None:
    refused = read_or_refused(text, currency)
    if isinstance(refused, AmountError) and refused.readings:
        offered = [parse_amount(said, currency).decimal for said in refused.params.values()]
        assert offered == list(refused.readings)


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("١٬٢٣٤٫٥٠", "SAR", "1234.50"),
        ("1,234.5", "SAR", "1234.50"),
        ("12,345", "KWD", "12345.000"),
        ("12.345", "KWD", "12.345"),
        ("۱۲٬۳۴۵", "SAR", "12345.00"),
        ("1,234,567.89", "SAR", "1234567.89"),
        ("1 234 567", "MAD", "1234567.00"),
        ("1\u00a0234.50", "TND", "1234.500"),
        ("3450 ر.س", "SAR", "3450.00"),
        ("SAR 3,450.00", "SAR", "3450.00"),
        ("$12.50", "USD", "12.50"),
        ("\u200f١٢٫٥٠\u200e", "SAR", "12.50"),
        ("٫٥", "SAR", "0.50"),
        ("007", "JPY", "7"),
        ("0", "SAR", "0.00"),
    ],
)
def test_a_clear_amount_is_read(text: str, currency: str, amount: str) -> None:
    assert parse_amount(text, currency) == Money.of(amount, currency)


@pytest.mark.parametrize(
    ("text", "currency", "arabic", "readings"),
    [
        ("12.345", "SAR", "12,345 أم 12.35؟", ("12345", "12.35")),
        ("١٢٫٣٤٥", "SAR", "12,345 أم 12.35؟", ("12345", "12.35")),
        ("12,5", "KWD", "12.500 أم 125؟", ("12.500", "125")),
        ("12,34", "SAR", "12.34 أم 1,234؟", ("12.34", "1234")),
        ("0,500", "KWD", "0.500 أم 500؟", ("0.500", "500")),
        ("1,2345", "SAR", "1.23 أم 12,345؟", ("1.23", "12345")),
    ],
)
def test_two_readings_are_both_offered(text: str, currency: str, arabic: str, readings: tuple[str, str]) -> None:
    with pytest.raises(AmountAmbiguous) as refused, override("ar"):
        parse_amount(text, currency)
    assert refused.value.readings == tuple(map(Decimal, readings))
    with override("ar"):
        assert str(refused.value) == arabic


@pytest.mark.parametrize(
    ("text", "currency", "reading"),
    [
        ("1.234,50", "SAR", "1234.50"),
        ("1.234.567", "SAR", "1234567"),
        ("12.5", "JPY", "13"),
        ("7.12345", "SAR", "7.12"),
    ],
)
def test_one_reading_is_offered_to_type_again(text: str, currency: str, reading: str) -> None:
    with pytest.raises(AmountUnclear) as refused:
        parse_amount(text, currency)
    assert refused.value.readings == (Decimal(reading),)


@pytest.mark.parametrize(
    "text",
    [
        "-3",
        "−3",
        "+3",
        "1e9",
        "1E9",
        "1_000",
        "٣-",
        "NaN",
        "Infinity",
        "²",
        "०",
        "12,34,567",
        "1,234,56",
        ".",
        "1 23",
        "ten",
    ],
)
def test_signs_exponents_and_broken_groups_are_refused(text: str) -> None:
    with pytest.raises(AmountNotPlain):
        parse_amount(text, "SAR")


@pytest.mark.parametrize("text", ["", "  ", "\u200f", "ر.س"])
def test_nothing_typed_is_said(text: str) -> None:
    with pytest.raises(AmountMissing):
        parse_amount(text, "SAR")


def test_an_amount_never_outgrows_its_column() -> None:
    assert parse_amount("9,999,999,999,999.99", "SAR").minor == MOST_MINOR
    with pytest.raises(AmountTooLarge) as refused:
        parse_amount("10,000,000,000,000", "SAR")
    assert "9,999,999,999,999.99" in str(refused.value)
    with pytest.raises(AmountNotPlain):
        parse_amount("9" * 5000, "SAR")


def test_the_question_is_asked_in_the_readers_digits() -> None:
    with use_digits("arab"), pytest.raises(AmountAmbiguous) as refused:
        parse_amount("12.345", "SAR")
    assert "١٢٬٣٤٥" in str(refused.value)
    assert latin_digits(refused.value.params["second"]) == "12٫35"


@pytest.mark.parametrize(("text", "basis_points"), [("15", 1500), ("١٢٫٥٪", 1250), ("0.25 %", 25), ("100", 10_000)])
def test_a_percentage_is_read_in_hundredths(text: str, basis_points: int) -> None:
    assert parse_percent(text) == basis_points


@pytest.mark.parametrize("text", ["12,5", "1.234", "-5", "%"])
def test_an_unclear_percentage_is_refused(text: str) -> None:
    with pytest.raises(AmountError):
        parse_percent(text)
