"""A new offer for a client, the way it leaves, and the words some acts ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Business
from clients.models import Client, Contact
from core.once import OnceField
from desk import places

from .parts import language

LETTER, BY_HAND = "letter", "by_hand"


class NewOfferForm(forms.Form):
    """For whom, what it is about, and in which currency."""

    once = OnceField()
    title = forms.CharField(
        label=_("What the offer is about"),
        max_length=160,
        error_messages={"required": _("The offer needs a title.")},
        help_text=_("The client reads it as the title."),
    )
    contact = forms.ModelChoiceField(label=_("To whom"), queryset=Contact.objects.none(), empty_label=None)
    currency = forms.ChoiceField(label=_("Currency"))

    def __init__(self, *args: Any, business: Business, client: Client, **options: Any) -> None:
        super().__init__(*args, **options)
        contacts = Contact.objects.filter(client=client).order_by("-is_main", "pk")
        self.fields["contact"].queryset = contacts  # type: ignore[attr-defined]  # this kind of field has it
        self.fields["contact"].initial = contacts.first()
        self.fields["currency"].choices = places.currency_choices(language())  # type: ignore[attr-defined]
        platform = client.platform
        self.fields["currency"].initial = (platform.currency if platform else "") or business.currency


class SendForm(forms.Form):
    """How the offer reaches the client."""

    way = forms.ChoiceField(
        label=_("How it reaches the client"),
        choices=((LETTER, _("by e-mail, with their personal link")), (BY_HAND, _("I send the link myself"))),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, by_mail: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["way"].initial = LETTER if by_mail else BY_HAND


class ReopenOfferForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is back on the table"),
        max_length=600,
        error_messages={"required": _("Please give a reason.")},
    )
