"""What several pages share: who may open them, and the page of one act on a request."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.errors import Conflict
from accounts.permissions import SignedInRequest
from intake.models import ProjectRequest


def check_works_here(request: SignedInRequest) -> None:
    """Everybody who works with Groundwork may know what the city runs and what it costs.

    :raises PermissionDenied: the person has no role.
    """
    if not request.user.permissions:
        raise PermissionDenied(
            _("You have no role yet. Ask an administrator of Groundwork for one.")
        )


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
