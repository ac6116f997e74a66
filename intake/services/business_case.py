"""Why and how: the fields that budget requests are written from."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.models import User
from accounts.permissions import check_permission, may
from accounts.roles import Permission
from intake.differences import Difference, differences
from intake.lifecycle import EDITABLE_STEPS, Step
from intake.models import BusinessCase, ProjectRequest
from intake.services.editing import RequestClosed, hold_open

_OURS = ("id", "project_request", "version", "updated_at")
FIELDS = tuple(
    field.name
    for field in BusinessCase._meta.concrete_fields
    if field.name not in _OURS
)
LONGEST_TEXT = 5000
_LAST_PRIORITY = 999

audit.register(
    {
        "intake.business_case_changed": gettext_lazy(
            "%(by)s changed the business case: %(fields)s"
        )
    }
)


class BusinessCaseConflict(Conflict):
    """Somebody saved it meanwhile. `differences` tells what is stored and wanted."""

    def __init__(self, told: tuple[Difference, ...]) -> None:
        super().__init__(_("Somebody else saved the business case meanwhile."))
        self.differences = told


def values_of(case: BusinessCase | None) -> dict[str, Any]:
    """What the business case says by field; what an empty one says without it."""
    said = case or BusinessCase()
    return {name: getattr(said, name) for name in FIELDS}


def filled_of(values: Mapping[str, Any]) -> int:
    """How many fields say something."""
    return sum(value not in (None, "") for value in values.values())


def may_write_business_case(user: User, project_request: ProjectRequest) -> bool:
    """The department and IT until the decision; then IT, who drafts budgets."""
    if project_request.step in EDITABLE_STEPS:
        return may(user, Permission.REQUEST_ANSWER, project_request)
    return project_request.step != Step.WITHDRAWN and may(user, Permission.BUDGET_DRAFT)


@transaction.atomic
def save_business_case(
    *,
    project_request: ProjectRequest,
    values: Mapping[str, Any],
    seen_version: int,
    by: Actor,
    now: datetime,
) -> tuple[Difference, ...]:
    """Store what is said; saying the same again changes nothing. It is not judged.

    :param values: all or some of FIELDS.
    :param seen_version: the version the person started from, 0 where there was none.
    :returns: what changed.
    :raises Refused: by field.
    :raises BusinessCaseConflict: another version was saved meanwhile.
    :raises RequestClosed: the request is withdrawn.
    """
    _hold(project_request, by, now)
    _check(values)
    case = BusinessCase.objects.filter(project_request=project_request).first()
    stored = values_of(case)
    changed = differences(BusinessCase, stored, values)
    if not changed:
        return ()
    if seen_version != (case.version if case else 0):
        raise BusinessCaseConflict(changed)
    if not _write(project_request, seen_version, {**stored, **values}, now):
        raise BusinessCaseConflict(changed)
    audit.record(
        "intake.business_case_changed",
        subject=project_request,
        by=by,
        now=now,
        fields=", ".join(item.label for item in changed),
    )
    return changed


def _write(
    project_request: ProjectRequest,
    seen_version: int,
    values: Mapping[str, Any],
    now: datetime,
) -> bool:
    """Whether nobody was quicker; a decided request is held by nothing but this row."""
    if seen_version:
        cases = BusinessCase.objects.filter(
            project_request=project_request, version=seen_version
        )
        return bool(cases.update(**values, version=F("version") + 1, updated_at=now))
    try:
        with transaction.atomic():
            BusinessCase.objects.create(
                project_request=project_request, updated_at=now, **values
            )
    except IntegrityError:
        return False
    return True


def _hold(project_request: ProjectRequest, by: Actor, now: datetime) -> None:
    """Check who writes, as the request stands in the caller's transaction."""
    if project_request.step in EDITABLE_STEPS:
        check_permission(by, Permission.REQUEST_ANSWER, project_request)
        hold_open(project_request, now=now)
        return
    check_permission(by, Permission.BUDGET_DRAFT)
    if project_request.step == Step.WITHDRAWN:
        raise RequestClosed(project_request.number)


def _check(values: Mapping[str, Any]) -> None:
    """:raises Refused: by field."""
    wrong = {}
    for name, value in values.items():
        column: Any = BusinessCase._meta.get_field(name)
        longest = column.max_length or LONGEST_TEXT
        if isinstance(value, str) and len(value) > longest:
            wrong[name] = _("Use %d characters at most.") % longest
    priority = values.get("priority")
    if priority is not None and not 1 <= priority <= _LAST_PRIORITY:
        wrong["priority"] = _("Give a number from 1 to %d.") % _LAST_PRIORITY
    if wrong:
        raise Refused(wrong)
