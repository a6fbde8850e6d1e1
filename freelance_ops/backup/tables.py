"""Rows to lines and lines to rows, for every model there is, by Django's serialisers and a batch at a time."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

Table = type[models.Model]

BATCH = 500  # rows held in memory at once
# Says how things stand at this minute, not what happened: not copied, and no sign of a database in use.
PASSING = {"sessions.session", "outbox.heartbeat"}
# Written by `migrate` itself; a restored database gets the copy's, because other rows point at their keys.
MIGRATED = {"contenttypes.contenttype", "auth.permission"}


class Exact(DjangoJSONEncoder):
    """Instants to the microsecond: the library's own cuts them to thousandths."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, dt.datetime | dt.time) else super().default(o)


def tables() -> list[Table]:
    """Every table whose rows are kept, also those between two many-to-many sides, by name."""
    found = apps.get_models(include_auto_created=True)
    kept = (one for one in found if one._meta.managed and not one._meta.proxy and one._meta.label_lower not in PASSING)
    return sorted(kept, key=lambda one: one._meta.label_lower)


def write_rows(table: Table, stream: IO[str]) -> int:
    """One line for each row in the order of keys; how many. The same rows give the same bytes on every database."""
    count = 0

    def counted() -> Iterator[models.Model]:
        nonlocal count
        for row in table._base_manager.order_by("pk").iterator(BATCH):
            count += 1
            yield row

    serializers.serialize("jsonl", counted(), stream=stream, fields=_columns(table), cls=Exact, sort_keys=True)
    return count


def _columns(table: Table) -> list[str]:
    """Without the many-to-many fields: the tables between are tables of their own here."""
    return [name for field in table._meta.concrete_fields for name in {field.name, field.attname}]


def load_rows(table: Table, lines: Iterable[str]) -> int:
    """Adds the rows of these lines, keys as they were; how many. Raises DeserializationError on a foreign line."""
    rows = (one.object for one in serializers.deserialize("jsonl", lines))
    count = 0
    while batch := list(islice(rows, BATCH)):
        table._base_manager.bulk_create(batch)
        count += len(batch)
    return count


def in_use() -> list[str]:
    """The tables that hold rows somebody made, by name."""
    made = (one for one in tables() if one._meta.label_lower not in MIGRATED)
    return [one._meta.label_lower for one in made if one._base_manager.exists()]


def empty_migrated() -> None:
    """Takes out what `migrate` wrote by itself, before the copy's own rows come in."""
    for table in tables():
        if table._meta.label_lower in MIGRATED:
            table._base_manager.all()._raw_delete(using=connection.alias)


def continue_counting() -> None:
    """The next row of each table gets a key above the loaded ones, where the database keeps counters of its own."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
