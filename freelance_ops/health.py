"""GET /healthz/: 200 when this process can serve pages, 503 when not."""

from functools import cache
from typing import Literal

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@cache
def code_is_migrated() -> Literal[True]:
    """Remembered once true: this process's code does not change, and the look costs a tenth of a second."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMigrated
    return True


class NotMigrated(Exception):
    """The database is older than the code."""


def migrations_are_applied() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    try:
        return code_is_migrated()
    except NotMigrated:
        return False


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    try:
        migrated = migrations_are_applied()
    except DatabaseError:
        return JsonResponse({"web": True, "database": False, "migrations": False}, status=503)
    return JsonResponse({"web": True, "database": True, "migrations": migrated}, status=200 if migrated else 503)
