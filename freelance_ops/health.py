"""GET /healthz/: 200 when this process can serve pages, 503 when not."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


def migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    try:
        migrated = migrations_are_applied()
    except DatabaseError:
        return JsonResponse({"web": True, "database": False, "migrations": False}, status=503)
    return JsonResponse({"web": True, "database": True, "migrations": migrated}, status=200 if migrated else 503)
