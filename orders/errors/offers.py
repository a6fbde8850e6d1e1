"""Writing, sending and answering an offer."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.money import Money

from .common import shown


class OfferIsFrozen(Refused):
    sentence = _("A sent offer does not change. Make a new version instead.")


class OfferIsEmpty(Refused):
    sentence = _("The offer has no priced line yet.")


class TitleIsMissing(Refused):
    sentence = _("The offer needs a title.")
    field = "title"


class PlanIsMissing(Refused):
    sentence = _("The offer has no payment plan yet. Add at least one stage.")


class PlanDoesNotSum(Refused):
    """The stages do not add up to the total. `difference` is the missing or surplus Money, always positive."""

    def __init__(self, *, planned: Money, total: Money) -> None:
        self.difference = total - planned if planned < total else planned - total
        super().__init__(difference=shown(self.difference), total=shown(total))


class PlanFallsShort(PlanDoesNotSum):
    sentence = _("The stages are %(difference)s short of the total of %(total)s.")


class PlanGoesOver(PlanDoesNotSum):
    sentence = _("The stages exceed the total of %(total)s by %(difference)s.")


class SharesDoNotSum(Refused):
    sentence = _("The shares of the stages add up to %(share)s, not to 100%%.")


class StageIsEmpty(Refused):
    sentence = _("Every stage needs a title and an amount above zero.")


class StageNeedsPercent(Refused):
    sentence = _("Stage “%(title)s” is due at a share of the work: give a percentage from 1 to 100.")


class StageNeedsDay(Refused):
    sentence = _("Stage “%(title)s” is due on a date: give the date.")


class LineIsWrong(Refused):
    sentence = _("Every line needs a title, a quantity above zero and a price that is not negative.")


class OfferIsFree(Refused):
    sentence = _("The total is zero, and nothing is paid in stages of nothing. Give at least one line a price.")


class TotalIsTooLarge(Refused):
    sentence = _("The total is larger than this desk can count. Check the quantities and prices.")


class ValidityIsMissing(Refused):
    sentence = _("Say until which day the offer is valid.")
    field = "valid_until"


class ValidityIsPast(Refused):
    sentence = _("The last day of the offer has passed. Choose today or a later day.")
    field = "valid_until"


class ContactHasNoEmail(Refused):
    sentence = _("%(name)s has no e-mail address. Add one, or choose to send the link yourself.")


class VatRateMoved(Refused):
    sentence = _("Your VAT rate changed after this draft was saved. Open it, check the total and save it again.")


class OlderVersionWasAnswered(Refused):
    sentence = _("The client has accepted an earlier version of this offer, so this one can no longer be sent.")


class OfferChanged(Refused):
    sentence = _("This offer changed after the page was opened. Please read it again before answering.")


class OfferExpired(Refused):
    sentence = _("This offer was valid until %(day)s. Please ask for a new one.")


class OfferIsClosed(Refused):
    sentence = _("This offer can no longer be answered: it is %(state)s.")


class OfferIsPlatforms(Refused):
    sentence = _("This client is reached through a platform, so there is no link to answer by.")
