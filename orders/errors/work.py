"""Carrying out an order."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class ContractIsUnsigned(Refused):
    sentence = _("The contract is not signed yet. Starting without it needs a written reason.")
    field = "reason"


class DepositIsUnpaid(Refused):
    sentence = _("The first payment has not arrived yet. Starting without it needs a written reason.")
    field = "reason"


class OrderIsClosed(Refused):
    sentence = _("This order does not allow that now: it is %(state)s.")


class OrderIsFinished(Refused):
    sentence = _("This order is finished and its money is earned, so it can no longer be called off.")


class PercentIsWrong(Refused):
    sentence = _("Progress is a whole percentage from 0 to 100.")
    field = "percent"


class GoingBackNeedsReason(Refused):
    sentence = _("Progress stood at %(percent)s%%. Setting it lower needs a reason.")
    field = "reason"


class InstalmentMoved(Refused):
    sentence = _("This payment stage does not allow that now: it is %(state)s.")
