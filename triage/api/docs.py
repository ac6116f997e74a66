"""The API's own description: pages for whoever is signed in, not token endpoints."""

from typing import Any

from django.contrib.auth.decorators import login_required
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.authentication import SessionAuthentication

# The page frame shows who is signed in, so these two know sessions; both only read.
_BY_SESSION: dict[str, Any] = {"authentication_classes": [SessionAuthentication]}

# The framework exempts its views from the middleware that asks for sign-in.
schema = login_required(SpectacularAPIView.as_view(**_BY_SESSION))
docs = login_required(
    SpectacularSwaggerSplitView.as_view(
        **_BY_SESSION,
        url_name="triage_api:schema",
        template_name="triage/api_docs.html",
    )
)
