"""The page of one act on a request."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from accounts.errors import Conflict
from accounts.permissions import SignedInRequest
from intake.models import ProjectRequest


def act_page(
    request: SignedInRequest,
    template: str,
    found: ProjectRequest,
    form: forms.Form,
    *,
    status: int = 200,
    conflict: Conflict | None = None,
    **context: object,
) -> HttpResponse:
    """The form, fresh or come back with what was typed."""
    values = {
        "number": found.number,
        "title": found.title,
        "form": form,
        "form_has_errors": bool(form.errors),
        "conflict": conflict,
        **context,
    }
    return render(request, template, values, status=status)
