"""The letter of a later day, as the client will read it, shown before it goes."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from desk.forms.order_dates import LETTER, MoveForm
from orders.letters import delay_preview
from orders.models import DelayNotice, Order


@dataclass(frozen=True, slots=True)
class DelayLetter:
    """Its words in the client's language. The same words give the same fingerprint: what was read is what goes."""

    subject: str
    body: str
    language: str

    @classmethod
    def of(cls, order: Order, form: MoveForm, *, today: date) -> Self | None:
        """The letter this valid form asks for; None for an earlier day, another way, or what will be refused."""
        data, stage = form.cleaned_data, form.milestone
        old_on = stage.due_on if stage else order.due_on
        told = data["way"] == LETTER and data["cause"].strip()
        if old_on is None or not told or data["new_on"] <= old_on or data["new_on"] < today:
            return None
        notice = DelayNotice(
            business=order.business, order=order, milestone=stage, old_on=old_on, new_on=data["new_on"],
            cause=data["cause"].strip(), remedy=data["remedy"].strip(),
        )  # fmt: skip
        words = delay_preview(notice=notice, contact=order.contact, url="")
        return cls(words.subject, words.body, order.contact.language)
