"""What the desk's shell shows on every page: figures beside the menu, the next reply window, notices."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.functional import Promise


@dataclass(frozen=True)
class Notice:
    """A sentence across the top of every desk page, until its cause is gone."""

    sentence: str | Promise
    tone: str = "waiting"
    icon: str = "triangle-alert"
    href: str = ""
    act: str | Promise = ""


def counts(request: HttpRequest) -> dict[str, int]:
    """Figures beside the menu's words, by their key in desk/menu.py; 0 is not shown."""
    return {}


def next_window(request: HttpRequest) -> datetime | None:
    return None


def notices(request: HttpRequest) -> list[Notice]:
    return []
