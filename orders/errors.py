"""What orders may refuse, each with a sentence a person can read."""

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


# --- writing and sending an offer ---------------------------------------------------------------------------------


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


# --- answering an offer -------------------------------------------------------------------------------------------


class OfferChanged(Refused):
    sentence = _("This offer changed after the page was opened. Please read it again before answering.")


class OfferExpired(Refused):
    sentence = _("This offer was valid until %(day)s. Please ask for a new one.")


class OfferIsClosed(Refused):
    sentence = _("This offer can no longer be answered: it is %(state)s.")


class OfferIsPlatforms(Refused):
    sentence = _("This client is reached through a platform, so there is no link to answer by.")


class WrongPerson(Refused):
    sentence = _("This was addressed to somebody else.")


class ReasonIsMissing(Refused):
    sentence = _("Please give a reason.")
    field = "reason"


class TextIsMissing(Refused):
    sentence = _("Please write your message first.")
    field = "text"


# --- signing ------------------------------------------------------------------------------------------------------


class ContractChanged(Refused):
    sentence = _("This contract changed after the page was opened. Please read it again before signing.")


class ContractIsClosed(Refused):
    sentence = _("This contract can no longer be signed: it is %(state)s.")


class ConsentIsMissing(Refused):
    sentence = _("Signing needs your consent to sign electronically.")
    field = "consent"


class NameIsMissing(Refused):
    sentence = _("Please type your full name.")
    field = "typed_name"


class CodeIsMissing(Refused):
    sentence = _("Please type the six digits of the code that was sent to you.")
    field = "code"


class CodeIsWrong(Refused):
    """`tries_left` counts what remains for this code."""

    sentence = _("This code is not right. Tries left: %(tries_left)s.")
    field = "code"

    @property
    def tries_left(self) -> int:
        return int(self.params["tries_left"])


class CodeIsSpent(Refused):
    sentence = _("This code was tried too many times. Please ask for a new one.")
    field = "code"


class CodeIsOld(Refused):
    sentence = _("This code is older than ten minutes. Please ask for a new one.")
    field = "code"


class CodeIsUsed(Refused):
    sentence = _("This code has been used already. Please ask for a new one.")
    field = "code"


class CodeTooSoon(Refused):
    sentence = _("A code was sent less than a minute ago. Please look in the inbox, or wait a moment.")


class TooManyCodes(Refused):
    sentence = _("Too many codes were asked for today. Please try again tomorrow, or write to us.")


class CodeNotNeeded(Refused):
    sentence = _("No code is needed here: the name and the consent are enough.")


class ScanIsUnsuitable(Refused):
    sentence = _("A scanned contract is a PDF or a picture.")
    field = "file"


# --- work ---------------------------------------------------------------------------------------------------------


class ContractIsUnsigned(Refused):
    sentence = _("The contract is not signed yet. Starting without it needs a written reason.")
    field = "reason"


class DepositIsUnpaid(Refused):
    sentence = _("The first payment has not arrived yet. Starting without it needs a written reason.")
    field = "reason"


class OrderIsClosed(Refused):
    sentence = _("This order does not allow that now: it is %(state)s.")


class PercentIsWrong(Refused):
    sentence = _("Progress is a whole percentage from 0 to 100.")
    field = "percent"


class GoingBackNeedsReason(Refused):
    sentence = _("Progress stood at %(percent)s%%. Setting it lower needs a reason.")
    field = "reason"


class InstalmentMoved(Refused):
    sentence = _("This payment stage does not allow that now: it is %(state)s.")
