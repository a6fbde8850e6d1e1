"""What the clients app may refuse, each with a sentence a person can read."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.errors import Refused

if TYPE_CHECKING:
    from .models import ClientLink


class NoCriteriaYet(Refused):
    """Scoring or talks before the ideal-client list exists. The door links `hint` to the page of the list."""

    sentence = _("First write down what your ideal client is like: at least three traits. Then this lead can move on.")
    hint = _("Write the list")


class TooFewCriteria(Refused):
    sentence = _("At least three traits are needed.")


class CriterionWithoutLabel(Refused):
    sentence = _("Every trait needs a few words.")


class WeightOutOfRange(Refused):
    sentence = _("A weight is a whole number from 1 to 5.")


class DoubleCriterion(Refused):
    sentence = _("“%(label)s” is on the list twice.")


class AdvanceRemoval(Refused):
    """The must-have "pays in advance" is about to go. Asked once, with the reason; confirmed, it goes."""

    sentence = _(
        "“Willing to pay in advance” belongs on every list: it is what keeps you from chasing money later. "
        "Without it no lead is stopped for refusing a deposit. Confirm if it should go all the same."
    )


class WrongLeadState(Refused):
    sentence = _("This lead has moved on meanwhile. Open it again to see where it stands.")


class RatingOutOfRange(Refused):
    sentence = _("Each trait is rated from 0 to 4, or left unknown.")


class CriteriaChanged(Refused):
    sentence = _("The list of traits was changed meanwhile. Rate the lead by the new list.")


class AcceptNeedsReason(Refused):
    field = "reason"
    sentence = _("Say in a few words why this lead is accepted without a score in its favour.")


class DeclineNeedsReason(Refused):
    field = "reason"
    sentence = _("Choose or write the reason. Only you will see it.")


class ReopenNeedsReason(Refused):
    field = "reason"
    sentence = _("Say in a few words why the decision is taken back.")


class EmptyMessage(Refused):
    field = "body"
    sentence = _("Write something first.")


class LeadTextNeeded(Refused):
    field = "text"
    sentence = _("Paste or write what was asked.")


class NotYet(Refused):
    field = "happened_at"
    sentence = _("This time is still to come. Enter when it was said.")


class NameNeeded(Refused):
    field = "name"
    sentence = _("Enter a name.")


class NothingWaits(Refused):
    sentence = _("Nothing waits for a reply here any more.")


class NoReplyNeedsReason(Refused):
    field = "reason"
    sentence = _("Say in a few words why no reply is needed.")


class StillUnanswered(Refused):
    sentence = _("The client still waits. Reply first, or say why no reply is needed.")


class WindowCount(Refused):
    sentence = _("Set from one to four reply windows a day.")


class WindowsOverlap(Refused):
    sentence = _("Two reply windows overlap.")


class EmptyWindow(Refused):
    sentence = _("A reply window ends at another time than it starts.")


class NoWorkingDay(Refused):
    field = "working_days"
    sentence = _("Choose at least one working day.")


class UnknownZone(Refused):
    field = "zone"
    sentence = _("This time zone is not known.")


class InquiryTooFast(Refused):
    sentence = _("That was very quick. Please read it over and send it again.")


class InquiryTooOld(Refused):
    sentence = _("This page was open for more than a day. Your text is still here: please send it again.")


class LooksLikeSpam(Refused):
    sentence = _("This could not be taken. Please leave out links and send it again.")


class LinkForged(Refused):
    """Not one of our links: the door answers 404."""

    sentence = _("This address does not exist.")


class DeadLink(Refused):
    """A link of ours that no longer opens; `link` tells the kind page whose it is."""

    def __init__(self, link: "ClientLink") -> None:
        super().__init__()
        self.link = link


class LinkExpired(DeadLink):
    sentence = _("This link has expired. You can ask for a new one.")


class LinkRevoked(DeadLink):
    sentence = _("This link is no longer valid. You can ask for a new one.")
