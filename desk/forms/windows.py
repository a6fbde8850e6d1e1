"""Reply windows, the working week, days off."""

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clients.services.windows import MOST_WINDOWS
from core.fields import DayField
from desk import places

from .parts import ClockField, WeekdaysField, language

Hours = tuple[time, time]


class _HalfField(ClockField):
    """One time of a pair: shown without "optional", though an empty pair is allowed."""

    def validate(self, value: time | None) -> None:
        return


class WindowsForm(forms.Form):
    """Up to four pairs of times, one more than there are. An empty pair is no window."""

    use_required_attribute = False

    def __init__(self, *args: Any, windows: Sequence[Hours] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.shown = min(MOST_WINDOWS, len(windows) + 1)
        for index in range(MOST_WINDOWS):
            starts, ends = windows[index] if index < len(windows) else (None, None)
            place = {"number": index + 1}
            self.fields[f"starts_{index}"] = _HalfField(label=_("Window %(number)s from") % place, initial=starts)
            self.fields[f"ends_{index}"] = _HalfField(label=pgettext_lazy("time", "to"), initial=ends)

    def pairs(self) -> Iterator[tuple[BoundField, BoundField]]:
        return ((self[f"starts_{index}"], self[f"ends_{index}"]) for index in range(self.shown))

    def clean(self) -> None:
        for index in range(MOST_WINDOWS):
            starts, ends = (self.cleaned_data.get(f"{name}_{index}") for name in ("starts", "ends"))
            given = {f"{name}_{index}": value for name, value in (("starts", starts), ("ends", ends))}
            if (starts is None) != (ends is None):
                missing = next(name for name, value in given.items() if value is None)
                if missing not in self.errors:
                    self.add_error(missing, ValidationError(_("Enter both times, or neither.")))

    def windows(self) -> list[Hours]:
        """The pairs that were filled in."""
        pairs = ((self.cleaned_data[f"starts_{i}"], self.cleaned_data[f"ends_{i}"]) for i in range(MOST_WINDOWS))
        return [(starts, ends) for starts, ends in pairs if starts is not None and ends is not None]


class WeekForm(forms.Form):
    """The clock and the days the windows follow."""

    zone = forms.ChoiceField(label=_("Time zone"))
    working_days = WeekdaysField(
        label=_("Working days"), error_messages={"required": _("Choose at least one working day.")}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["zone"].choices = places.zone_choices(language())  # type: ignore[attr-defined]


class DayOffForm(forms.Form):
    """A date on which no window opens."""

    date = DayField(label=_("Date"))
    reason = forms.CharField(label=_("Reason"), max_length=120, required=False)
