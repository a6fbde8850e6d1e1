"""What the owner says about reviews: the wording of the ask, why somebody is not asked, what stands on a platform."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import StarsField
from core.once import OnceField
from reviews.errors import ConsentIsUnknown, NameToShowIsMissing, ScoreIsMissing, WaiveNeedsReason
from reviews.models import SCORES, Consent
from reviews.models.ask import LONGEST_TEXT


class WordingForm(forms.Form):
    """The ask in one language; whether it is fair is the service's to say."""

    language = forms.ChoiceField(choices=[("ar", "ar"), ("en", "en")], widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Wording of the ask"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("The greeting before it, the link and your name after it are added by themselves."),
    )


class WaiveForm(forms.Form):
    reason = forms.CharField(
        label=_("Why this client is not asked"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"required": WaiveNeedsReason.sentence},
    )


class PlatformReviewForm(forms.Form):
    """What the client wrote there, copied word for word."""

    once = OnceField()
    overall = StarsField(label=_("All in all"), error_messages={"required": ScoreIsMissing.sentence})
    text = forms.CharField(
        label=_("The client's words"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    author_name = forms.CharField(
        label=_("Name as shown there"),
        max_length=120,
        required=False,
        error_messages={"required": NameToShowIsMissing.sentence},
    )
    consent = forms.ChoiceField(
        label=_("Did the client agree to have it shown on your own page?"),
        choices=[
            (Consent.NAMED, _("yes, with the name")),
            (Consent.UNNAMED, _("yes, without the name")),
            (Consent.NO, _("not asked, or no")),
        ],
        initial=Consent.NO,
        widget=forms.RadioSelect,
        error_messages={"required": ConsentIsUnknown.sentence},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in SCORES.items():
            self.fields[name] = StarsField(label=label, required=False)

    def particulars(self) -> list[forms.BoundField]:
        """The six that the platforms ask for."""
        return [self[name] for name in SCORES]

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        plain = {name: given[name] for name in ("once", "overall", "text", "consent", "author_name")}
        return plain | {"scores": {name: given[name] for name in SCORES}}
