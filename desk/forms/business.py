"""The business: its first opening, its papers' details, its public address, its people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Business, User
from accounts.services.business import Details
from core.fields import PercentField
from desk import places

from .parts import WeekdaysField, language


class OpeningForm(forms.Form):
    """Step one of the first run. What is usual in the country is filled in; each of it can be changed."""

    full_name = forms.CharField(label=_("Your name"), max_length=120)
    name = forms.CharField(
        label=_("Business name"),
        max_length=120,
        help_text=_("What clients know you by. Your own name is a good one."),
    )
    country = forms.ChoiceField(label=_("Country"))
    currency = forms.ChoiceField(label=_("Currency"), help_text=_("Each offer may still use another."))
    zone = forms.ChoiceField(label=_("Time zone"))
    language = forms.ChoiceField(label=_("Language"), choices=User.Language.choices)
    working_days = WeekdaysField(
        label=_("Working days"),
        help_text=_("Reply windows open on these days only."),
        error_messages={"required": _("Choose at least one working day.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self)

    @classmethod
    def suggesting(cls, country: str, user: User, typed: dict[str, Any] | None = None) -> "OpeningForm":
        """A fresh form with what is usual in this country, keeping the names that were typed."""
        usual = places.usual_in(country)
        initial = {
            "full_name": user.full_name,
            "country": country,
            "currency": usual.currency,
            "zone": usual.zone,
            "language": user.language,
            "working_days": list(usual.working_days),
        }
        return cls(initial=initial | (typed or {}))


class DetailsForm(forms.Form):
    """What invoices, offers and contracts say about the business."""

    name = forms.CharField(label=_("Business name"), max_length=120)
    legal_name = forms.CharField(
        label=_("Legal name"), max_length=160, required=False, help_text=_("As registered. Empty: the business name.")
    )
    country = forms.ChoiceField(label=_("Country"))
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    address = forms.CharField(label=_("Address"), max_length=240, required=False)
    currency = forms.ChoiceField(label=_("Currency"))
    language = forms.ChoiceField(
        label=_("Language"), choices=User.Language.choices, help_text=_("For new clients and their papers.")
    )
    vat_number = forms.CharField(
        label=_("VAT number"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
        help_text=_("Only when registered. Empty: invoices carry no tax."),
    )
    vat_rate_bp = PercentField(label=_("VAT rate"), required=False)
    bank_name = forms.CharField(label=_("Bank"), max_length=80, required=False)
    account_holder = forms.CharField(label=_("Account holder"), max_length=120, required=False)
    iban = forms.CharField(
        label=_("IBAN"),
        max_length=42,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "dir": "ltr"}),
    )
    payment_note = forms.CharField(
        label=_("Other ways to pay"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands under the IBAN on invoices, such as a wallet number."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self)

    @classmethod
    def of(cls, business: Business) -> "DetailsForm":
        return cls(initial={name: getattr(business, name) for name in cls.base_fields})

    def details(self) -> Details:
        given = dict(self.cleaned_data)
        given["vat_rate_bp"] = given["vat_rate_bp"] or 0
        return Details(**given)

    def country_name(self) -> str:
        names = {code: name for _group, choices in places.country_choices(language()) for code, name in choices}
        return names.get(self.cleaned_data["country"], "")


class AddressForm(forms.Form):
    """The last part of the inquiry form's public address."""

    slug = forms.CharField(
        label=_("Last part of the address"),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )


class PersonForm(forms.Form):
    """How the signed-in person is called, and how pages speak to them."""

    full_name = forms.CharField(label=_("Your name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=User.Language.choices)
    digits = forms.ChoiceField(
        label=_("Digits"),
        choices=User.Digits.choices,
        widget=forms.RadioSelect,
        help_text=_("How numbers are shown. Fields accept both."),
    )


class BookkeeperForm(forms.Form):
    """Whom to let into the books."""

    full_name = forms.CharField(label=_("Name"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"))
    language = forms.ChoiceField(label=_("Language"), choices=User.Language.choices)


def _choose(form: forms.Form) -> None:
    spoken = language()
    choices = {
        "country": places.country_choices(spoken),
        "currency": places.currency_choices(spoken),
        "zone": places.zone_choices(spoken),
    }
    for name, offered in choices.items():
        if name in form.fields:
            form.fields[name].choices = offered  # type: ignore[attr-defined]  # this kind of field has it
