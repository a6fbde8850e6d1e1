"""Numbers and money as shown: isolated digits, the unit on its side, the reader's digits, never Django's comma."""

from decimal import Decimal

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import formats as django_formats
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.formats import money_html, money_text, number_text, percent_text, use_digits
from core.money import CURRENCIES, Money
from core.text import latin_digits
from core.units import currency_name, unit

TOTAL = Money.of("3450.00", "SAR")


def draw(source: str, **context: object) -> str:
    return Template("{% load formats %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "money", "text"),
    [
        ("ar", TOTAL, "3,450.00 ر.س"),
        ("en", TOTAL, "SAR 3,450.00"),
        ("ar", Money.of("450", "USD"), "450.00 $"),
        ("en", Money.of("450", "USD"), "$450.00"),
        ("ar", Money.of("12345.678", "KWD"), "12,345.678 د.ك"),
        ("en", Money.of("1200", "JPY"), "¥1,200"),
        ("ar", Money.of("-34.5", "SAR"), "\u2066−34.50\u2069 ر.س"),
        ("en", Money.of("-34.5", "SAR"), "SAR \u2066−34.50\u2069"),
    ],
)
def test_money_in_words_of_a_letter(language: str, money: Money, text: str) -> None:
    """The unit never stands on another line than its number."""
    assert money_text(money, language) == text.replace(" ", "\u00a0")


def test_money_on_a_page_keeps_its_digits_together() -> None:
    with override("ar"):
        assert draw("{% money total %}", total=TOTAL) == (
            '<span class="money"><bdi dir="ltr">3,450.00</bdi> <span class="cur">ر.س</span></span>'
        )
    with override("en"):
        assert draw("{{ total|money }}", total=TOTAL) == (
            '<span class="money"><span class="cur">SAR</span> <bdi dir="ltr">3,450.00</bdi></span>'
        )


def test_the_figure_of_a_page_softens_its_fraction() -> None:
    with override("ar"):
        hero = draw("{% money total hero %}", total=TOTAL)
        assert hero == (
            '<span class="figure"><span class="money"><bdi dir="ltr">3,450<span class="frac">.00</span></bdi>'
            ' <span class="cur">ر.س</span></span></span>'
        )
        assert "figure" not in draw("{% money total soft %}", total=TOTAL)
        assert "frac" not in draw("{% money total hero %}", total=Money(5, "JPY"))


def test_a_sentence_can_hold_money() -> None:
    with override("en"):
        said = draw(
            "{% money total as price %}{% load i18n %}{% blocktranslate %}Pay {{ price }}{% endblocktranslate %}",
            total=TOTAL,
        )
    assert said == 'Pay <span class="money"><span class="cur">SAR</span> <bdi dir="ltr">3,450.00</bdi></span>'


def test_document_numbers_in_a_sentence_are_isolated_and_the_rest_escaped() -> None:
    drawn = draw("{{ text|references }}", text="فاتورة INV-2026-0028: <b> 3,450.00")
    assert drawn == 'فاتورة <bdi dir="ltr">INV-2026-0028</bdi>: &lt;b&gt; 3,450.00'
    assert draw("{{ text|references }}", text="بلا رقم") == "بلا رقم"


@pytest.mark.parametrize("tag", ["{% money %}", "{% money a loud %}", "{% money a hero b %}"])
def test_a_misused_tag_says_so(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="money takes"):
        draw(tag)


def test_nothing_is_drawn_as_nothing() -> None:
    drawn = draw(
        "{% money x %}{{ x|money }}{{ x|amount }}{{ x|number }}{{ x|percent }}{{ x|ltr }}{% day x %}{% moment x %}"
        "{% ago x %}{% in_time x %}{% until x %}{{ x|clock }}{{ x|hijri }}{{ x|full_day }}{{ x|full_moment }}",
        x=None,
    )
    assert drawn == ""


def test_numbers_are_grouped_and_never_floats() -> None:
    assert number_text(1234567) == "1,234,567"
    assert number_text(Decimal("1234.5"), 2) == "1,234.50"
    assert number_text(-5) == "−5"
    assert draw("{{ n|number }} {{ share|percent }}", n=0, share=1250) == '0 <bdi dir="ltr">12.5%</bdi>'
    with pytest.raises(TypeError):
        number_text(1.5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("basis_points", "text"),
    [(1500, "15%"), (1250, "12.5%"), (5, "0.05%"), (0, "0%"), (10_000, "100%"), (-250, "−2.5%")],
)
def test_percentages_come_from_hundredths(basis_points: int, text: str) -> None:
    assert percent_text(basis_points) == text


def test_the_reader_may_like_arabic_digits() -> None:
    with use_digits("arab"), override("ar"):
        assert money_text(TOTAL) == "٣٬٤٥٠٫٠٠\u00a0ر.س"
        assert percent_text(1250) == "١٢٫٥٪"
        assert number_text(1234) == "١٬٢٣٤"
        assert '٣٬٤٥٠<span class="frac">٫٠٠</span>' in money_html(TOTAL, "hero")
    assert money_text(TOTAL, "ar") == "3,450.00\u00a0ر.س"


@given(st.builds(Money, st.integers(-(10**15), 10**15), st.sampled_from(CURRENCIES)), st.sampled_from(["latn", "arab"]))
def test_no_digit_is_lost_on_the_way_to_the_page(money: Money, system: str) -> None:
    with use_digits(system), override("ar"):
        shown = latin_digits(money_text(money)).translate(str.maketrans({"٬": "", "٫": ".", ",": ""}))
    number = shown.split()[0].strip("\u2066\u2069").replace("−", "-")
    assert Money.of(number, money.currency) == money


def test_a_name_cannot_break_out_of_its_isolation() -> None:
    assert draw("{{ x|ltr }}", x="<script>") == '<bdi dir="ltr">&lt;script&gt;</bdi>'


@pytest.mark.parametrize("language", ["ar", "en"])
def test_django_itself_never_writes_a_decimal_comma(language: str) -> None:
    with override(language):
        assert django_formats.localize(Decimal("1234.50")) in {"1234.50", "1,234.50"}
        assert Template("{{ n }}").render(Context({"n": Decimal("1234.50")})) in {"1234.50", "1,234.50"}


@pytest.mark.parametrize("currency", CURRENCIES)
def test_every_currency_has_a_unit_and_a_name_in_both_languages(currency: str) -> None:
    assert unit(currency, "ar")
    assert unit(currency, "en")
    assert currency_name(currency, "ar") != currency
    assert currency_name(currency, "en") != currency
