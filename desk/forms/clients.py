"""Who a client is, the people there, and when to be in touch next."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import DayField
from desk import places

from .parts import language


class ClientForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    organisation = forms.CharField(label=_("Organisation"), max_length=120, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    city = forms.CharField(label=_("City"), max_length=80, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["country"].choices = [("", "—"), *places.country_choices(language())]  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr"})
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=User.Language.choices, help_text=_("Letters and papers to them speak it.")
    )


class NextContactForm(forms.Form):
    on = DayField(label=_("Be in touch on"))
    note = forms.CharField(label=_("About what"), max_length=120, required=False)
