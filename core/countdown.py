"""How much time is left, as a page says it and a script keeps it true (static/js/countdown.js)."""

from datetime import datetime
from typing import TypedDict

from babel.units import format_unit
from django.utils import timezone
from django.utils.translation import get_language, gettext

from .dates import clock_text


class Countdown(TypedDict):
    until: datetime
    text: str
    over: str
    said: str
    is_over: bool


def countdown_to(until: datetime) -> Countdown:
    """What it says now (`said`), and what the script needs to go on: `text` with {left} in it, `over` for afterwards."""
    minutes = -int((timezone.now() - until).total_seconds() // 60)
    over = gettext("The time is over")
    text = gettext("{left} left, until %(time)s") % {"time": clock_text(until)}
    said = text.replace("{left}", length(minutes)) if minutes > 0 else over
    return {"until": until, "text": text, "over": over, "said": said, "is_over": minutes <= 0}


def length(minutes: int) -> str:
    """A length of time in the reader's words: minutes up to an hour, hours up to two days, then days."""
    if minutes < 60:
        amount, unit = minutes, "minute"
    elif minutes < 2880:
        amount, unit = round(minutes / 60), "hour"
    else:
        amount, unit = round(minutes / 1440), "day"
    return format_unit(amount, f"duration-{unit}", locale=get_language() or "ar")
