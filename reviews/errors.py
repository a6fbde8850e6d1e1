"""What can be refused about reviews, and the sentence a person reads."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class AskIsClosed(Refused):
    sentence = _("This request is closed, so nothing more can be sent to it. A message still arrives.")


class AskMovedOn(Refused):
    sentence = _("This is no longer possible: the request is “%(state)s” now.")


class AskIsHeld(Refused):
    sentence = _("A complaint is open about this order. Settle it first; the request goes out by itself afterwards.")


class AskGoesByHand(Refused):
    sentence = _("No letter may go to this client. Copy the text, send it there, then mark it as sent.")


class WaiveNeedsReason(Refused):
    sentence = _("Please write why this client is not asked.")
    field = "reason"


class ScoreIsMissing(Refused):
    sentence = _("Please choose between one and five stars.")
    field = "overall"


class NameToShowIsMissing(Refused):
    sentence = _("Please write the name to show, or choose to stay unnamed.")
    field = "author_name"


class ConsentIsUnknown(Refused):
    sentence = _("Please choose whether the words may be published.")
    field = "consent"


class NoConsent(Refused):
    sentence = _("The client did not agree to have this published.")


class AskTextRefused(Refused):
    """The wording lacks its thanks or its purpose, or it presses or rewards; `faults` are the sentences, one each."""

    field = "text"

    def __init__(self, faults: Sequence[str | Promise]) -> None:
        super().__init__()
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return " ".join(str(fault) for fault in self.faults)
