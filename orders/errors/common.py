"""What any act may be refused for, and how amounts and days stand inside a refusal."""

from datetime import date

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from core.dates import full_day_text
from core.errors import Refused
from core.formats import money_text
from core.money import Money


def shown(money: Money) -> str:
    """An amount inside a refusal, written out in the language of whoever reads it."""
    return _lazy_money(money)


def shown_day(day: date) -> str:
    """A day inside a refusal, likewise."""
    return _lazy_day(day)


_lazy_money = lazy(money_text, str)
_lazy_day = lazy(full_day_text, str)


class WrongPerson(Refused):
    sentence = _("This was addressed to somebody else.")


class ReasonIsMissing(Refused):
    sentence = _("Please give a reason.")
    field = "reason"


class TextIsMissing(Refused):
    sentence = _("Please write your message first.")
    field = "text"
