"""The life of a review ask on one screen: the states, and which verb leads from where to where."""

from django.db import models
from django.utils.translation import pgettext_lazy

from orders.models.states import Moves


class AskState(models.TextChoices):
    """planned → sent → reminded once → answered | closed; waived with a reason."""

    PLANNED = "planned", pgettext_lazy("review ask", "to be asked")
    SENT = "sent", pgettext_lazy("review ask", "asked")
    REMINDED = "reminded", pgettext_lazy("review ask", "reminded once")
    ANSWERED = "answered", pgettext_lazy("review ask", "answered")
    CLOSED = "closed", pgettext_lazy("review ask", "closed without an answer")
    WAIVED = "waived", pgettext_lazy("review ask", "not asked, for a reason")


OPEN_ASKS: frozenset[str] = frozenset({AskState.PLANNED, AskState.SENT, AskState.REMINDED})

ASK_MOVES: Moves = {
    "send": (frozenset({AskState.PLANNED}), AskState.SENT),
    "remind": (frozenset({AskState.SENT}), AskState.REMINDED),
    "answer": (OPEN_ASKS, AskState.ANSWERED),
    "record": (OPEN_ASKS | {AskState.CLOSED, AskState.WAIVED}, AskState.ANSWERED),  # it stands on the platform
    "close": (OPEN_ASKS, AskState.CLOSED),
    "waive": (OPEN_ASKS, AskState.WAIVED),
}
