"""The ideal-client list as a form: a row a trait, a few empty rows for one's own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clients.models import Criterion
from clients.services.profile import Trait

PARTS = ("keep", "label", "weight", "must_have", "key")
SPARE = 3
MOST = 20

WEIGHTS = (
    (5, pgettext_lazy("weight", "5, decisive")),
    (4, pgettext_lazy("weight", "4, very important")),
    (3, pgettext_lazy("weight", "3, important")),
    (2, pgettext_lazy("weight", "2, helps")),
    (1, pgettext_lazy("weight", "1, nice to have")),
)


@dataclass(frozen=True)
class Row:
    """The fields of one trait."""

    keep: BoundField
    label: BoundField
    weight: BoundField
    must_have: BoundField
    key: BoundField
    is_own: bool


class CriteriaForm(forms.Form):
    """`offered` are the rows shown with whether they are ticked; rows without words are left out."""

    confirm_advance_removal = forms.BooleanField(label=_("Leave it out all the same"), required=False)

    def __init__(self, data: Any = None, *, offered: Sequence[tuple[Trait, bool]] = (), **options: Any) -> None:
        super().__init__(data, **options)
        self.count = min(MOST, self._posted_count() if self.is_bound else len(offered) + SPARE)
        for index in range(self.count):
            trait, ticked = offered[index] if index < len(offered) else (Trait("", 3), True)
            self._add_row(index, trait, ticked)

    def _posted_count(self) -> int:
        return sum(1 for name in self.data if name.startswith("label_"))

    def _add_row(self, index: int, trait: Trait, ticked: bool) -> None:
        self.fields[f"keep_{index}"] = forms.BooleanField(label=_("Counts"), required=False, initial=ticked)
        self.fields[f"label_{index}"] = forms.CharField(
            label=_("Trait"), max_length=160, required=False, initial=trait.label
        )
        self.fields[f"weight_{index}"] = forms.TypedChoiceField(
            label=_("Weight"), coerce=int, choices=WEIGHTS, initial=trait.weight
        )
        self.fields[f"must_have_{index}"] = forms.BooleanField(
            label=_("Must-have"), required=False, initial=trait.must_have
        )
        keys = [("", ""), *Criterion.Key.choices]
        self.fields[f"key_{index}"] = forms.ChoiceField(
            choices=keys, required=False, initial=trait.key, widget=forms.HiddenInput
        )

    def rows(self) -> Iterator[Row]:
        for index in range(self.count):
            keep, label, weight, must_have, key = (self[f"{name}_{index}"] for name in PARTS)
            yield Row(keep, label, weight, must_have, key, is_own=not label.value() and not key.value())

    def traits(self) -> list[Trait]:
        """The ticked rows that say something, in their order."""
        given = self.cleaned_data
        return [
            Trait(given[f"label_{i}"], given[f"weight_{i}"], given[f"must_have_{i}"], given[f"key_{i}"])
            for i in range(self.count)
            if given[f"keep_{i}"] and given[f"label_{i}"].strip()
        ]

    @property
    def drops_advance(self) -> bool:
        """Whether the must-have "pays in advance" is missing: then the page shows the tick that confirms it."""
        advance = Criterion.Key.ADVANCE
        return (
            self.is_bound and self.is_valid_rows() and not any(t.key == advance and t.must_have for t in self.traits())
        )

    def is_valid_rows(self) -> bool:
        """The rows can be read, whatever a service said about the list afterwards."""
        return all(f"{name}_{i}" in self.cleaned_data for name in PARTS for i in range(self.count))
