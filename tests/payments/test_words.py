"""Amounts in words, as a bank reads them aloud."""

import pytest

from core.money import CURRENCIES, Money
from payments.papers.words import in_words


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (345_000, "SAR", "ثلاثة آلاف وأربعمئة وخمسون ريالًا سعوديًا لا غير"),
        (100, "SAR", "ريال سعودي واحد لا غير"),
        (200, "SAR", "ريالان سعوديان لا غير"),
        (300, "SAR", "ثلاثة ريالات سعودية لا غير"),
        (1_100, "SAR", "أحد عشر ريالًا سعوديًا لا غير"),
        (20_000, "SAR", "مئتا ريال سعودي لا غير"),
        (200_300, "SAR", "ألفان وثلاثة ريالات سعودية لا غير"),
        (10_200, "SAR", "مئة ريال سعودي وريالان سعوديان لا غير"),
        (150_000_000, "SAR", "مليون وخمسمئة ألف ريال سعودي لا غير"),
        (115_050, "SAR", "ألف ومئة وخمسون ريالًا سعوديًا وخمسون هللةً لا غير"),
        (1_234_567, "KWD", "ألف ومئتان وأربعة وثلاثون دينارًا كويتيًا وخمسمئة وسبعة وستون فلسًا لا غير"),
        (1_002, "KWD", "دينار كويتي واحد وفلسان لا غير"),
        (1_200, "SYP", "اثنتا عشرة ليرةً سوريةً لا غير"),
        (500, "LBP", "خمس ليرات لبنانية لا غير"),
        (111, "JPY", "مئة وأحد عشر ينًا يابانيًا لا غير"),
        (11, "USD", "أحد عشر سنتًا لا غير"),
        (0, "EUR", "صفر يورو لا غير"),
    ],
)
def test_arabic_counts_its_nouns_rightly(minor: int, currency: str, said: str) -> None:
    assert in_words(Money(minor, currency), "ar") == said


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (345_000, "SAR", "Three thousand, four hundred and fifty Saudi riyals only"),
        (100, "GBP", "One pound sterling only"),
        (1_002, "KWD", "One Kuwaiti dinar and two fils only"),
        (61_728, "USD", "Six hundred and seventeen US dollars and twenty-eight cents only"),
        (100_000_100, "EUR", "One million and one euros only"),
        (1, "USD", "One cent only"),
    ],
)
def test_english(minor: int, currency: str, said: str) -> None:
    assert in_words(Money(minor, currency), "en") == said


@pytest.mark.parametrize("currency", CURRENCIES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_currency_we_offer_has_its_name(currency: str, language: str) -> None:
    assert currency not in in_words(Money(1_111_111, currency), language)


def test_a_currency_we_do_not_know_is_named_by_its_code() -> None:
    assert in_words(Money(500, "PKR"), "en") == "Five PKR only"
    assert in_words(Money(500, "PKR"), "ar") == "خمسة PKR لا غير"


def test_less_than_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        in_words(Money(-1, "SAR"), "ar")
