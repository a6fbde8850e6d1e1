"""The rows of the offer composer: its terms, a priced line, a stage with its money."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.amounts import AmountError, parse_number
from core.fields import AmountFormField, CountField, DayField, PercentField
from core.formats import number_text
from orders.models import Trigger
from orders.services.pricing import LineSpec, PartSpec


def _words(look: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": look, "dir": "auto"})


class QuantityField(forms.Field):
    """How many, with up to two decimals, in any digit system."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "dir": "ltr", "maxlength": "12"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **options)

    def prepare_value(self, value: Any) -> Any:
        return number_text(Decimal(format(value.normalize(), "f"))) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values or isinstance(value, Decimal):
            return value or None
        try:
            return parse_number(str(value), 2)
        except AmountError as refused:
            raise ValidationError(str(refused), code="quantity") from refused


class TermsForm(forms.Form):
    """What the offer says around its prices."""

    title = forms.CharField(label=_("Title"), max_length=160)
    intro = forms.CharField(
        label=_("Opening words"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("What the client will gain, in your words. It reads like a letter."),
    )
    valid_until = DayField(label=_("Valid until"), required=False)
    revisions = CountField(label=_("Minor edits included"), min_value=0, max_value=99)
    reply_days = CountField(label=_("Days the client has to answer a stage"), min_value=1, max_value=90)
    work_days = CountField(label=_("Days of work, from the start"), min_value=1, max_value=999, required=False)


class LineForm(forms.Form):
    """A priced line; one that says nothing is left out."""

    title = forms.CharField(label=_("Item"), max_length=160, required=False, widget=_words("strong"))
    note = forms.CharField(label=_("What it includes"), max_length=400, required=False, widget=_words("is-quiet"))
    quantity = QuantityField(label=_("Quantity"), initial=Decimal(1), required=False)
    unit = AmountFormField(label=_("Unit price"), required=False, zero_allowed=True)

    def __init__(self, *args: Any, currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].currency = currency  # type: ignore[attr-defined]  # this kind of field has it

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.has_changed():
            if not given.get("title") and "title" not in self.errors:
                self.add_error("title", _("Name the item."))
            if given.get("unit") is None and "unit" not in self.errors:
                self.add_error("unit", _("Type its price."))
            if not given.get("quantity") and "quantity" not in self.errors:
                self.add_error("quantity", _("Type how many."))
        return given

    def spec(self) -> LineSpec | None:
        """None while the row is empty or cannot be read."""
        given = self.cleaned_data if self.is_valid() and self.has_changed() else None
        return LineSpec(given["title"], given["unit"], given["quantity"], given["note"]) if given else None


class PartForm(forms.Form):
    """A stage and its money: a share of the total, or a fixed amount."""

    title = forms.CharField(label=_("Stage"), max_length=120, required=False, widget=_words("strong"))
    trigger = forms.ChoiceField(label=_("Due"), initial=Trigger.SIGNING)
    at_percent = CountField(label=_("At percent of the work"), min_value=1, max_value=100, required=False)
    due_on = DayField(label=_("Day it falls due"), required=False)
    percent = PercentField(label=_("Share"), required=False)
    amount = AmountFormField(label=_("Amount"), required=False)

    def __init__(self, *args: Any, currency: str, triggers: Sequence[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["amount"].currency = currency  # type: ignore[attr-defined]  # this kind of field has it
        self.fields["at_percent"].unit = _("percent done")  # type: ignore[attr-defined]  # this kind of field has it
        self.fields["trigger"].choices = triggers  # type: ignore[attr-defined]  # this kind of field has it

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.has_changed():
            return given
        if not given.get("title") and "title" not in self.errors:
            self.add_error("title", _("Name the stage."))
        if given.get("trigger") == Trigger.PROGRESS and not given.get("at_percent") and "at_percent" not in self.errors:
            self.add_error("at_percent", _("From 1 to 100."))
        if given.get("trigger") == Trigger.DATE and not given.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Give the day."))
        if not self.errors.keys() & {"percent", "amount"}:
            self._check_money(given)
        return given

    def _check_money(self, given: Mapping[str, Any]) -> None:
        if given.get("percent") is None and given.get("amount") is None:
            self.add_error("percent", _("Give a share or an amount."))
        elif given.get("percent") is not None and given.get("amount") is not None:
            self.add_error("amount", _("Give a share or an amount, not both."))

    def spec(self) -> PartSpec | None:
        """None while the row is empty or cannot be read."""
        if not (self.is_valid() and self.has_changed()):
            return None
        given = self.cleaned_data
        at_percent = given["at_percent"] if given["trigger"] == Trigger.PROGRESS else None
        due_on = given["due_on"] if given["trigger"] == Trigger.DATE else None
        return PartSpec(given["title"], given["trigger"], given["percent"], given["amount"], at_percent, due_on)
