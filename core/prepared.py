"""Wide queries that every page asks, compiled once."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection, models


class Prepared:
    """One row of a `values()` query, found by its primary key.

    Django puts a query together and compiles it anew for every page; for one with a dozen subqueries that takes many
    times as long as the database needs to answer. Here it is done once per process, and only the key changes.
    """

    def __init__(self, rows: "Callable[[], models.QuerySet[Any, Any]]") -> None:
        self._rows = rows

    def get(self, pk: int) -> dict[str, Any]:
        """The row's values by name; raises ObjectDoesNotExist where there is no such row."""
        sql, params, names, compiler = self._compiled
        with connection.cursor() as cursor:
            cursor.execute(sql, (*params, pk))
            row = cursor.fetchone()
        if row is None:
            raise compiler.query.model.DoesNotExist
        converters = compiler.get_converters([expression for expression, *_ in compiler.select])
        (values,) = compiler.apply_converters([row], converters) if converters else [row]
        return dict(zip(names, values, strict=True))

    @cached_property
    def _compiled(self) -> tuple[str, tuple[Any, ...], list[str], Any]:
        """The key is the last thing asked for, so it is the last parameter."""
        unknown = -1
        query = self._rows().order_by().filter(pk=unknown).query
        compiler = query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        if params[-1] != unknown:
            raise ValueError("the key must come last: nothing may be sorted, grouped or cut off after it")
        return sql, tuple(params[:-1]), list(query.annotation_select), compiler
