from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.services.scoring import Rated, fit


def rated(weight: int, rating: int | None, *, must_have: bool = False, label: str = "trait") -> Rated:
    return Rated(label, weight, must_have, "", rating)


def test_a_worked_example():
    # (5×4 + 3×2 + 2×3) / ((5+3+2)×4) = 32/40 = 80; all known
    result = fit([rated(5, 4), rated(3, 2), rated(2, 3)])
    assert (result.total, result.confidence, result.verdict) == (80, 100, "accept")


def test_the_unknown_is_left_out_and_lowers_confidence():
    # known: 5×4 + 3×1 = 23 of 32 = 71.875 -> 72; confidence 8 of 12 = 66.7 -> 67
    result = fit([rated(5, 4), rated(3, 1), rated(4, None)])
    assert (result.total, result.confidence, result.verdict) == (72, 67, "accept")


@pytest.mark.parametrize(
    ("ratings", "verdict"),
    [
        ([rated(5, 3), rated(5, 3), rated(5, 2)], "deposit"),  # 40/60 = 66.7
        ([rated(5, 2), rated(5, 2)], "deposit"),  # exactly 50
        ([rated(5, 2), rated(5, 1)], "decline"),  # 37.5
        ([rated(5, 4), rated(5, 2), rated(5, 2), rated(5, 3), rated(5, 3)], "accept"),  # exactly 70
        ([rated(3, 4), rated(2, None)], "accept"),  # confidence exactly 60
        ([rated(2, 4), rated(3, None)], "ask"),  # confidence 40
        ([rated(2, None), rated(3, None)], "ask"),  # nothing known
    ],
)
def test_the_bands_at_their_borders(ratings: list[Rated], verdict: str):
    assert fit(ratings).verdict == verdict


def test_a_failed_must_have_is_a_decline_whatever_the_total():
    result = fit([rated(1, 1, must_have=True, label="Pays in advance"), rated(5, 4), rated(5, 4)])
    assert result.total == 93
    assert result.verdict == "decline"
    assert result.reasons[0] == {"code": "stop", "label": "Pays in advance"}


def test_an_unknown_must_have_is_no_failure_but_is_named_first():
    result = fit([rated(5, 4), rated(3, None, must_have=True, label="Pays in advance")])
    assert result.verdict == "accept"
    assert result.reasons[0] == {"code": "ask", "label": "Pays in advance"}


def test_reasons_come_gravest_first_and_weightiest_first_within():
    result = fit([
        rated(1, 4, label="light plus"), rated(5, 4, label="heavy plus"), rated(2, 0, label="minus"),
        rated(3, None, label="open"), rated(4, 2, label="half"),
    ])  # fmt: skip
    assert [reason["label"] for reason in result.reasons] == ["minus", "half", "heavy plus", "light plus", "open"]


traits = st.builds(
    Rated,
    label=st.just("trait"),
    weight=st.integers(1, 5),
    must_have=st.booleans(),
    key=st.just(""),
    rating=st.none() | st.integers(0, 4),
)


@given(st.lists(traits, min_size=3, max_size=12))
def test_whatever_is_rated_the_figures_agree_with_the_formula(ratings: list[Rated]):
    result = fit(ratings)
    known = [one for one in ratings if one.rating is not None]
    if known:
        exact = Fraction(sum(one.weight * one.rating for one in known), sum(one.weight * 4 for one in known)) * 100
        assert abs(exact - result.total) <= Fraction(1, 2)
    else:
        assert result.total is None
    assert 0 <= result.confidence <= 100
    if any(one.is_failed_must_have for one in ratings):
        assert result.verdict == "decline"
    elif result.confidence < 60:
        assert result.verdict == "ask"
    assert len(result.reasons) == len(ratings)
