"""Queries that busy pages ask: put together and compiled once per process, then only filled in.

Django builds and compiles a query anew each time it is asked. Beside an index lookup of a fraction of a millisecond
that is most of what the query costs.
"""

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date, datetime, timedelta
from functools import cached_property, update_wrapper
from inspect import signature
from typing import Any, Generic, ParamSpec, TypeVar

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
Row = TypeVar("Row")


class Place(models.Expression):
    """Where the value of an argument goes when the query is asked; a day or an instant may be moved by a fixed span."""

    def __init__(self, name: str, shift: timedelta = timedelta()) -> None:
        super().__init__()
        self.name, self.shift = name, shift

    def __add__(self, shift: timedelta) -> "Place":  # type: ignore[override]  # moved in Python, not by the database
        return Place(self.name, self.shift + shift)

    def __sub__(self, shift: timedelta) -> "Place":  # type: ignore[override]  # the same
        return Place(self.name, self.shift - shift)

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, Any]:
        return "%s", [self]

    def filled(self, given: Mapping[str, Any], connection: BaseDatabaseWrapper) -> Any:
        """The value that stands here, as the fields of a model would hand it to the database."""
        value = given[self.name]
        if isinstance(value, models.Model):
            return value.pk
        value = value + self.shift if self.shift else value
        if isinstance(value, datetime):
            return connection.ops.adapt_datetimefield_value(value)
        return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


class prepared(Generic[P, Row]):  # noqa: N801 - a decorator
    """Turns a function that gives a queryset into one that gives its rows as a list.

    The function runs once, with a `Place` for each argument, so its query may depend on nothing else: no clock, no
    language, no condition on an argument; and it prefetches nothing. Arguments are what a database compares: rows,
    days, instants, numbers, text.
    """

    def __init__(self, build: "Callable[P, models.QuerySet[Any, Row]]") -> None:
        self._build: Callable[..., models.QuerySet[Any, Row]] = build
        self._names = tuple(signature(build).parameters)
        update_wrapper(self, build)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        given = dict(zip(self._names, args, strict=False)) | kwargs
        (sql, params), connection = self._statement, connections[self._rows.db]
        compiler, query = copy(self._compiler), copy(self._rows.query)
        filled = tuple(one.filled(given, connection) if isinstance(one, Place) else one for one in params)
        # Django reads the rows as ever, from a compiler that has its statement already.
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_kwargs: (sql, filled)  # type: ignore[method-assign]  # on a copy
        query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]  # on a copy
        rows: models.QuerySet[Any, Row] = models.QuerySet(self._rows.model, query, connection.alias)
        rows._iterable_class = self._rows._iterable_class
        return list(rows)

    @cached_property
    def _rows(self) -> "models.QuerySet[Any, Row]":
        return self._build(**{name: Place(name) for name in self._names})

    @cached_property
    def _compiler(self) -> SQLCompiler:
        return self._rows.query.get_compiler(self._rows.db)  # type: ignore[no-any-return]  # untyped in the stubs

    @cached_property
    def _statement(self) -> tuple[str, tuple[Any, ...]]:
        sql, params = self._compiler.as_sql()
        return sql, tuple(params)
