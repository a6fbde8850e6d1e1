"""Text: references, digits of three scripts, and one folded spelling to search and sort by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import CROCKFORD, arabic_digits, fold, latin_digits, new_ref

arabic = st.text(alphabet=st.characters(min_codepoint=0x0600, max_codepoint=0x06FF) | st.characters(codec="latin-1"))


@given(st.one_of(st.text(), arabic))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مُستقل", "مستقل"), ("أحمد", "احمد"), ("إيمان", "ايمان"), ("آمنة", "امنه"), ("هدى", "هدي"),
        ("مــريم", "مريم"), ("مؤسسة", "موسسه"), ("ORD-٢٠٢٦", "ord-2026"), ("  Reem   Q ", "reem q"),
        ("Müller", "muller"),
    ],
)  # fmt: skip
def test_spellings_that_people_mix_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_stay_different() -> None:
    assert fold("نور") != fold("نوره")


@given(st.integers(0, 10**30))
def test_digits_of_every_script_are_read(number: int) -> None:
    persian = "".join("۰۱۲۳۴۵۶۷۸۹"[int(digit)] for digit in str(number))
    assert latin_digits(arabic_digits(str(number))) == latin_digits(persian) == str(number)


def test_a_reference_is_ten_crockford_characters_and_never_the_same() -> None:
    refs = {new_ref() for _ in range(500)}
    assert len(refs) == 500
    assert {len(ref) for ref in refs} == {10}
    assert set("".join(refs)) <= set(CROCKFORD)
