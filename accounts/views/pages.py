"""How a page with a form answers."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_page(
    request: HttpRequest, template: str, form: Form, **context: Any
) -> HttpResponse:
    """The page with the form; 422 when something typed was wrong."""
    wrong = form.is_bound and bool(form.errors)
    values = {"form": form, "form_has_errors": wrong, **context}
    return render(request, template, values, status=422 if wrong else 200)
