"""How much time is left, as a page says it and a script keeps it true (static/js/countdown.js)."""

from datetime import datetime
from typing import TypedDict

from babel.units import format_unit
from django.utils import timezone
from django.utils.translation import get_language, gettext

from .dates import until_text


class Countdown(TypedDict):
    until: datetime
    text: str
    over: str
    said: str
    is_over: bool


def countdown_to(until: datetime) -> Countdown:
    """What it says now (`said`), and what the script needs to go on: `text` around {left}, then `over`."""
    minutes = -int((timezone.now() - until).total_seconds() // 60)
    over = gettext("The time is over")
    text = gettext("{left} left, %(until)s") % {"until": until_text(until)}
    said = text.replace("{left}", length(minutes)) if minutes > 0 else over
    return {"until": until, "text": text, "over": over, "said": said, "is_over": minutes <= 0}


def length(minutes: int) -> str:
    """A length of time in the reader's words: minutes up to two hours, whole hours from then on."""
    amount, unit = (minutes, "minute") if minutes < 120 else (minutes // 60, "hour")
    return format_unit(amount, f"duration-{unit}", locale=get_language() or "ar")
