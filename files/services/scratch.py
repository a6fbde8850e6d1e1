"""Room for work in progress: a folder beside the vault, since a system's own may lie in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

PREFIX = "scratch-"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new folder, gone afterwards; where the process was killed meanwhile, by the sweep of the next night."""
    with TemporaryDirectory(prefix=PREFIX, dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        yield Path(folder)
