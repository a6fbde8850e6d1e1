"""Lists on the desk: one page by keyset, its neighbours as addresses, tabs that keep the other filters."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

from core.pages import Keyset

Row = TypeVar("Row", bound=Model)
CURSOR = "at"
LONGEST = 100  # letters of a search


@dataclass(frozen=True)
class Listed(Generic[Row]):
    """One page of rows; `newer` and `older` are the addresses of its neighbours, empty where there is none."""

    rows: list[Row]
    newer: str
    older: str


def listed(request: HttpRequest, rows: "QuerySet[Row]", *sort: str) -> Listed[Row]:
    """The page that the address asks for, in the order of `sort` (the primary key is added to it)."""
    way = "-pk" if sort[0].startswith("-") else "pk"
    page = Keyset(rows, sort=(*sort, way)).page(request.GET.get(CURSOR, ""))
    return Listed(
        page.items,
        _address(request, **{CURSOR: page.previous}) if page.previous else "",
        _address(request, **{CURSOR: page.next}) if page.next else "",
    )


def tabs(
    request: HttpRequest, name: str, current: str, choices: Iterable[tuple[str, str | Promise]]
) -> list[dict[str, Any]]:
    """A tab for each value of one filter; the others stay as they are, and each starts at its first page."""
    return [
        {"href": _address(request, **{name: value, CURSOR: ""}), "label": label, "current": value == current}
        for value, label in choices
    ]


def searched(request: HttpRequest) -> str:
    """What the list is searched for."""
    return request.GET.get("q", "").strip()[:LONGEST]


def _address(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = value
        if not value:
            del query[name]
    return f"?{query.urlencode()}"
