"""The arithmetic of fit: ratings by weighted traits become a score, a confidence and a verdict. Pure, no tables."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from clients.models import Score

BEST_RATING = 4
MET = 2  # a must-have rated below this ("no", "hardly") is not met
ACCEPT_FROM, DEPOSIT_FROM = 70, 50
ENOUGH_KNOWN = 60  # percent of the weights


@dataclass(frozen=True, slots=True)
class Rated:
    """One trait as it was when rated: weight 1-5, rating 0-4 or None for unknown."""

    label: str
    weight: int
    must_have: bool
    key: str
    rating: int | None

    @property
    def is_failed_must_have(self) -> bool:
        return self.must_have and self.rating is not None and self.rating < MET

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Fit:
    """What the ratings say: total 0-100 (None when nothing is known), confidence 0-100, verdict, reasons."""

    total: int | None
    confidence: int
    verdict: str
    reasons: list[dict[str, str]]


def fit(ratings: Sequence[Rated]) -> Fit:
    """Σ(weight × rating) / Σ(weight × 4) over what is known; confidence is the known share of all weights.

    A failed must-have is a decline whatever the total; below 60% confidence, ask first; from 70 accept,
    from 50 with a deposit of half. Percentages are rounded half up, and the verdict reads the rounded figures.
    """
    known = [rated for rated in ratings if rated.rating is not None]
    known_weight = sum(rated.weight for rated in known)
    confidence = _percent(known_weight, sum(rated.weight for rated in ratings))
    points = sum(rated.weight * (rated.rating or 0) for rated in known)
    total = _percent(points, known_weight * BEST_RATING) if known else None
    return Fit(total, confidence, _verdict(ratings, total, confidence), _reasons(ratings))


def _percent(part: int, whole: int) -> int:
    return int(Fraction(100 * part, whole) + Fraction(1, 2)) if whole else 0


def _verdict(ratings: Sequence[Rated], total: int | None, confidence: int) -> str:
    if any(rated.is_failed_must_have for rated in ratings):
        return Score.Verdict.DECLINE.value
    if total is None or confidence < ENOUGH_KNOWN:
        return Score.Verdict.ASK.value
    if total >= ACCEPT_FROM:
        return Score.Verdict.ACCEPT.value
    return Score.Verdict.DEPOSIT.value if total >= DEPOSIT_FROM else Score.Verdict.DECLINE.value


def _reasons(ratings: Sequence[Rated]) -> list[dict[str, str]]:
    """Why, the weightiest first within each kind: stops, unknown must-haves, weak traits, strong ones, unknown ones."""
    order = list(_KINDS)
    by_weight = sorted(ratings, key=lambda rated: -rated.weight)
    coded = sorted(((_code(rated), rated.label) for rated in by_weight), key=lambda pair: order.index(pair[0]))
    return [{"code": code, "label": label} for code, label in coded]


_KINDS = ("stop", "ask", "weak", "fair", "strong", "unknown")


def _code(rated: Rated) -> str:
    if rated.rating is None:
        return "ask" if rated.must_have else "unknown"
    if rated.is_failed_must_have:
        return "stop"
    return ("weak", "weak", "fair", "strong", "strong")[rated.rating]
