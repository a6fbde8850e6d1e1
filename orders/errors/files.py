"""What may be refused around the final files."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class FilesAreLocked(Refused):
    sentence = _("The final files open by themselves when everything agreed is paid.")


class FileIsNotShown(Refused):
    sentence = _("This file was not handed over.")
