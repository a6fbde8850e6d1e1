"""Numbers of tax offices and banks, as people type them."""

import pytest

from accounts.errors import IbanLength, IbanWrong, VatNumberWrong
from accounts.services.tax_numbers import clean_iban, clean_vat_number


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("SA", "310122393500003", "310122393500003"),
        ("SA", "٣١٠١٢٢٣٩٣٥٠٠٠٠٣", "310122393500003"),
        ("SA", " 3101-2239 3500003 ", "310122393500003"),
        ("AE", "100123456700003", "100123456700003"),
        ("DE", "de 136695976", "DE136695976"),
        ("SA", "", ""),
    ],
)
def test_a_right_vat_number_is_kept_plain(country: str, typed: str, kept: str) -> None:
    assert clean_vat_number(typed, country) == kept


@pytest.mark.parametrize(
    ("country", "typed"),
    [
        ("SA", "210122393500003"),
        ("SA", "310122393500004"),
        ("SA", "31012239350000"),
        ("SA", "3101223935000033"),
        ("AE", "310122393500003"),
        ("DE", "12"),
    ],
)
def test_a_wrong_vat_number_is_refused(country: str, typed: str) -> None:
    with pytest.raises(VatNumberWrong):
        clean_vat_number(typed, country)


def test_a_right_iban_is_kept_without_spaces() -> None:
    assert clean_iban("sa03 8000 0000 6080 1016 7519") == "SA0380000000608010167519"
    assert clean_iban("DE89 3704 0044 0532 0130 00") == "DE89370400440532013000"
    assert clean_iban("  ") == ""


def test_a_wrong_iban_says_what_is_wrong() -> None:
    with pytest.raises(IbanLength) as short:
        clean_iban("SA44 2000 0001 23")
    assert short.value.params == {"country": "SA", "right": 24, "given": 14}
    with pytest.raises(IbanWrong):
        clean_iban("SA0380000000608010167518")
    with pytest.raises(IbanWrong):
        clean_iban("not an iban")
