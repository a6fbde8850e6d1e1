"""The offer composer as one form: terms, priced lines and payment plan. It forgets nothing that was typed.

It is always bound: a saved draft is read as what its form would post, so that one way leads to the sums and the paper.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from orders.models import Offer, Trigger
from orders.services.pricing import LineSpec, PartSpec, by_stages, half_half, quarters

from .offer_rows import LineForm, PartForm, TermsForm

VALID_FOR = timedelta(days=14)
MOST_ROWS = 60
PRESETS = {"quarters": quarters, "half_half": half_half, "by_stages": by_stages}
Typed = dict[str, str]


class _Rows(forms.BaseFormSet):
    """Rows of which none is required, however many the page showed first."""

    def initial_form_count(self) -> int:
        return 0


class Composer:
    """`terms`, `lines` and `parts` of a draft, from what was typed; without `typed` as the draft was saved."""

    def __init__(self, offer: Offer, *, today: date, typed: Mapping[str, str] | None = None) -> None:
        self.offer, self.today = offer, today
        data = saved_values(offer, today) if typed is None else typed
        money = {"currency": offer.currency}
        self.terms = TermsForm(data)
        self.lines = _rows(LineForm, "lines", data, **money)
        self.parts = _rows(PartForm, "parts", data, triggers=Trigger.choices, **money)

    def is_valid(self) -> bool:
        return all([self.terms.is_valid(), self.lines.is_valid(), self.parts.is_valid()])

    @property
    def has_faulty_rows(self) -> bool:
        whole = (self.lines.non_form_errors(), self.parts.non_form_errors())
        return any(whole) or any(form.errors for form in (*self.lines, *self.parts))

    def hush(self) -> None:
        """Forget what is wrong: nobody asked yet, the page was only opened or a row added."""
        for form in (self.terms, *self.lines, *self.parts):
            form.errors.clear()

    def line_specs(self) -> list[LineSpec]:
        return [spec for spec in (form.spec() for form in self.lines) if spec]

    def part_specs(self) -> list[PartSpec]:
        return [spec for spec in (form.spec() for form in self.parts) if spec]

    def values(self) -> dict[str, Any]:
        """What `save_offer` takes. Without a priced line the first plan is left out: there is nothing to share yet."""
        lines, parts = self.line_specs(), self.part_specs()
        if not lines and parts == half_half(self.offer.language):
            parts = []
        return {"lines": lines, "parts": parts, **self.terms.cleaned_data}


def _rows(form: type[forms.Form], prefix: str, data: Mapping[str, str], **options: Any) -> Any:
    kind = forms.formset_factory(form, formset=_Rows, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    return kind(data, prefix=prefix, form_kwargs=options)


def saved_values(offer: Offer, today: date) -> Typed:
    """A draft as its form would post it; a new one begins with a first payment, one empty line and a fortnight."""
    terms = {name: getattr(offer, name) for name in TermsForm.base_fields}
    terms["valid_until"] = offer.valid_until or today + VALID_FOR
    typed = _written(TermsForm, terms, "")
    lines = [
        {"title": line.title, "note": line.note, "quantity": line.quantity, "unit": line.unit}
        for line in offer.lines.order_by("position")
    ]
    _put(typed, "lines", [_written(LineForm, line) for line in lines or [{}]])
    parts = [
        PartSpec(part.title, part.trigger, part.percent_bp, part.amount, part.at_percent, part.due_on)
        for part in offer.parts.order_by("position")
    ]
    _put(typed, "parts", [_part(part) for part in parts or half_half(offer.language)])
    return typed


def with_rows(posted: QueryDict, act: str, language: str) -> Typed:
    """What was typed after `act`: "add lines", "drop parts 2" or "preset quarters". Anything else changes nothing."""
    typed = {name: str(value) for name, value in posted.items()}
    word, _space, rest = act.partition(" ")
    if word == "preset" and rest in PRESETS:
        _put(typed, "parts", [_part(part) for part in PRESETS[rest](language)])
    if word == "add" and rest in {"lines", "parts"}:
        _put(typed, rest, [*_take(typed, rest), {}])
    prefix, _space, number = rest.partition(" ")
    if word == "drop" and prefix in {"lines", "parts"} and number.isdecimal():
        kept = [row for at, row in enumerate(_take(typed, prefix)) if at != int(number[:9])]
        _put(typed, prefix, kept or [{}])
    return typed


def _part(part: PartSpec) -> Typed:
    amount = part.amount if part.percent_bp is None else None
    values = {"title": part.title, "trigger": part.trigger, "at_percent": part.at_percent, "due_on": part.due_on}
    return _written(PartForm, values | {"percent": part.percent_bp, "amount": amount})


def _written(form: type[forms.Form], values: Mapping[str, Any], missing: str | None = None) -> Typed:
    """Values as their inputs hold them; what is not among them as the empty form has it."""
    written = {}
    for name, field in form.base_fields.items():
        value = field.prepare_value(values.get(name, field.initial if missing is None else missing))
        written[name] = "" if value is None else str(value)
    return written


def _take(typed: Typed, prefix: str) -> list[Typed]:
    """The rows of a prefix, each as its own values."""
    form: type[forms.Form] = LineForm if prefix == "lines" else PartForm
    count = typed.get(f"{prefix}-TOTAL_FORMS", "0")
    rows = range(min(int(count[:9]), MOST_ROWS) if count.isdecimal() else 0)
    return [{name: typed.get(f"{prefix}-{at}-{name}", "") for name in form.base_fields} for at in rows]


def _put(typed: Typed, prefix: str, rows: list[Typed]) -> None:
    """Replace the rows of a prefix; an empty row begins as the empty form has it."""
    form: type[forms.Form] = LineForm if prefix == "lines" else PartForm
    for name in [name for name in typed if name.startswith(f"{prefix}-")]:
        del typed[name]
    rows = rows[:MOST_ROWS]
    typed[f"{prefix}-TOTAL_FORMS"], typed[f"{prefix}-INITIAL_FORMS"] = str(len(rows)), "0"
    for at, row in enumerate(rows):
        for name, value in (row or _written(form, {})).items():
            typed[f"{prefix}-{at}-{name}"] = value
