"""Probes for load balancers and containers: is it alive, is it ready to serve."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "alive"})


@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and is migrated; else 503 and the reason.

    The broker is no part of it: without one, requests are still taken and mail waits.
    """
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception as error:  # whatever it is, we are not ready
        return JsonResponse(
            {"status": "not ready", "reason": type(error).__name__}, status=503
        )
    if pending:
        return JsonResponse(
            {"status": "not ready", "reason": "migrations are pending"}, status=503
        )
    return JsonResponse({"status": "ready"})
