"""A vault on a disk without space."""

import errno

from django.core.files.storage import FileSystemStorage


class FullDisk(FileSystemStorage):
    def _save(self, name: str, content: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")
