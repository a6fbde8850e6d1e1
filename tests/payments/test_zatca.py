"""The QR of a Saudi invoice, byte for byte."""

from base64 import b64decode
from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.money import Money
from payments.papers.zatca import ZatcaQr, is_vat_number

BOBS = "AQxCb2JzIFJlY29yZHMCDzMxMDEyMjM5MzUwMDAwMwMUMjAyMi0wNC0yNVQxNTozMDowMFoEBzEwMDAuMDAFBjE1MC4wMA=="
NOURS = (
    "ASDZhdik2LPYs9ipINmG2YjYsSDZhNmE2KrYtdmF2YrZhQIPMzEwMTIyMzkzNTAwMDAzAxQyMDI2LTExLTIyVDA5OjA1OjAwWgQHMTE1MC4w"
    "MAUGMTUwLjAw"
)


def code(seller: str, at: datetime, total: int, vat: int) -> ZatcaQr:
    return ZatcaQr(seller, "310122393500003", at, Money(total, "SAR"), Money(vat, "SAR"))


def test_the_published_vector() -> None:
    assert code("Bobs Records", datetime(2022, 4, 25, 15, 30, tzinfo=UTC), 100_000, 15_000).text() == BOBS


def test_the_arabic_vector_counts_bytes_not_letters() -> None:
    assert code("مؤسسة نور للتصميم", datetime(2026, 11, 22, 9, 5, tzinfo=UTC), 115_000, 15_000).text() == NOURS


def test_the_instant_is_printed_in_utc() -> None:
    riyadh = timezone(timedelta(hours=3))
    assert code("مؤسسة نور للتصميم", datetime(2026, 11, 22, 12, 5, tzinfo=riyadh), 115_000, 15_000).text() == NOURS


@pytest.mark.parametrize(("name", "length"), [("ن" * 200, 254), ("a" + "ن" * 200, 255), ("a" * 255, 255)])
def test_a_long_name_is_cut_between_letters_and_never_overflows(name: str, length: int) -> None:
    raw = b64decode(code(name, datetime(2026, 11, 22, tzinfo=UTC), 100, 13).text())
    assert (raw[0], raw[1]) == (1, length)
    assert name.startswith(raw[2 : 2 + length].decode())
    assert raw[2 + length] == 2


@pytest.mark.parametrize(
    ("number", "good"),
    [("310122393500003", True), ("31012239350000", False), ("110122393500003", False), ("٣١٠١٢٢٣٩٣٥٠٠٠٠٣", False)],
)
def test_a_saudi_vat_number_has_fifteen_digits_and_ends_with_threes(number: str, good: bool) -> None:
    assert is_vat_number(number) is good
