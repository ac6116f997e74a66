"""The check every service makes first."""

from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from accounts.roles import DEPARTMENT_BOUND, Permission


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
        raise PermissionDenied(
            _("Your roles do not allow this. Ask an administrator if they should.")
        )
