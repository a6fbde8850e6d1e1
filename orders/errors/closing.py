"""Moving a date, telling the client, handing over and finishing."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class DeliveryIsOpen(Refused):
    """`items` agreed items are not ticked and `stages` stages are not approved."""

    sentence = _(
        "Not all that was agreed is done. Agreed items still open: %(items)s; stages not approved: %(stages)s. "
        "Handing over all the same needs a written reason."
    )
    field = "reason"


class MoneyIsMissing(Refused):
    sentence = _("The order is finished when everything is paid. It finishes by itself when the last payment arrives.")


class FinalChangesAreOver(Refused):
    sentence = _(
        "Everything is paid, so the time of included changes is over. What departs from the agreement is corrected "
        "free of charge; anything more can be asked for as extra work, with a price of its own."
    )
    field = "text"


class FinalChangesAreAsked(Refused):
    sentence = _("A list of final changes is being worked on. The next hand-over answers it.")
    field = "text"


class CauseIsMissing(Refused):
    sentence = _("A later day needs its true cause: the client reads it. Or say why no letter goes out.")
    field = "cause"


class DayIsPast(Refused):
    sentence = _("That day has passed. Choose today or a later day.")
    field = "new_on"


class DayIsTheSame(Refused):
    sentence = _("That is the day agreed already.")
    field = "new_on"


class DayIsKept(Refused):
    sentence = _("This day no longer moves: the work was handed over, or the stage is approved.")


class CadenceIsWrong(Refused):
    sentence = _("The days between two pieces of news are a whole number from 0 to 60; 0 means never.")
    field = "days"
