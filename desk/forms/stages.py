"""What the owner tells a stage: its files, what is shown, why it begins or is approved early, answers to wishes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import FilesField
from core.once import OnceField
from orders.models import ChangeOrder

from .orders import ReasonWhenNeeded


class FilesForm(forms.Form):
    once = OnceField(required=False)
    file = FilesField(
        label=_("Drop files here, or choose them"),
        error_messages={"required": _("Choose the file.")},
        help_text=_("Any kind, up to 200 MB each. The client sees samples only; the originals stay locked."),
    )


def _long(label: Any, rows: int, help_text: Any = "") -> ReasonWhenNeeded:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return ReasonWhenNeeded(label=label, max_length=4000, required=False, widget=widget, help_text=help_text)


class SubmitForm(forms.Form):
    """The notes go with the files; from the second round on also what changed."""

    once = OnceField(required=False)
    changed = ReasonWhenNeeded(
        label=_("What changed since last time, a point a line"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )  # fmt: skip
    notes = _long(_("What the client should look at"), 4)


class ReasonForm(forms.Form):
    """A written reason; the page says what for. `about` is the ref of its row, where there are several."""

    def __init__(self, *args: Any, label: Any, about: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.about = about
        self.fields["reason"].label = label

    reason = ReasonWhenNeeded(max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))


class ChangeOrderForm(forms.Form):
    """The owner's answer to a wish beyond the agreement; `about` is the ref of the wish."""

    def __init__(self, *args: Any, about: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.about = about

    state = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (ChangeOrder.State.OFFERED, _("I take it on: an offer with its price follows")),
            (ChangeOrder.State.DECLINED, _("I do not take it on")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    answer = ReasonWhenNeeded(
        label=_("In your words; the client reads it"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip
