"""How invoices are numbered and settled: numbers begun elsewhere, and the rest that nobody is asked for."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import CountField
from payments.models import Series
from payments.models.rules import MOST_TOLERANCE

LABELS = {
    Series.INVOICE: _("Last invoice number"),
    Series.CREDIT_NOTE: _("Last credit note number"),
    Series.RECEIPT: _("Last receipt number"),
}
HIGHEST = 999_999


class ToleranceForm(forms.Form):
    minor = CountField(
        label=_("Rest that is not asked for"),
        help_text=_("In the smallest unit of the invoice's currency: halalas, cents, fils. 0 asks for everything."),
        min_value=0,
        max_value=MOST_TOLERANCE,
    )


class NumbersForm(forms.Form):
    """One field for each series that has given no number here yet."""

    def __init__(self, *args: object, series: Iterable[Series], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # a plain form
        self.series = tuple(series)
        for one in self.series:
            self.fields[one.value] = CountField(
                label=LABELS[one],
                min_value=0,
                max_value=HIGHEST,
                required=False,
            )

    def numbers(self) -> dict[Series, int]:
        """What was written; an empty field takes nothing over."""
        return {one: self.cleaned_data[one.value] or 0 for one in self.series}
