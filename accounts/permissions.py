"""The check every service makes first."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from accounts.roles import DEPARTMENT_BOUND, Permission

P = ParamSpec("P")


class SignedInRequest(HttpRequest):
    """What a view gets behind `SignInRequired`: for the type checker only."""

    user: User


class OfDepartment(Protocol):
    """A thing that belongs to a department."""

    department_id: int


def may(
    user: User | None, permission: Permission, subject: OfDepartment | None = None
) -> bool:
    """Whether `user` may do this, to `subject` where the right is department-bound.

    A department an administrator has not confirmed counts as none.
    """
    if user is None or permission not in user.permissions:
        return False
    if subject is None or permission not in DEPARTMENT_BOUND:
        return True
    if DEPARTMENT_BOUND[permission] in user.permissions:
        return True
    return (
        user.department_confirmed_at is not None
        and user.department_id == subject.department_id
    )


def check_permission(
    by: Actor, permission: Permission, subject: OfDepartment | None = None
) -> None:
    """:raises PermissionDenied: with a sentence for the person who tried."""
    if not may(by.user, permission, subject):
        raise _refusal()


def requires(
    permission: Permission,
) -> Callable[
    [Callable[Concatenate[SignedInRequest, P], HttpResponseBase]],
    Callable[Concatenate[SignedInRequest, P], HttpResponseBase],
]:
    """Decorate a view: 403 with the reason for whoever lacks the right altogether.

    Friendly only: the service behind the view checks again, with the subject.
    """

    def decorate(
        view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[SignedInRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(
            request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if not may(request.user, permission):
                raise _refusal()
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _refusal() -> PermissionDenied:
    return PermissionDenied(
        _("Your roles do not allow this. Ask an administrator if they should.")
    )
