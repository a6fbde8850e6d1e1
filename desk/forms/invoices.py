"""What the owner says about money: that it came, that it did not, and why an invoice is cancelled."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import AmountFormField, DayField
from core.money import Money
from core.once import OnceField
from payments.models import Method

ARRIVES_BY = [choice for choice in Method.choices if choice[0] != Method.CREDIT]


class PaymentForm(forms.Form):
    """Money that came: what the client paid, what of it was lost on the way, when and how."""

    once = OnceField()
    received = AmountFormField(label=_("What the client paid"))
    fee = AmountFormField(
        label=_("Fee taken on the way"),
        required=False,
        zero_allowed=True,
        help_text=_("A part of it that never reached the account. You bear it, the client is credited in full."),
    )
    received_on = DayField(label=_("On which day"))
    method = forms.ChoiceField(label=_("How it came"), choices=ARRIVES_BY)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("received", "fee"):
            self.fields[name].currency = currency  # type: ignore[attr-defined]  # this kind of field has it
        self.currency = currency

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        received, fee = given.get("received"), given.get("fee")
        if received and fee and fee >= received:
            self.add_error("fee", _("The fee is a part of the payment, so it is smaller."))
        return given

    def payment(self) -> dict[str, Any]:
        """What the services take: `received` is what reached the account."""
        given = dict(self.cleaned_data)
        fee = given["fee"] or Money.zero(self.currency)
        return {
            "received": given["received"] - fee,
            "fee": fee,
            "received_on": given["received_on"],
            "method": Method(given["method"]),
            "note": given["note"].strip(),
        }


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why, in a few words. The client reads it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"required": _("Write the reason in a few words: the client reads it.")},
    )


class VoidForm(RefuseForm):
    """The reason stands on the credit note."""
