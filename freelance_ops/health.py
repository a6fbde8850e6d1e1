"""GET /healthz/: 200 when this process can serve pages, 503 when not; what the workers do is told beside it."""

from functools import cache
from typing import Literal

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.doors import public
from outbox.services.pulse import take_pulse


class NotMigrated(Exception):
    """The database is older than the code."""


@cache
def code_is_migrated() -> Literal[True]:
    """Remembered once true: this process's code does not change, and the look costs a tenth of a second."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMigrated
    return True


def readiness() -> dict[str, object]:
    """What the answer's status rests on, and the pulse of the workers where it can be read."""
    fields: dict[str, object] = {"web": True, "database": False, "migrations": False}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        fields["database"] = True
        fields["migrations"] = code_is_migrated()
        pulse = take_pulse(timezone.now())
    except (DatabaseError, NotMigrated):
        return fields
    return fields | {
        "worker_seen": pulse.worker_at,
        "beat_seen": pulse.beat_at,
        "owed": pulse.owed,
        "stuck": pulse.stuck,
        "letters_waiting": pulse.letters,
    }


@public
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    fields = readiness()
    return JsonResponse(fields, status=200 if fields["database"] and fields["migrations"] else 503)
