"""What the owner tells an order: how far the work is, why it starts early, that it was signed on paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import CountField, DayField


def _reason(label: Any, missing: Any, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(
        label=label, max_length=600, widget=widget, error_messages={"required": missing}, **options
    )  # fmt: skip


class ProgressForm(forms.Form):
    percent = CountField(label=_("How much of the work is done"))
    reason = forms.CharField(
        label=_("Why it goes back"), max_length=400, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["percent"].unit = "%"  # type: ignore[attr-defined]


class StartForm(forms.Form):
    """Without a safety net the reason is written down; with it, a press is enough."""

    reason = _reason(_("Why it starts without them"), "", required=False)


class CancelForm(forms.Form):
    reason = _reason(_("Why it is called off. The client reads it."), _("Please give a reason."))


class ScanForm(forms.Form):
    """A contract signed on paper: the scan, whose name is under it, and on which day."""

    file = forms.FileField(
        label=_("The signed copy, PDF or photo"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty. Choose it again.")},
    )
    typed_name = forms.CharField(label=_("Who signed it"), max_length=120)
    signed_on = DayField(label=_("On which day"))
