"""What the books may refuse, each with a sentence a person can read."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class NumberAlreadyPassed(Refused):
    sentence = _("Numbers up to %(number)s are given already, so the series can only go on from there.")
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


class BooksOff(Refused):
    """The ledger and the documents disagree: a defect, never a user's mistake."""

    sentence = _("The books do not balance: %(differences)s")
