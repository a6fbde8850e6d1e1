"""What the owner tells about days: which one moves and why, what the work waits for, and news of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import day_text
from core.fields import CountField, DayField
from core.once import OnceField
from orders.models import Milestone, Order, OrderHold, OrderState

from .orders import ReasonWhenNeeded

ORDER = "order"
DISPUTED = OrderHold.Kind.DISPUTED
LETTER, AGREED, SILENT = "letter", "agreed", "silent"


def _lines(rows: int, **more: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", **more})


class MoveForm(forms.Form):
    """A new day for the order or one of its stages. What a later day needs is the service's to say."""

    use_required_attribute = False  # the chosen way says which of the texts is needed

    once = OnceField()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the letter that was shown before sending
    which = forms.ChoiceField(label=_("Which day moves"), widget=forms.RadioSelect)
    new_on = DayField(label=_("The new day"))
    way = forms.ChoiceField(
        label=_("If it is later"),
        choices=[
            (LETTER, _("The client is told why, by a letter")),
            (AGREED, _("The client asked for it or agreed to it")),
            (SILENT, _("No letter, for a reason")),
        ],
        initial=LETTER,
        widget=forms.RadioSelect,
    )
    cause = ReasonWhenNeeded(
        label=_("The true cause, in your own words"), max_length=1000, widget=_lines(3),
        help_text=_("The client reads it as it stands. Frank and short is best; an excuse is found out."),
    )  # fmt: skip
    remedy = forms.CharField(
        label=_("What makes up for it"), max_length=1000, required=False, widget=_lines(2),
    )  # fmt: skip
    waive_reason = ReasonWhenNeeded(
        label=_("How the client agreed, or why no letter goes out"), max_length=400, widget=_lines(2)
    )

    def __init__(self, order: Order, stages: Iterable[Milestone], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stages = {stage.ref: stage for stage in stages}
        choices = [(ORDER, _dated(str(_("The whole order")), order.due_on))] if order.first_delivered_on is None else []
        choices += [(ref, _dated(stage.title, stage.due_on)) for ref, stage in self.stages.items()]
        field = self.fields["which"]
        field.choices, field.initial = choices, choices[0][0] if choices else ""  # type: ignore[attr-defined]

    @property
    def milestone(self) -> Milestone | None:
        return self.stages.get(self.cleaned_data["which"])

    def values(self) -> dict[str, Any]:
        """What the service takes, as the chosen way says it."""
        data = self.cleaned_data
        told = data["way"] == LETTER
        once: UUID | None = data["once"]
        return {
            "milestone": self.milestone,
            "new_on": data["new_on"],
            "cause": data["cause"] if told else "",
            "remedy": data["remedy"] if told else "",
            "waive_reason": "" if told else data["waive_reason"],
            "agreed": data["way"] == AGREED,
            "once": once,
        }


class HoldForm(forms.Form):
    """The owner's own holds; a pause for money is the late invoice's."""

    kind = forms.ChoiceField(
        label=_("Why the work waits"),
        choices=[(kind.value, kind.label) for kind in (OrderHold.Kind.CLIENT, DISPUTED)],
        initial=OrderHold.Kind.CLIENT.value,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What exactly it waits for"), max_length=400, widget=_lines(2),
        error_messages={"required": _("Please give a reason.")},
    )  # fmt: skip

    def __init__(self, order: Order, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if order.state == OrderState.COMPLETED:  # after the end only a complaint is left
            field = self.fields["kind"]
            field.choices = [(DISPUTED.value, DISPUTED.label)]  # type: ignore[attr-defined]
            field.initial = DISPUTED.value


class GoOnForm(forms.Form):
    kind = forms.ChoiceField(choices=OrderHold.Kind.choices)


class UpdateForm(forms.Form):
    once = OnceField()
    text = ReasonWhenNeeded(label=_("News"), max_length=4000, widget=_lines(14))


class CadenceForm(forms.Form):
    days = CountField(label=_("Days between two pieces of news; 0 for none"))


def _dated(words: str, day: date | None) -> str:
    return f"{words} · {day_text(day)}" if day else f"{words} · {_('no day yet')}"
