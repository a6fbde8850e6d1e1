"""Showing a stage, answering it, and asking for more than was agreed."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class FileIsShown(Refused):
    sentence = _("The client has been shown this file, so it stays. Show a new version beside it instead.")


class NothingToShow(Refused):
    sentence = _("There is nothing to show yet. Add at least one file, or write what the client should look at.")
    field = "notes"


class SayWhatChanged(Refused):
    sentence = _("Say what changed since last time, a point a line: it is the first thing the client looks for.")
    field = "changed"


class StageIsLocked(Refused):
    sentence = _("“%(before)s” is not approved yet. Beginning this stage before that needs a written reason.")
    field = "reason"


class WorkIsPaused(Refused):
    sentence = _(
        "The work is paused until a payment arrives. Beginning this stage all the same needs a written reason."
    )
    field = "reason"


class StageMoved(Refused):
    sentence = _("This stage does not allow that now: it is %(state)s.")


class StageChanged(Refused):
    sentence = _("This stage changed after the page was opened. Please look at the newest version before answering.")


class AlreadyAnswered(Refused):
    sentence = _("This version has been answered already: %(outcome)s.")


class NoChangesLeft(Refused):
    sentence = _(
        "The changes included in the agreement are used up. What goes beyond them can be asked for as extra work, "
        "with a price of its own."
    )
    field = "text"


class ChangeOrderIsAnswered(Refused):
    sentence = _("This request has been answered already: %(state)s.")


class AnswerIsMissing(Refused):
    sentence = _("Please write what you answer. The client reads it.")
    field = "answer"
