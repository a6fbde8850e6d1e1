"""What the owner says about withdrawals: how much by which way, when it was sent, what came, or that it came back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import AmountFormField, DayField
from core.money import CURRENCIES
from core.once import OnceField
from desk import places
from payments.models import Payout, Why
from payments.services.payout_steps import Arrival

from .parts import language


class RequestForm(forms.Form):
    """How much of a platform's balance, and which way."""

    once = OnceField()
    amount = AmountFormField(label=_("Amount to withdraw"))
    method = forms.ChoiceField(label=_("Which way"))

    def __init__(self, *args: Any, currency: str, methods: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["amount"].currency = currency  # type: ignore[attr-defined]  # this kind of field has it
        self.fields["method"].choices = methods  # type: ignore[attr-defined]  # this kind of field has it


class SentForm(forms.Form):
    fee = AmountFormField(
        label=_("Fee taken at once"),
        required=False,
        zero_allowed=True,
        help_text=_("Only where the platform shows it already. The rest is known on arrival."),
    )

    def __init__(self, *args: Any, currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fee"].currency = currency  # type: ignore[attr-defined]  # this kind of field has it


class ArrivalForm(forms.Form):
    """What came, in which currency, and why it is not what was expected."""

    received = AmountFormField(label=_("What arrived"))
    currency = forms.ChoiceField(label=_("In which currency"))
    fee = AmountFormField(
        label=_("Fee taken before the exchange"),
        required=False,
        zero_allowed=True,
        help_text=_("Only where another currency arrived. Without an exchange the whole difference is the fee."),
    )
    received_on = DayField(label=_("On which day"))
    why = forms.ChoiceField(
        label=_("Why it differs from what was expected"), choices=[("", _("It does not differ")), *Why.choices],
        required=False,
    )  # fmt: skip
    words = forms.CharField(label=_("In a few words"), max_length=300, required=False)

    def __init__(self, *args: Any, payout: Payout, **options: Any) -> None:
        super().__init__(*args, **options)
        self.payout = payout
        self.fields["currency"].choices = places.currency_choices(language())  # type: ignore[attr-defined]
        chosen = self["currency"].value()
        self.fields["received"].currency = chosen if chosen in CURRENCIES else payout.currency  # type: ignore[attr-defined]
        self.fields["fee"].currency = payout.currency  # type: ignore[attr-defined]  # this kind of field has it

    def arrival(self) -> Arrival:
        """What the service takes. In another currency, the exchange explains the difference by itself."""
        given = self.cleaned_data
        exchanged = given["currency"] != self.payout.currency
        return Arrival(
            received=given["received"],
            received_on=given["received_on"],
            fee=given["fee"] if exchanged else None,
            why=given["why"] or (Why.EXCHANGE if exchanged else ""),
            words=given["words"],
        )


class HandOverForm(forms.Form):
    handed = AmountFormField(label=_("What was handed over"))
    words = forms.CharField(label=_("In a few words"), max_length=300, required=False)

    def __init__(self, *args: Any, currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["handed"].currency = currency  # type: ignore[attr-defined]  # this kind of field has it


class FailureForm(forms.Form):
    reason = forms.CharField(label=_("What happened"), max_length=300)
    fee_returned = forms.BooleanField(label=_("The fee came back too"), required=False, initial=True)


def arrives_as(payout: Payout) -> dict[str, Any]:
    """What the arrival form shows at first: the expected net where no exchange lies between."""
    method = payout.method
    if method.exchanges:
        return {"currency": method.arrives_in, "why": Why.EXCHANGE}
    return {"currency": payout.currency, "received": payout.net_expected}
