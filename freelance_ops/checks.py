"""What `manage.py check` says about this machine."""

import ctypes
from typing import Any

from django.core.checks import CheckMessage, Warning, register  # noqa: A004

PANGO_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PANGO_INSTALL = "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
PANGO_HELP = (
    f"PDF files need Pango; until it is installed, printable pages are served instead. As root: {PANGO_INSTALL}"
)


def pango_is_missing() -> bool:
    try:
        for name in PANGO_LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return True
    return False


@register
def pango(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [Warning(PANGO_HELP, id="maktab.W001")] if pango_is_missing() else []
