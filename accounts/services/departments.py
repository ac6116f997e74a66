"""Which department a person works for: asked for by them, confirmed by an administrator."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.models import Contact, Department, User
from accounts.permissions import check_permission
from accounts.roles import Permission

audit.register(
    {
        "accounts.department_asked": gettext_lazy(
            "%(by)s asked to belong to %(department)s"
        ),
        "accounts.department_confirmed": gettext_lazy(
            "%(by)s confirmed that %(subject)s belongs to %(department)s"
        ),
    }
)


@transaction.atomic
def ask_for_department(
    *, user: User, department: Department, by: Actor, now: datetime
) -> User:
    """Say which department one works for; it counts once an administrator confirms.

    Asking for the department one has already changes and records nothing, so that a
    confirmed person is not locked out by pressing the button.
    """
    if by.user != user:
        check_permission(by, Permission.PEOPLE_MANAGE)
    if user.department_id == department.pk:
        return user
    _place(user, department, confirmed_at=None)
    audit.record(
        "accounts.department_asked",
        subject=user,
        by=by,
        now=now,
        department=department.name,
    )
    return user


@transaction.atomic
def confirm_department(
    *, user: User, department: Department, by: Actor, now: datetime
) -> User:
    """Settle which department a person works for, as asked or another."""
    check_permission(by, Permission.PEOPLE_MANAGE)
    _place(user, department, confirmed_at=now)
    audit.record(
        "accounts.department_confirmed",
        subject=user,
        by=by,
        now=now,
        department=department.name,
    )
    return user


def _place(user: User, department: Department, confirmed_at: datetime | None) -> None:
    user.department, user.department_confirmed_at = department, confirmed_at
    user.save(update_fields=["department", "department_confirmed_at"])
    Contact.objects.filter(user=user).update(department=department)
