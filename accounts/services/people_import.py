"""Add many people at once: checked row by row first, then all or none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import LONGEST_EMAIL, Department, User
from accounts.people_csv import PersonRow
from accounts.permissions import check_permission
from accounts.role_texts import role_labels
from accounts.roles import Permission, Role
from accounts.services.people import admit, roles_in_words

audit.register(
    {
        "accounts.person_imported": gettext_lazy(
            "%(by)s added %(subject)s from a list as %(roles)s"
        ),
    }
)


@dataclass(frozen=True)
class RowError:
    line: int
    column: str
    text: str


@dataclass(frozen=True)
class NewPerson:
    """A row that can be added, with what its words stand for."""

    line: int
    email: str
    name: str
    title: str
    department: Department
    roles: frozenset[Role]

    @property
    def role_labels(self) -> str:
        return ", ".join(role_labels(self.roles))


@dataclass(frozen=True)
class CheckedImport:
    people: tuple[NewPerson, ...]
    already_here: tuple[PersonRow, ...]
    errors: tuple[RowError, ...]


@dataclass(frozen=True)
class ImportReport:
    """How many were added, and how many had an account and were left as they are."""

    added: int
    already_here: int


def check_people(*, rows: Sequence[PersonRow]) -> CheckedImport:
    """What importing these rows would do; changes nothing."""
    departments: dict[str, Department] = {}
    for department in Department.objects.all():
        departments[department.code.lower()] = department
        departments[department.name.lower()] = department
    taken = set(
        User.objects.filter(email__in=[row.email.lower() for row in rows]).values_list(
            "email", flat=True
        )
    )
    people, already_here, errors = [], [], []
    seen: dict[str, int] = {}
    for row in rows:
        if row.email.lower() in taken:
            already_here.append(row)
            continue
        wrong = list(_wrong_with(row, departments, seen))
        seen.setdefault(row.email.lower(), row.line)
        errors += wrong
        if not wrong:
            people.append(_person(row, departments[row.department.lower()]))
    return CheckedImport(tuple(people), tuple(already_here), tuple(errors))


@transaction.atomic
def import_people(
    *, rows: Sequence[PersonRow], by: Actor, now: datetime
) -> ImportReport:
    """Add everybody in the list who has no account yet, or nobody.

    They set a password through *Forgot your password?*.

    :raises Refused: a row is wrong; nobody was added.
    """
    check_permission(by, Permission.PEOPLE_MANAGE)
    checked = check_people(rows=rows)
    if checked.errors:
        raise Refused({"file": _("The list has errors; nobody was added.")})
    for person in checked.people:
        user = admit(
            email=person.email,
            name=person.name,
            title=person.title,
            roles=person.roles,
            department=person.department,
            department_confirmed=True,
            password=None,
            by=by,
            now=now,
        )
        audit.record(
            "accounts.person_imported",
            subject=user,
            by=by,
            now=now,
            roles=roles_in_words(person.roles),
        )
    return ImportReport(len(checked.people), len(checked.already_here))


def _wrong_with(
    row: PersonRow, departments: dict[str, Department], seen: dict[str, int]
) -> Iterable[RowError]:
    try:
        validate_email(row.email)
    except ValidationError:
        yield RowError(row.line, "email", _("“%s” is no e-mail address.") % row.email)
    if row.email.lower() in seen:
        yield RowError(
            row.line,
            "email",
            _("The same address stands in line %d.") % seen[row.email.lower()],
        )
    for column, most in (("email", LONGEST_EMAIL), ("name", 120), ("title", 120)):
        if len(getattr(row, column)) > most:
            yield RowError(row.line, column, _("Longer than %d characters.") % most)
    if not row.name:
        yield RowError(row.line, "name", _("The name is missing."))
    if row.department.lower() not in departments:
        yield RowError(
            row.line,
            "department",
            _("No department has the code or name “%s”.") % row.department,
        )
    for word in _role_words(row.roles):
        if word not in set(Role):
            yield RowError(
                row.line,
                "roles",
                _("“%(word)s” is no role; there are %(roles)s.")
                % {"word": word, "roles": ", ".join(Role)},
            )


def _role_words(text: str) -> list[str]:
    """Roles as people separate them; nobody named any: a requester."""
    return re.findall(r"[^\s,;|]+", text.lower()) or [Role.REQUESTER]


def _person(row: PersonRow, department: Department) -> NewPerson:
    return NewPerson(
        line=row.line,
        email=row.email.lower(),
        name=row.name,
        title=row.title,
        department=department,
        roles=frozenset(Role(word) for word in _role_words(row.roles)),
    )
