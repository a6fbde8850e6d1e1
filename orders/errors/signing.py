"""Signing a contract."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


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
