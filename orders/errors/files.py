"""What may be refused around the final files."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class FilesAreLocked(Refused):
    sentence = _("The final files open by themselves when everything agreed is paid.")


class TooManyEnclosures(Refused):
    sentence = _("At most %(most)s files go with one list. Send the ones that say most; a PDF may hold several pages.")
    field = "file"


class EnclosureRefused(Refused):
    """`said` names each file that cannot be taken, and why, a line each."""

    sentence = "%(said)s"
    field = "file"


class FileIsNotShown(Refused):
    sentence = _("This file was not handed over.")
