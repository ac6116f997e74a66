"""Every address. Each application names its own; this page only gathers them."""

from django.contrib import admin
from django.urls import include, path

from config import health
from triage.views.requests import home

urlpatterns = [
    path("", home, name="home"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("intake.api.urls")),
    path("api/", include("triage.api.urls")),
    path("", include("accounts.urls")),
    path("", include("notifications.urls")),
    path("", include("intake.urls")),
    path("", include("projects.urls")),
    path("", include("triage.urls")),
]
