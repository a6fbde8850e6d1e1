"""Why a file was not taken, each with a sentence that says what to do instead."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class FileRefused(Refused):
    """Base of what is wrong with an uploaded file."""

    field = "file"


class EmptyFile(FileRefused):
    sentence = _("The file is empty. Choose it again, or export it once more.")


class FileTooLarge(FileRefused):
    sentence = _("The file is larger than %(megabytes)s MB. Send a smaller one, for example a photo of the page.")


class FileIsHuge(FileRefused):
    sentence = _("The file is larger than %(megabytes)s MB. Split it, or pack it smaller, and add the parts.")


class FileKindRefused(FileRefused):
    sentence = _("This kind of file is not accepted here. Send a photo (JPEG, PNG, WebP) or a PDF.")


class FileUnreadable(FileRefused):
    sentence = _("The file cannot be opened: it is damaged or protected with a password. Send another copy.")


class ImageTooLarge(FileRefused):
    sentence = _("The picture has too many pixels. Send a smaller one, for example a screenshot.")


class StorageFull(FileRefused):
    """The vault could not take the bytes: the disk is full, or it cannot be written."""

    sentence = _(
        "The file could not be saved: there is no room left, or the storage cannot be written. Try again later."
    )
