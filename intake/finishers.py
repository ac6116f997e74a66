"""Who of a department can finish what IT came across."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Contact, Department
from accounts.roles import GRANTS, Permission

_ROLES = [
    role for role, rights in GRANTS.items() if Permission.REQUEST_SUBMIT in rights
]


@dataclass(frozen=True)
class Finishing:
    """A department with who is invited unless somebody else is named; None: nobody can."""

    department: Department
    invites: Contact | None


def people_who_can_finish(departments: Iterable[Department]) -> QuerySet[Contact]:
    """Those with an account that lets them send their department's requests, by name."""
    return (
        Contact.objects.filter(
            user__is_active=True,
            user__department__in=[department.pk for department in departments],
            user__department_confirmed_at__isnull=False,
            user__role_grants__role__in=_ROLES,
        )
        .exclude(email="")
        .select_related("user")
        .distinct()
        .order_by("name", "pk")
    )


def finishing(departments: Iterable[Department]) -> list[Finishing]:
    """Each department with its liaison, or the first by name who can (one query)."""
    wanted = list(departments)
    first: dict[int | None, Contact] = {}
    by_pk = {}
    for contact in people_who_can_finish(wanted):
        by_pk[contact.pk] = contact
        if contact.user is not None:
            first.setdefault(contact.user.department_id, contact)
    return [
        Finishing(item, by_pk.get(item.liaison_id or 0) or first.get(item.pk))
        for item in wanted
    ]
