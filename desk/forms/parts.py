"""Fields and choices that several of the desk's forms share."""

from datetime import datetime, time
from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language

from core.text import latin_digits

WEEK = (7, 1, 2, 3, 4, 5, 6)  # ISO weekdays, Sunday first as in our readers' calendars


def language() -> str:
    """The reader's language as two letters."""
    return (get_language() or "ar")[:2]


class ClockField(forms.TimeField):
    """A time of day from the browser's picker, or typed as 16:30 in any digit system."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
        options.setdefault("input_formats", ("%H:%M", "%H:%M:%S", "%H.%M", "%H"))
        super().__init__(**options)

    def to_python(self, value: Any) -> time | None:
        return super().to_python(latin_digits(value) if isinstance(value, str) else value)


class MomentField(forms.DateTimeField):
    """A day and a time on the business's clock; gives an instant."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "class": "digits"})
        options.setdefault("widget", widget)
        options.setdefault("input_formats", ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"))
        super().__init__(**options)

    def to_python(self, value: Any) -> datetime | None:
        return super().to_python(latin_digits(value) if isinstance(value, str) else value)


class WeekdaysField(forms.TypedMultipleChoiceField):
    """ISO weekdays, Monday is 1, as one-tap choices named in the reader's language."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, choices=weekday_choices, widget=forms.CheckboxSelectMultiple, **options)


def weekday_choices() -> list[tuple[int, str]]:
    names = Locale(language()).days["format"]["wide"]
    return [(day, names[day - 1]) for day in WEEK]
