"""The desk's places, declared once: the rail, the phone's tabs and the "new" menu are drawn from these lists.

A place whose address does not exist yet is not shown, so nothing on the desk leads nowhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Place:
    """One link: its word, icon and URL name; `count` names a figure of desk/shell.py that stands beside it."""

    label: str | Promise
    icon: str
    url_name: str
    count: str = ""


@dataclass(frozen=True)
class Link:
    """A place as a page draws it."""

    label: str | Promise
    icon: str
    href: str
    count: int
    is_here: bool


RAIL: tuple[tuple[str | Promise, tuple[Place, ...]], ...] = (
    ("", (Place(_("Today"), "sun", "desk:today"),)),
    (
        _("Work"),
        (
            Place(_("Inquiries"), "inbox", "desk:leads", "leads"),
            Place(_("Clients"), "users", "desk:clients"),
            Place(pgettext_lazy("menu", "Offers"), "file-pen-line", "desk:offers", "offers"),
            Place(_("Orders"), "layers", "desk:orders", "orders"),
            Place(_("Messages"), "message-circle", "desk:messages", "messages"),
        ),
    ),
    (
        _("Reputation"),
        (Place(_("Reviews"), "star", "desk:reviews"),),
    ),
    (
        _("Money"),
        (
            Place(_("Money on its way"), "wallet", "desk:money"),
            Place(_("Invoices"), "receipt-text", "desk:invoices", "claims"),
            Place(_("Books"), "book-open", "admin:index"),
        ),
    ),
    (
        _("Desk"),
        (
            Place(_("Letters"), "mail", "desk:letters", "letters"),
            Place(_("Settings"), "settings", "desk:settings"),
        ),
    ),
)
TABS = (
    Place(_("Today"), "sun", "desk:today"),
    Place(_("Messages"), "message-circle", "desk:messages", "messages"),
    Place(_("Orders"), "layers", "desk:orders"),
    Place(_("Money"), "wallet", "desk:money"),
)
NEW = (
    Place(_("Inquiry"), "inbox", "desk:lead-new"),
    Place(_("Message"), "message-circle-plus", "desk:message-new"),
    Place(pgettext_lazy("menu", "Offer"), "file-pen-line", "desk:offer-new"),
)


@cache
def address(url_name: str) -> str:
    """Where a place is; empty when it does not exist (yet)."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def here(path: str) -> str:
    """The address of the place that `path` lies in; empty outside all of them."""
    places = (place for _title, group in RAIL for place in group)
    return next((link.href for link in links(places, path) if link.is_here), "")


def links(places: Iterable[Place], path: str = "", counts: Mapping[str, int] | None = None) -> list[Link]:
    """The places that exist. The one that `path` lies in is marked."""
    found = []
    for place in places:
        href = address(place.url_name)
        if not href:
            continue
        is_here = path == href if place.url_name == "desk:today" else path.startswith(href)
        found.append(Link(place.label, place.icon, href, (counts or {}).get(place.count, 0), is_here))
    return found


def rail(path: str, counts: Mapping[str, int]) -> list[tuple[str | Promise, list[Link]]]:
    """The groups of the rail that hold at least one place."""
    groups = [(title, links(places, path, counts)) for title, places in RAIL]
    return [(title, found) for title, found in groups if found]
