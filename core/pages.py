"""Lists by keyset: each page starts where the last one ended, so the 200th costs what the first does. No totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.core.signing import BadSignature, Signer
from django.db.models import Field, Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
SIZE = 25


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list, and the cursors of its neighbours ("" where there is none)."""

    items: list[Row]
    next: str
    previous: str


class Keyset(Generic[Row]):
    """A list in the order of `sort`: column names, "-" for descending, none of them nullable, the last one unique.

    Each sort needs its index. Names may follow relations (`client__folded`) that the queryset selects.
    """

    def __init__(self, rows: "QuerySet[Row]", *, sort: Sequence[str] = ("-pk",), size: int = SIZE) -> None:
        self.rows = rows
        self.sort = tuple(sort)
        self.size = size
        self._signer = Signer(salt=f"pages.{rows.model._meta.label_lower}.{','.join(self.sort)}")

    def page(self, cursor: str = "") -> Page[Row]:
        """The page that the cursor names, in one query. A cut, forged or foreign cursor gives the first page."""
        backwards, place = self._read(cursor)
        found = list(self._from(place, backwards)[: self.size + 1])
        if place and not found:
            return self.page()
        more, items = len(found) > self.size, found[: self.size]
        if backwards:
            items.reverse()
        has_next, has_previous = (True, more) if backwards else (more, bool(place))
        return Page(
            items=items,
            next=self._cursor("next", items[-1]) if has_next else "",
            previous=self._cursor("previous", items[0]) if has_previous else "",
        )

    def _from(self, place: list[Any], backwards: bool) -> "QuerySet[Row]":
        order = [_turned(name) for name in self.sort] if backwards else self.sort
        rows = self.rows.order_by(*order)
        return rows.filter(_behind(order, place)) if place else rows

    def _cursor(self, way: str, row: Row) -> str:
        values = [_value(row, name.removeprefix("-")) for name in self.sort]
        return self._signer.sign_object([way, *(_portable(value) for value in values)], compress=True)

    def _read(self, cursor: str) -> tuple[bool, list[Any]]:
        """The direction, and the sort values of the row to start behind: none at all for the first page."""
        try:
            way, *values = self._signer.unsign_object(cursor)
        except BadSignature:
            return False, []
        fields = [_field(self.rows.model, name.removeprefix("-")) for name in self.sort]
        return way == "previous", [field.to_python(value) for field, value in zip(fields, values, strict=True)]


def _behind(order: Sequence[str], place: Sequence[Any]) -> Q:
    """Rows after `place`. The first column is bounded by itself as well, so that its index carries the query."""
    behind = Q()
    for name, value in reversed(list(zip(order, place, strict=True))):
        column, comparison = _comparison(name)
        beyond = Q(**{f"{column}__{comparison}": value})
        behind = beyond | (Q(**{column: value}) & behind) if behind else beyond
    column, comparison = _comparison(order[0])
    return Q(**{f"{column}__{comparison}e": place[0]}) & behind


def _comparison(name: str) -> tuple[str, str]:
    return (name[1:], "lt") if name.startswith("-") else (name, "gt")


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _value(row: Model, path: str) -> Any:
    value: Any = row
    for name in path.split("__"):
        value = getattr(value, name)
    return value


def _field(model: type[Model], path: str) -> "Field[Any, Any]":
    *relations, name = path.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model  # type: ignore[assignment]
    return model._meta.pk if name == "pk" else model._meta.get_field(name)  # type: ignore[return-value]


def _portable(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value if isinstance(value, int | str) else str(value)
