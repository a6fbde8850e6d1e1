"""A way home as its owner confirms it, and what a platform says differently of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import AmountFormField, CountField, PercentField
from core.money import CURRENCIES, Money
from desk import places
from payments.models import Landing, PayoutKind, PayoutMethod
from payments.services.payout_methods import MethodFigures

from .parts import language

KINDS = [choice for choice in PayoutKind.choices if choice[0] != PayoutKind.PAYZA]
AMOUNTS = ("fixed", "fee_min", "fee_cap", "minimum")


class MethodForm(forms.Form):
    """Shares are percentages of the amount; all amounts are in the currency withdrawn."""

    name = forms.CharField(label=_("Name"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    currency = forms.ChoiceField(label=_("Currency withdrawn"))
    lands_in = forms.ChoiceField(label=_("Arrives as"), choices=Landing.choices)
    arrives_in = forms.ChoiceField(label=_("Currency that arrives"))
    percent_bp = PercentField(label=_("Percentage taken"), required=False)
    fixed = AmountFormField(label=_("Fixed fee"), required=False, zero_allowed=True)
    fee_min = AmountFormField(label=_("Least fee"), required=False, zero_allowed=True)
    fee_cap = AmountFormField(label=_("Largest fee"), required=False, help_text=_("Empty: no limit."))
    fx_spread_bp = PercentField(
        label=_("Lost in the exchange"),
        required=False,
        help_text=_("How far the rate given is from the market's. It counts only where another currency arrives."),
    )
    minimum = AmountFormField(label=_("Smallest withdrawal"), required=False, zero_allowed=True)
    days = CountField(label=_("Days on the way"), min_value=0, max_value=90)
    source_note = forms.CharField(label=_("Where the figures come from"), max_length=240, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = places.currency_choices(language())
        for name in ("currency", "arrives_in"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # this kind of field has it
        chosen = self["currency"].value()
        for name in AMOUNTS:
            self.fields[name].currency = chosen if chosen in CURRENCIES else "USD"  # type: ignore[attr-defined]

    @staticmethod
    def of(method: PayoutMethod) -> dict[str, Any]:
        """What the form shows of a method at first; zeros stay empty."""
        names = ("name", "kind", "currency", "lands_in", "arrives_in", "days", "source_note")
        shown: dict[str, Any] = {name: getattr(method, name) for name in names}
        for name in ("percent_bp", "fx_spread_bp", *AMOUNTS):
            shown[name] = getattr(method, name) or None
        return shown

    def figures(self) -> MethodFigures:
        """What the services take."""
        given = dict(self.cleaned_data)
        cap = given.pop("fee_cap")
        minor: dict[str, Any] = {f"{name}_minor": _minor(given.pop(name)) for name in ("fixed", "fee_min", "minimum")}
        for name in ("percent_bp", "fx_spread_bp"):
            given[name] = given[name] or 0
        return MethodFigures(**given, **minor, fee_cap_minor=cap.minor if cap else None)


class RuleForm(forms.Form):
    """What is left empty stays as the way itself says."""

    platform = forms.ChoiceField(label=_("Platform"))
    is_offered = forms.BooleanField(label=_("It is offered there"), required=False, initial=True)
    percent_bp = PercentField(label=_("Percentage taken"), required=False)
    fixed = AmountFormField(label=_("Fixed fee"), required=False, zero_allowed=True)
    minimum = AmountFormField(label=_("Smallest withdrawal"), required=False, zero_allowed=True)
    days = CountField(label=_("Days on the way"), required=False, min_value=0, max_value=90)

    def __init__(self, *args: Any, currency: str, platforms: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["platform"].choices = platforms  # type: ignore[attr-defined]  # this kind of field has it
        for name in ("fixed", "minimum"):
            self.fields[name].currency = currency  # type: ignore[attr-defined]  # this kind of field has it

    def figures(self) -> dict[str, int | None]:
        given = self.cleaned_data
        amounts = {
            f"{name}_minor": given[name].minor if given[name] is not None else None for name in ("fixed", "minimum")
        }
        return {"percent_bp": given["percent_bp"], "days": given["days"], **amounts}


def _minor(amount: Money | None) -> int:
    return amount.minor if amount else 0
