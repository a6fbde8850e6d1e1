"""Papers: one value, one text, one fingerprint, the same again from what was stored."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from core.money import CURRENCIES, Money
from core.papers import as_data, canonical, fingerprint, thaw


class Trigger(StrEnum):
    SIGNING = "signing"
    DATE = "date"


@dataclass(frozen=True)
class Part:
    title: str
    amount: Money
    trigger: Trigger
    due_on: date | None = None


@dataclass(frozen=True)
class Paper:
    number: str
    made_at: datetime
    quantity: Decimal
    parts: tuple[Part, ...]
    is_taxed: bool = False


PAPER = Paper(
    number="OFR-2026-0058",
    made_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    quantity=Decimal("1.50"),
    parts=(
        Part("دفعة أولى", Money(2500, "SAR"), Trigger.SIGNING),
        Part("Rest", Money(1, "KWD"), Trigger.DATE, date(2026, 12, 1)),
    ),
)


def test_the_canonical_text_is_sorted_tight_and_utf8() -> None:
    assert canonical(PAPER).decode() == (
        '{"is_taxed":false,"made_at":"2026-11-22T09:30:00Z","number":"OFR-2026-0058","parts":['
        '{"amount":{"currency":"SAR","minor":2500},"due_on":null,"title":"دفعة أولى","trigger":"signing"},'
        '{"amount":{"currency":"KWD","minor":1},"due_on":"2026-12-01","title":"Rest","trigger":"date"}],"quantity":"1.5"}'
    )
    assert fingerprint(PAPER) == hashlib.sha256(canonical(PAPER)).hexdigest()


def test_the_spelling_of_letters_makes_no_difference_but_a_letter_does() -> None:
    composed, decomposed = replace(PAPER, number="\u0622 \u00e9"), replace(PAPER, number="\u0627\u0653 e\u0301")
    assert fingerprint(composed) == fingerprint(decomposed)
    assert fingerprint(PAPER) != fingerprint(replace(PAPER, number="OFR-2026-0059"))


def test_the_zone_of_an_instant_makes_no_difference() -> None:
    riyadh = timezone(timedelta(hours=3))
    assert fingerprint(replace(PAPER, made_at=PAPER.made_at.astimezone(riyadh))) == fingerprint(PAPER)


def test_equal_quantities_have_one_spelling() -> None:
    spellings = {fingerprint(replace(PAPER, quantity=Decimal(text))) for text in ("1.5", "1.50", "15E-1")}
    assert len(spellings) == 1
    assert as_data(Decimal("0.00")) == "0"
    assert as_data(Decimal(1000).normalize()) == "1000"


def test_what_was_stored_has_the_same_fingerprint_and_draws_the_same_paper() -> None:
    stored = json.loads(json.dumps(as_data(PAPER)))
    assert fingerprint(stored) == fingerprint(PAPER)
    assert thaw(Paper, stored) == PAPER


texts = st.text(st.characters(codec="utf-8"), max_size=20)
monies = st.builds(Money, st.integers(), st.sampled_from(CURRENCIES))
parts = st.builds(Part, texts, monies, st.sampled_from(Trigger), st.none() | st.dates())
papers = st.builds(
    Paper,
    texts,
    st.datetimes(timezones=st.just(UTC)),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
    st.lists(parts, max_size=4).map(tuple),
    st.booleans(),
)


@given(papers)
def test_any_paper_comes_back_from_store_unchanged(paper: Paper) -> None:
    stored = json.loads(canonical(paper))
    assert fingerprint(thaw(Paper, stored)) == fingerprint(stored) == fingerprint(paper)


@pytest.mark.parametrize(
    "unfit",
    [1.5, gettext_lazy("Offer"), datetime(2026, 1, 1), object(), {1: "x"}, {"x": {"y": 0.1}}, {Money(1, "SAR")}, b"x"],  # noqa: DTZ001
    ids=["float", "lazy text", "naive instant", "object", "key", "deep float", "set", "bytes"],
)
def test_what_a_paper_must_not_hold_is_refused(unfit: object) -> None:
    with pytest.raises(TypeError):
        canonical(unfit)
