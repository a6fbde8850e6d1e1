"""Leads: entered by hand, rated, taken or declined."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Business, User
from clients.errors import AcceptNeedsReason, ReopenNeedsReason
from clients.models import Criterion, Platform
from clients.wording import DECLINE_REASONS, RATINGS
from core.once import OnceField
from desk import places

from .parts import MomentField, language

UNKNOWN = ""
OTHER = "other"


def rating_choices() -> list[tuple[int | str, str]]:
    """The best first, in words; what is not known yet comes last."""
    return [
        *((rating, str(word)) for rating, word in sorted(RATINGS.items(), reverse=True)),
        (UNKNOWN, str(_("not known"))),
    ]


class LeadForm(forms.Form):
    """Somebody asked for work somewhere: who, where, and the words as they came."""

    once = OnceField()
    text = forms.CharField(
        label=_("What they wrote"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Paste it as it came. It is kept word for word."),
    )
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("The display name is enough."))
    organisation = forms.CharField(label=_("Organisation"), max_length=120, required=False)
    platform = forms.ModelChoiceField(label=_("Where it came from"), queryset=Platform.objects.none(), empty_label=None)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr"})
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=User.Language.choices, help_text=_("Letters and papers to them speak it.")
    )
    received_at = MomentField(
        label=_("When it came"), required=False, help_text=_("Empty: just now. The reply clock counts from here.")
    )

    def __init__(self, *args: Any, business: Business, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["platform"].queryset = Platform.objects.owned_by(business).offered()  # type: ignore[attr-defined]
        self.fields["country"].choices = [("", "—"), *places.country_choices(language())]  # type: ignore[attr-defined]
        self.fields["language"].initial = business.language


class KnownClientLeadForm(LeadForm):
    """The same for a client we have already: only the words, the place and the time."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("name", "organisation", "email", "phone", "country", "language"):
            del self.fields[name]


class RatingForm(forms.Form):
    """How far each trait of the ideal client is met: 0-4, or unknown."""

    def __init__(self, *args: Any, criteria: Sequence[Criterion], rated: dict[str, int | None], **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = criteria
        for criterion in criteria:
            self.fields[criterion.ref] = forms.TypedChoiceField(
                label=criterion.label,
                choices=rating_choices(),
                coerce=int,
                empty_value=None,
                required=False,
                initial=_as_choice(rated.get(criterion.label)),
                widget=forms.RadioSelect,
            )

    def rows(self) -> list[tuple[Criterion, forms.BoundField]]:
        return [(criterion, self[criterion.ref]) for criterion in self.criteria]

    def ratings(self) -> dict[str, int | None]:
        return dict(self.cleaned_data)


def _as_choice(rating: int | None) -> int | str:
    return UNKNOWN if rating is None else rating


class AcceptForm(forms.Form):
    """The reason is asked for only where the score does not speak for the lead."""

    reason = forms.CharField(
        label=_("Why, in a few words"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": AcceptNeedsReason.sentence},
    )

    def __init__(self, *args: Any, needs_reason: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = needs_reason


def reason_choices() -> list[tuple[str, str]]:
    return [
        *((str(number), str(reason)) for number, reason in enumerate(DECLINE_REASONS)),
        (OTHER, str(_("another one"))),
    ]


class DeclineForm(forms.Form):
    """Filled in so that one press is enough: the likely reason, and a courteous text in the client's language."""

    reason = forms.ChoiceField(label=_("Reason, for your eyes only"), choices=reason_choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("More about it"), max_length=240, required=False)
    text = forms.CharField(
        label=_("What they read"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("Empty: nothing is sent, and their message goes on waiting for a reply."),
    )

    def why(self) -> str:
        """The reason in the words the freelancer chose, as it is kept; empty for "another one" without a note."""
        chosen, note = self.cleaned_data["reason"], self.cleaned_data["note"].strip()
        if chosen == OTHER:
            return note
        label = str(DECLINE_REASONS[int(chosen)])
        return f"{label}: {note}" if note else label


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is taken back"), max_length=300, error_messages={"required": ReopenNeedsReason.sentence}
    )
