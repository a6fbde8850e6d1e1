"""The form with which a client reviews a finished order, and the ask behind a link."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clients.models import ClientLink
from core.fields import StarsField
from core.once import OnceField
from orders.models import Order
from orders.services.days import today_of
from reviews.errors import ConsentIsUnknown, NameToShowIsMissing, ScoreIsMissing
from reviews.models import SCORES, Consent, ReviewAsk
from reviews.services.asking import LINK_KIND


class ReviewForm(forms.Form):
    """Stars, words, the name to show, and whether it may be shown at all."""

    once = OnceField()
    overall = StarsField(label=_("How was it, all in all?"), error_messages={"required": ScoreIsMissing.sentence})
    text = forms.CharField(
        label=_("In a few words"),
        max_length=4000,
        required=False,
        help_text=_("What went well, and what could have gone better."),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    consent = forms.ChoiceField(
        label=_("May it be shown to other clients?"),
        choices=Consent.choices,
        widget=forms.RadioSelect,
        error_messages={"required": ConsentIsUnknown.sentence},
    )
    author_name = forms.CharField(
        label=_("The name to show"),
        max_length=120,
        required=False,
        error_messages={"required": NameToShowIsMissing.sentence},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "name"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in SCORES.items():
            self.fields[name] = StarsField(label=label, required=False)

    def particulars(self) -> Iterator[BoundField]:
        """The six, each of which may stay empty."""
        return (self[name] for name in SCORES)

    @property
    def is_particular(self) -> bool:
        """One of the six was chosen, so the page keeps them open."""
        return any(bound.value() for bound in self.particulars())

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        plain = {name: given[name] for name in ("once", "overall", "text", "consent", "author_name")}
        return plain | {"scores": {name: given[name] for name in SCORES}}


def ask_of(link: ClientLink) -> ReviewAsk:
    """The ask behind a link to a review; raises Http404 when the link leads elsewhere."""
    if link.subject_kind != LINK_KIND:
        raise Http404
    rows = ReviewAsk.objects.owned_by(link.business).with_order()
    ask = rows.filter(order__ref=link.subject_ref, order__client=link.contact.client_id).first()
    if ask is None:
        raise Http404
    return ask


def review_url(link: ClientLink, order: Order, now: datetime) -> str:
    """Where the reader of a deal reviews the finished work, while that is still asked of them; else empty."""
    ask = ReviewAsk.objects.owned_by(link.business).filter(order=order).first()
    if ask is None or not ask.is_open or ask.closes_on < today_of(link.business, now):
        return ""
    links = ClientLink.objects.owned_by(link.business).live(now).filter(subject_kind=LINK_KIND, subject_ref=order.ref)
    own = links.filter(contact=link.contact_id).first()
    return reverse("portal:subject", args=[own.token]) if own else ""
