"""What the outbox can refuse, each with a sentence for the person who asked."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class NotStuck(Refused):
    sentence = _("This work is not stuck any more: it is done, or a worker is trying it again.")


class LetterMovedOn(Refused):
    """The letter left the state the act starts from (two tabs, or a worker was faster)."""

    sentence = _("This letter is already marked “%(state)s”, so nothing was changed.")


class MailNotSetUp(Refused):
    sentence = _("No mail server is set up, so the letter stays here. Copy its text or its link and send it yourself.")
