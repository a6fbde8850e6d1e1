"""What `manage.py check` says about this machine."""

import ctypes
from typing import Any

from django.core.checks import CheckMessage, Warning, register  # noqa: A004

from core.pictures import shapes_arabic

PANGO_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PANGO_INSTALL = "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
PANGO_HELP = (
    f"PDF files need Pango; until it is installed, printable pages are served instead. As root: {PANGO_INSTALL}"
)


FRIBIDI_HELP = (
    "Samples carry the order's number instead of the client's name: Pillow finds no FriBiDi to join Arabic letters. "
    "As root: apt-get install -y --no-install-recommends libfribidi0"
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


@register
def fribidi(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [] if shapes_arabic() else [Warning(FRIBIDI_HELP, id="maktab.W002")]
