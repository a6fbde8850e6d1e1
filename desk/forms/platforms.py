"""What a platform takes, as the freelancer confirms it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import AmountFormField, CountField, PercentField
from core.money import CURRENCIES, Money
from desk import places

from .parts import language


class PlatformForm(forms.Form):
    commission_bp = PercentField(
        label=_("Commission"), help_text=_("As your own account there shows it. New offers use it from today on.")
    )
    currency = forms.ChoiceField(label=_("Currency there"))
    hold_days = CountField(
        label=_("Days the money is held after an order is completed"), required=False, min_value=0, max_value=365
    )
    minimum = AmountFormField(
        label=_("Smallest withdrawal"),
        required=False,
        zero_allowed=True,
        help_text=_("Leave it empty or write 0 when every amount can be withdrawn."),
    )
    review_days = CountField(
        label=_("Days in which a client may leave a review there"), required=False, min_value=1, max_value=365
    )
    source_note = forms.CharField(label=_("Where the figure comes from"), max_length=240, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["currency"].choices = places.currency_choices(language())  # type: ignore[attr-defined]
        chosen = self["currency"].value()
        self.fields["minimum"].currency = chosen if chosen in CURRENCIES else "USD"  # type: ignore[attr-defined]

    def figures(self) -> dict[str, Any]:
        """What the service takes."""
        given = dict(self.cleaned_data)
        return given | {
            "hold_days": given["hold_days"] or 0,
            "minimum": given["minimum"] or Money.zero(given["currency"]),
        }
