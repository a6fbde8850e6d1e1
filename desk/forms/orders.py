"""What the owner tells an order: how far the work is, why it starts early, that it was signed on paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import CountField, DayField


class ReasonWhenNeeded(forms.CharField):
    """Shown only where it must be given; whether it may stay empty is the service's to say, in its own sentence."""

    def validate(self, value: str) -> None:
        """Empty is no fault of the form."""


def _reason(label: Any, missing: Any, kind: type[forms.CharField] = forms.CharField) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return kind(label=label, max_length=600, widget=widget, error_messages={"required": missing})


class ProgressForm(forms.Form):
    percent = CountField(label=_("How much of the work is done"))
    reason = forms.CharField(
        label=_("Why it goes back"), max_length=400, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["percent"].unit = "%"  # type: ignore[attr-defined]  # this kind of field has it


class StartForm(forms.Form):
    """Without a safety net the reason is written down; with it, a press is enough."""

    reason = _reason(_("Why it starts without them"), "", ReasonWhenNeeded)


class CancelForm(forms.Form):
    reason = _reason(_("Why it is called off. The client reads it."), _("Please give a reason."))


class ReleaseForm(forms.Form):
    reason = _reason(_("Why they are opened before the last payment"), _("Please give a reason."))


class ScanForm(forms.Form):
    """A contract signed on paper: the scan, whose name is under it, and on which day."""

    file = forms.FileField(
        label=_("The signed copy, PDF or photo"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty. Choose it again.")},
    )
    typed_name = forms.CharField(label=_("Who signed it"), max_length=120)
    signed_on = DayField(label=_("On which day"))
