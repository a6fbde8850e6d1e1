"""Form fields: money, percentages, counts and days in any digit system; what was typed stays on the page."""

from datetime import date

import pytest
from django import forms
from django.utils.translation import override

from core.fields import AmountFormField, CountField, DayField, PercentField
from core.money import Money


class PriceForm(forms.Form):
    price = AmountFormField(currency="SAR")
    fee = AmountFormField(currency="SAR", zero_allowed=True, required=False)
    share = PercentField(required=False)
    copies = CountField(required=False, min_value=1)
    due_on = DayField(required=False)


def form(**typed: str) -> PriceForm:
    return PriceForm({"price": "1", **typed})


def test_every_digit_system_is_read() -> None:
    filled = form(price="١٬٢٣٤٫٥٠", fee="0", share="١٢٫٥٪", copies="۳", due_on="٢٠٢٦-١١-٢٢")
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data == {
        "price": Money(123450, "SAR"), "fee": Money(0, "SAR"), "share": 1250, "copies": 3, "due_on": date(2026, 11, 22),
    }  # fmt: skip


def test_nothing_typed_is_nothing() -> None:
    filled = form(fee="", share="", copies="", due_on="")
    assert filled.is_valid(), filled.errors
    assert [filled.cleaned_data[name] for name in ("fee", "share", "copies", "due_on")] == [None] * 4
    assert "price" in PriceForm({}).errors


@pytest.mark.parametrize("typed", ["12.345", "-3", "1e9", "12,5", "<b>"])
def test_what_was_typed_stays_with_the_question_beside_it(typed: str) -> None:
    filled = form(price=typed)
    assert not filled.is_valid()
    assert filled["price"].value() == typed
    assert filled["price"].errors


def test_both_readings_are_offered_in_the_readers_language() -> None:
    with override("ar"):
        assert form(price="12.345").errors["price"] == ["12,345 أم 12.35؟"]


def test_zero_is_an_amount_only_where_it_may_be() -> None:
    assert form(price="0").errors["price"].as_data()[0].code == "zero"
    assert form(fee="0").is_valid()


def test_an_amount_is_shown_as_it_can_be_typed() -> None:
    shown = PriceForm(initial={"price": Money(345000, "SAR"), "share": 1250, "due_on": date(2026, 11, 22)})
    assert shown["price"].value() == "3,450.00"
    assert shown["share"].value() == "12.5"
    assert 'value="2026-11-22"' in str(shown["due_on"])
    assert 'inputmode="decimal"' in str(shown["price"])


def test_the_currency_may_be_set_when_the_form_is_built() -> None:
    filled = form(price="12.345")
    filled.fields["price"].currency = "KWD"  # type: ignore[attr-defined]
    assert filled.is_valid()
    assert filled.cleaned_data["price"] == Money(12345, "KWD")
    with override("ar"):
        assert filled.fields["price"].unit == "د.ك"  # type: ignore[attr-defined]


def test_an_unchanged_amount_is_not_a_change() -> None:
    start = {"price": Money(345000, "SAR"), "share": 1500}
    assert not PriceForm({"price": "٣٤٥٠", "share": "15"}, initial=start).has_changed()
    assert PriceForm({"price": "3451", "share": "15"}, initial=start).changed_data == ["price"]


@pytest.mark.parametrize("share", ["101", "-1", "1,5", "0.001", "x"])
def test_a_share_is_between_nothing_and_all(share: str) -> None:
    assert "share" in form(share=share).errors


@pytest.mark.parametrize(
    ("typed", "day"), [("2026-11-22", 22), ("22/11/2026", 22), ("٢٢/١١/٢٠٢٦", 22), ("1-11-2026", 1)]
)
def test_a_day_is_picked_or_typed(typed: str, day: int) -> None:
    filled = form(due_on=typed)
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data["due_on"] == date(2026, 11, day)


@pytest.mark.parametrize("typed", ["31/02/2026", "11/22/2026", "tomorrow", "99999-1-1"])
def test_a_day_that_does_not_exist_is_refused(typed: str) -> None:
    assert "due_on" in form(due_on=typed).errors


@pytest.mark.parametrize("copies", ["0", "1.5", "-1", "many", "1e3"])
def test_a_count_is_whole(copies: str) -> None:
    assert "copies" in form(copies=copies).errors
