"""How events read on a timeline: each app's `wording.WORDING` maps a verb to its icon and its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.formats import day_text, money_text
from core.money import Money

from .models import Event

Sentence = str | Promise
UNKNOWN: tuple[str, Sentence] = ("circle", _("Something was noted here."))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline in the reader's language."""

    event: Event
    icon: str
    text: str


@cache
def wording() -> Mapping[str, tuple[str, Sentence]]:
    """verb → (icon, sentence with %(name)s places filled from the event's data), of all apps together."""
    known: dict[str, tuple[str, Sentence]] = {}
    for app in settings.EVENT_WORDING:
        known |= import_module(f"{app}.wording").WORDING
    return known


def describe(event: Event) -> Line:
    """The event as a person reads it. Data that an old event lacks shows as a dash, never as an error."""
    icon, sentence = wording().get(event.verb, UNKNOWN)
    return Line(event, icon, str(sentence) % _Shown(event.data))


class _Shown(dict[str, Any]):
    """Event data as text: money and dates in the reader's way, "—" for what is missing."""

    def __getitem__(self, name: str) -> object:
        value = self.get(name, "—")
        language = get_language() or settings.LANGUAGE_CODE
        if isinstance(value, Mapping) and value.keys() == {"minor", "currency"}:
            return money_text(Money(value["minor"], value["currency"]), language)
        if isinstance(value, str) and name.endswith("_on"):
            return day_text(date.fromisoformat(value), language)
        return value
