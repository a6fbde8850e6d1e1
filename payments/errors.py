"""What the books may refuse, each with a sentence a person can read."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.formats import money_text
from core.money import Money


class AboutMoney(Refused):
    """Its params may be Money, said in the reader's language."""

    def __str__(self) -> str:
        said = {name: money_text(value) if isinstance(value, Money) else value for name, value in self.params.items()}
        return str(self.sentence) % said


class NumberAlreadyPassed(Refused):
    sentence = _("Numbers up to %(number)s are given already, so the series goes on from there.")
    field = "last"


class NotDue(Refused):
    sentence = _("This instalment is not due yet, so it has no invoice.")


class PlatformCollects(Refused):
    sentence = _("The platform collects the money of this order, so no invoice goes to the client.")


class InvoiceNotOpen(Refused):
    sentence = _("Invoice %(number)s is not open: it is already paid or cancelled.")


class AlreadyClaimed(Refused):
    sentence = _("A payment for invoice %(number)s was already reported and waits for confirmation.")


class ClaimWaits(Refused):
    sentence = _("The client reported a payment for invoice %(number)s: confirm it or refuse it first.")


class ClaimDecided(Refused):
    sentence = _("This payment report was already answered.")


class ClaimOfNothing(Refused):
    sentence = _("The amount must be more than zero.")
    field = "amount"


class ClaimIsSlip(AboutMoney):
    """So far above what the invoice asks for that it was hardly sent."""

    sentence = _(
        "Invoice %(number)s asks for %(total)s, and %(claimed)s is many times that. Check the amount: perhaps it has a "
        "digit too many."
    )
    field = "amount"


class NothingReceived(Refused):
    sentence = _("The amount received must be more than zero.")
    field = "received"


class WrongCurrency(Refused):
    sentence = _("Invoice %(number)s is in %(currency)s: give the amount in the same currency.")
    field = "amount"


class FeeTooLarge(Refused):
    sentence = _("The fee cannot be negative.")
    field = "fee"


class ReceivedInFuture(Refused):
    sentence = _("The day of receipt cannot be in the future.")
    field = "received_on"


class ReasonMissing(Refused):
    sentence = _("Write the reason in a few words: the client reads it.")
    field = "reason"


class NoCredit(Refused):
    sentence = _("This client has no credit in %(currency)s to use.")


class PaidIsNotCancelled(Refused):
    sentence = _("Invoice %(number)s is paid, so it cannot be cancelled.")


class RemindedLately(Refused):
    sentence = _("This client was reminded of a payment within the last two days. Wait until then, or write yourself.")


class ComplaintOpen(Refused):
    sentence = _("A complaint about this order is open: settle it first, then ask for the payment.")


class NobodyToWriteTo(Refused):
    sentence = _("There is no e-mail address for this client that may be used.")


class NotLate(Refused):
    sentence = _("Invoice %(number)s is not late, so the work does not wait for it.")


class NothingToPause(Refused):
    sentence = _("No work is going on for this order, so there is nothing to pause.")


class BooksOff(Refused):
    """The ledger and the documents disagree: a defect, never a user's mistake."""

    sentence = _("The books do not balance: %(differences)s")


class NotThroughPlatform(Refused):
    sentence = _("This order is paid by the client directly, so no platform holds its money.")


class MethodClosed(Refused):
    sentence = _("%(method)s is not used any more. Choose another way.")
    field = "method"


class MethodNotOffered(Refused):
    sentence = _("%(platform)s does not pay out %(currency)s by %(method)s. Choose another way.")
    field = "method"


class FeesDisagree(Refused):
    sentence = _("The largest fee is smaller than the smallest one.")
    field = "fee_cap"


class BelowMinimum(AboutMoney):
    sentence = _("The smallest withdrawal this way is %(minimum)s: %(gap)s more is needed.")
    field = "amount"


class NotSoMuch(AboutMoney):
    sentence = _("Only %(available)s can be withdrawn now.")
    field = "amount"


class FeeEatsAll(AboutMoney):
    sentence = _("The fee of %(fee)s would leave nothing of this amount.")
    field = "amount"


class PayoutMoved(Refused):
    sentence = _("This withdrawal is already in another state: %(state)s.")


class FeeOverAmount(Refused):
    sentence = _("The fee is a part of the amount, so it is smaller.")
    field = "fee"


class NothingArrived(Refused):
    sentence = _("The amount that arrived must be more than zero.")
    field = "received"


class ArrivalInFuture(Refused):
    sentence = _("The day of arrival cannot be in the future.")
    field = "received_on"


class DifferenceUnexplained(AboutMoney):
    sentence = _("%(expected)s was expected. Say why another amount came.")
    field = "why"


class WordsMissing(Refused):
    sentence = _("Say in a few words what happened.")
    field = "words"


class SendingStands(AboutMoney):
    sentence = _("It is written down already that it was sent with a fee of %(fee)s, and that stands.")
    field = "fee"


class ArrivalStands(AboutMoney):
    sentence = _("It is written down already that %(received)s arrived on %(day)s, and that stands.")


class HandoverStands(AboutMoney):
    sentence = _("It is written down already that %(handed)s was handed over, and that stands.")


class MoreThanAgentHas(AboutMoney):
    sentence = _("The agent received %(received)s, so no more can be handed over.")
    field = "handed"
