"""What a platform takes, as the freelancer confirms it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import PercentField
from desk import places

from .parts import language


class PlatformForm(forms.Form):
    commission_bp = PercentField(
        label=_("Commission"), help_text=_("As your own account there shows it. New offers use it from today on.")
    )
    currency = forms.ChoiceField(label=_("Currency there"))
    source_note = forms.CharField(label=_("Where the figure comes from"), max_length=240, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["currency"].choices = places.currency_choices(language())  # type: ignore[attr-defined]
