"""The floor our pages are measured against: as little as a Django page can be.

Signed in (session and user from the database), one indexed SELECT of 25 rows, one
template; served beside us by the same gunicorn settings, from the same database, in the
same run. `gunicorn tests.bench.floor:application`.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.floor_settings")

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

application: WSGIHandler = get_wsgi_application()


def floor(request: HttpRequest) -> HttpResponse:
    from intake.models import ProjectRequest  # needs the applications loaded

    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    rows = ProjectRequest.objects.order_by("-pk").values_list("number", "title")[:25]
    return render(request, "floor.html", {"rows": list(rows)})


urlpatterns = [path("", floor)]
