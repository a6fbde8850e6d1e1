"""Handing over, and what the client wants changed before the last payment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .orders import ReasonWhenNeeded


class DeliverForm(forms.Form):
    """The reason is asked for only where something agreed is still open."""

    reason = ReasonWhenNeeded(
        label=_("Why it is handed over all the same"), max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip


class FinalChangesForm(forms.Form):
    text = ReasonWhenNeeded(
        label=_("What the client asked to have changed, a point a line"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )  # fmt: skip
