"""What a client types on a personal page."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import AmountFormField, FilesField
from core.money import Money
from core.once import OnceField
from files.services.store import MEGABYTE
from orders.errors import CodeIsMissing, ConsentIsMissing, NameIsMissing, ReasonIsMissing, TextIsMissing
from orders.services.enclosing import LIMITS, MOST

LONG = 4000


class TextForm(forms.Form):
    """A question, a wish for changes, or a message."""

    once = OnceField()
    text = forms.CharField(
        label=_("Your message"),
        max_length=LONG,
        error_messages={"required": TextIsMissing.sentence},
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )


class WishForm(TextForm):
    """What should be different in work that is there, with pictures that show it."""

    file = FilesField(
        label=_("Pictures of what is meant"),
        required=False,
        help_text=_("Up to 5 pictures or PDFs, 15 MB each."),
        attrs={
            "accept": "image/jpeg,image/png,image/webp,application/pdf",
            "data-most": MOST,
            "data-megabytes": LIMITS.max_bytes // MEGABYTE,
            "data-too-much": _("Too much at once: up to 5 files of 15 MB each."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What should change, a point a line")


class ShownForm(forms.Form):
    """Which round of a stage is answered: the one that was looked at."""

    shown = forms.CharField(max_length=10, widget=forms.HiddenInput)


class ChangesForm(WishForm, ShownForm):
    """The one list of changes to what was shown."""

    def for_round(self, ref: str) -> "ChangesForm":
        """This form with all that was typed, meant for the round the page shows; for another it is a new sending."""
        typed = {name: self.data.get(name) for name in self.data}
        self.data = typed if typed.get("shown") == ref else {**typed, "shown": ref, "once": uuid4()}
        return self


def sentences_of(form: forms.Form) -> list[str]:
    """Everything a form was refused for, where the form itself is no longer on the page."""
    return [str(error) for errors in form.errors.values() for error in errors]


class ReasonForm(forms.Form):
    """Why not: a short reason is enough."""

    reason = forms.CharField(
        label=_("The reason, in a few words"),
        max_length=600,
        error_messages={"required": ReasonIsMissing.sentence},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class AcceptForm(forms.Form):
    """Which paper is accepted: the fingerprint of what was read."""

    paper_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)


class SignForm(forms.Form):
    """The signature: the name as typed, the code from the inbox where one is needed, and the consent."""

    paper_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    typed_name = forms.CharField(
        label=_("Your name, as on your papers"),
        max_length=120,
        error_messages={"required": NameIsMissing.sentence},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "name"}),
    )
    code = forms.CharField(
        label=_("The code"),
        max_length=20,
        error_messages={"required": CodeIsMissing.sentence},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
    )
    consent = forms.BooleanField(
        label=_("I agree to sign electronically"), error_messages={"required": ConsentIsMissing.sentence}
    )

    def __init__(self, *args: Any, needs_code: bool, consent: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = consent
        if not needs_code:
            del self.fields["code"]


class ClaimForm(forms.Form):
    """ "I paid": how much, and the slip of the transfer. `place` is the page the form stands on."""

    once = OnceField()
    place = forms.CharField(widget=forms.HiddenInput, required=False)
    amount = AmountFormField(label=_("Amount transferred"))
    file = forms.FileField(label=_("Transfer slip, a photo or a PDF"), required=False, allow_empty_file=True)
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, data: Any = None, files: Any = None, *, balance: Money, place: str) -> None:
        super().__init__(data, files, initial={"amount": balance, "place": place})
        amount = self.fields["amount"]
        assert isinstance(amount, AmountFormField)
        amount.currency = balance.currency
