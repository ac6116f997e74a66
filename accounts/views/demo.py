"""The example city, tried out as any of six people with one click."""

import json
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from accounts.role_texts import ROLE_TEXTS
from accounts.roles import Role

View = Callable[[HttpRequest], HttpResponse]


def only_in_demo(view: View) -> View:
    """Settings refuse to start with the demo on anything but a loopback address."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request)

    return guarded


@cache
def _cast() -> dict[str, dict[str, Any]]:
    """The people of the example city one may be, by address."""
    path = settings.BASE_DIR / "data" / "city" / "people.json"
    people = json.loads(path.read_text(encoding="utf-8"))
    return {person["email"]: person for person in people if "cast" in person}


@login_not_required
@require_GET
@only_in_demo
def demo(request: HttpRequest) -> HttpResponse:
    seeded = User.objects.filter(email__in=_cast(), is_active=True).select_related(
        "department"
    )
    people = {user.email: user for user in seeded}
    cast = [
        {"user": people[email], "role": ROLE_TEXTS[Role(person["cast"])]}
        for email, person in _cast().items()
        if email in people
    ]
    return render(request, "accounts/demo.html", {"cast": cast})


@login_not_required
@require_POST
@only_in_demo
def sign_in(request: HttpRequest) -> HttpResponse:
    email = request.POST.get("email", "")
    if email not in _cast():
        raise Http404
    login(request, get_object_or_404(User, email=email, is_active=True))
    return redirect("home")
