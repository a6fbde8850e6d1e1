from dataclasses import replace

import pytest

from clients.errors import AdvanceRemoval, CriterionWithoutLabel, DoubleCriterion, TooFewCriteria, WeightOutOfRange
from clients.models import Criterion, Lead
from clients.services.leads import score_lead
from clients.services.profile import Trait, suggested_criteria, write_criteria
from core.errors import Refused
from outbox.models import Event
from tests.cast import NOW, Freelancer

ADVANCE = Trait("Willing to pay in advance", 5, must_have=True, key="advance")
KIND = Trait("Is kind", 2)
CLEAR = Trait("Is clear", 3)


def write(whose: Freelancer, *traits: Trait, confirm: bool = False) -> list[Criterion]:
    return write_criteria(
        business=whose.business, criteria=traits, by=whose.actor, now=NOW, confirm_advance_removal=confirm
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_suggestions_hold_the_three_traits_everybody_needs(language: str):
    traits = {trait.key: trait for trait in suggested_criteria(language) if trait.key}
    assert set(traits) == {"advance", "responsive", "enjoy"}
    assert traits["advance"].must_have
    assert traits["advance"].weight == 5
    assert len(suggested_criteria(language)) >= 5


def test_it_writes_the_list_in_its_order(nour: Freelancer):
    rows = write(nour, KIND, ADVANCE, CLEAR)
    assert [row.label for row in Criterion.objects.owned_by(nour.business).current()] == [
        "Is kind", "Willing to pay in advance", "Is clear",
    ]  # fmt: skip
    assert {row.version for row in rows} == {1}
    assert Event.objects.get(verb="criteria.written").data == {"version": 1, "count": 3}


def test_the_same_list_again_changes_nothing(nour: Freelancer):
    first = write(nour, ADVANCE, KIND, CLEAR)
    assert write(nour, ADVANCE, KIND, replace(CLEAR, label="  Is   clear ")) == first
    assert Event.objects.filter(verb="criteria.written").count() == 1


def test_a_changed_list_is_a_new_version_and_scores_keep_theirs(nour: Freelancer, reem: Lead):
    old = write(nour, ADVANCE, KIND, CLEAR)
    score = score_lead(lead=reem, ratings={row.ref: 4 for row in old}, by=nour.actor, now=NOW)
    new = write(nour, ADVANCE, replace(KIND, weight=5), CLEAR)
    assert {row.version for row in new} == {2}
    assert Criterion.objects.owned_by(nour.business).count() == 6
    score.refresh_from_db()
    assert score.version == 1
    assert [one["weight"] for one in score.ratings] == [5, 2, 3]


@pytest.mark.parametrize(
    ("traits", "refusal"),
    [
        ((ADVANCE, KIND), TooFewCriteria),
        ((ADVANCE, KIND, Trait("  ", 3)), CriterionWithoutLabel),
        ((ADVANCE, KIND, Trait("Patient", 6)), WeightOutOfRange),
        ((ADVANCE, KIND, Trait("Patient", 0)), WeightOutOfRange),
        ((ADVANCE, KIND, Trait("is KIND", 1)), DoubleCriterion),
        ((ADVANCE, KIND, Trait("Pays first", 1, key="advance")), DoubleCriterion),
    ],
)
def test_a_list_that_cannot_measure_is_refused_with_a_sentence(nour: Freelancer, traits, refusal: type[Refused]):
    with pytest.raises(refusal) as refused:
        write(nour, *traits)
    assert str(refused.value)
    assert "%" not in str(refused.value)
    assert not Criterion.objects.owned_by(nour.business).exists()


@pytest.mark.parametrize("instead", [CLEAR, replace(ADVANCE, must_have=False)])
def test_paying_in_advance_leaves_the_list_only_when_confirmed(nour: Freelancer, instead: Trait):
    write(nour, ADVANCE, KIND, Trait("Is near", 1))
    with pytest.raises(AdvanceRemoval) as refused:
        write(nour, instead, KIND, Trait("Is near", 1))
    assert str(refused.value)
    assert Criterion.objects.owned_by(nour.business).current().filter(key="advance", must_have=True).exists()
    write(nour, instead, KIND, Trait("Is near", 1), confirm=True)
    assert not Criterion.objects.owned_by(nour.business).current().filter(key="advance", must_have=True).exists()


def test_a_first_list_without_it_asks_too_and_a_knowing_removal_is_asked_once(nour: Freelancer):
    with pytest.raises(AdvanceRemoval):
        write(nour, KIND, CLEAR, Trait("Is near", 1))
    write(nour, KIND, CLEAR, Trait("Is near", 1), confirm=True)
    assert len(write(nour, KIND, CLEAR, Trait("Is far", 1))) == 3


def test_sam_has_a_list_of_his_own(nour: Freelancer, sam: Freelancer):
    write(nour, ADVANCE, KIND, CLEAR)
    write(sam, ADVANCE, CLEAR, Trait("Pays in dollars", 4))
    assert Criterion.objects.owned_by(nour.business).current().count() == 3
    assert not Criterion.objects.owned_by(nour.business).filter(label="Pays in dollars").exists()
