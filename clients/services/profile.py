"""The ideal client, written down: weighted traits, must-haves, and the versions of the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import Business
from clients.errors import AdvanceRemoval, CriterionWithoutLabel, DoubleCriterion, TooFewCriteria, WeightOutOfRange
from clients.models import Criterion
from core.actors import Actor
from core.text import fold
from outbox.services.events import emit

FEWEST = 3


@dataclass(frozen=True, slots=True)
class Trait:
    """One line of the list as a form gives it: weight 1-5; `key` marks the traits the product knows."""

    label: str
    weight: int
    must_have: bool = False
    key: str = ""


_SUGGESTED = (
    (_("Willing to pay in advance"), 5, True, Criterion.Key.ADVANCE),
    (_("Answers calls and messages quickly"), 3, False, Criterion.Key.RESPONSIVE),
    (_("I would enjoy this work and this person"), 4, False, Criterion.Key.ENJOY),
    (_("Knows what they want and says it clearly"), 3, False, ""),
    (_("The budget fits my prices"), 4, False, ""),
    (_("Good ratings from others, or a good name"), 2, False, ""),
)


def suggested_criteria(language: str) -> list[Trait]:
    """A list to start from, in this language; "willing to pay in advance" is its must-have."""
    with translation.override(language):
        return [Trait(str(label), weight, must_have, str(key)) for label, weight, must_have, key in _SUGGESTED]


@transaction.atomic
def write_criteria(
    *, business: Business, criteria: Sequence[Trait], by: Actor, now: datetime, confirm_advance_removal: bool = False
) -> list[Criterion]:
    """Replaces the list by a new version and returns it; the same list again changes nothing.

    Old scores keep their own copy of the old list. Raises TooFewCriteria, CriterionWithoutLabel, WeightOutOfRange,
    DoubleCriterion, and AdvanceRemoval (until confirmed) when the must-have "pays in advance" would go.
    """
    wanted = [Trait(" ".join(trait.label.split()), trait.weight, trait.must_have, trait.key) for trait in criteria]
    _check(wanted)
    Business.objects.select_for_update().get(pk=business.pk)
    current = list(Criterion.objects.owned_by(business).current())
    if wanted == [_trait(row) for row in current]:
        return current
    if not confirm_advance_removal and _asks_advance(wanted, current):
        raise AdvanceRemoval
    Criterion.objects.owned_by(business).current().update(retired_at=now)
    version = (Criterion.objects.owned_by(business).aggregate(last=Max("version"))["last"] or 0) + 1
    rows = Criterion.objects.bulk_create(
        Criterion(
            business=business,
            key=trait.key,
            label=trait.label,
            weight=trait.weight,
            must_have=trait.must_have,
            position=position,
            version=version,
            written_at=now,
        )
        for position, trait in enumerate(wanted)
    )
    subject = ("business", business.ref)
    data = {"version": version, "count": len(rows)}
    emit(business=business, verb="criteria.written", subject=subject, actor=by, now=now, data=data)
    return rows


def _trait(row: Criterion) -> Trait:
    return Trait(row.label, row.weight, row.must_have, row.key)


def _check(traits: Sequence[Trait]) -> None:
    if len(traits) < FEWEST:
        raise TooFewCriteria
    seen: set[str] = set()
    for trait in traits:
        if not trait.label:
            raise CriterionWithoutLabel
        if not 1 <= trait.weight <= 5:
            raise WeightOutOfRange
        marks = {fold(trait.label), f"\n{trait.key}"} if trait.key else {fold(trait.label)}
        if marks & seen:
            raise DoubleCriterion(label=trait.label)
        seen |= marks


def _asks_advance(wanted: Sequence[Trait], current: Sequence[Criterion]) -> bool:
    """The must-have belongs on a first list, and on a list that had it; once removed knowingly, nobody asks again."""
    had = not current or any(row.key == Criterion.Key.ADVANCE and row.must_have for row in current)
    return had and not any(trait.key == Criterion.Key.ADVANCE and trait.must_have for trait in wanted)
