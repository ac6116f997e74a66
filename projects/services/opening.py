"""How a project comes to be: by accepting a request, or recorded afterwards."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, city
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry, Contact, Department
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.models import ProjectRequest
from projects.lifecycle import Phase
from projects.models import PHASE_LABELS, PhaseChange, Project
from projects.services.moves import shown, signed_in
from projects.services.refs import keep_ref, next_ref

audit.register(
    {
        "projects.project_opened": gettext_lazy(
            "%(by)s opened the project by accepting %(request)s"
        ),
        "projects.project_recorded": gettext_lazy(
            "%(by)s recorded the project: %(phase)s since %(day)s"
        ),
        "projects.project_named": gettext_lazy(
            "%(by)s gave it the reference %(ref)s and the name “%(name)s”; it was "
            "%(before)s"
        ),
    }
)


class RefTaken(Refused):
    """Another project has the reference."""

    def __init__(self, ref: str) -> None:
        super().__init__(
            {"ref": _("Another project is called %(ref)s.") % {"ref": ref}}
        )


def open_project(
    *,
    project_request: ProjectRequest,
    cause: AuditEntry,
    by: Actor,
    now: datetime,
    lead: Contact | None = None,
) -> Project:
    """Open the project of a request that was just accepted, in phase planned.

    Part of deciding, whose service has checked who may; so it checks nothing itself and
    needs the caller's transaction.

    :param cause: the audit entry of the acceptance.
    :param lead: who leads it in IT; whoever accepted, when a leader only confirmed it.
    """
    project = Project.objects.create(
        ref=next_ref(),
        name=project_request.title,
        project_request=project_request,
        phase=Phase.PLANNED,
        phase_since_on=city.day_of(now),
        owner_department=project_request.department,
        lead=lead or by.contact,
        opened_at=now,
        opened_by=signed_in(by),
        is_example=project_request.is_example,
        updated_at=now,
    )
    _first_phase(project, reason=_("The request was accepted."), by=by, now=now)
    audit.record(
        "projects.project_opened",
        subject=project,
        by=by,
        now=now,
        request=project_request.number,
        cause=cause.pk,
    )
    return project


@transaction.atomic
def record_project(
    *,
    ref: str,
    name: str,
    owner_department: Department,
    phase: Phase,
    started_on: date,
    by: Actor,
    now: datetime,
    project_request: ProjectRequest | None = None,
    it_cost_cents: int = 0,
    is_example: bool = False,
) -> Project:
    """Record a project that began outside Groundwork.

    :param started_on: since when it is in `phase`, a day in city time.
    :raises RefTaken: another project has the reference.
    """
    check_permission(by, Permission.PROJECT_MOVE)
    keep_ref(ref)
    project = Project(
        ref=ref,
        name=name,
        project_request=project_request,
        phase=phase,
        phase_since_on=started_on,
        owner_department=owner_department,
        lead=by.contact,
        opened_at=now,
        opened_by=signed_in(by),
        it_cost_to_date_cents=it_cost_cents,
        is_example=is_example,
        updated_at=now,
    )
    _save_with_ref(project)
    reason = _("It began before Groundwork.")
    _first_phase(project, reason=reason, by=by, now=now)
    audit.record(
        "projects.project_recorded",
        subject=project,
        by=by,
        now=now,
        phase=str(PHASE_LABELS[phase]),
        on=started_on.isoformat(),
        day=shown(started_on),
    )
    return project


@transaction.atomic
def name_project(
    *,
    project: Project,
    ref: str,
    name: str,
    by: Actor,
    now: datetime,
    it_cost_cents: int | None = None,
) -> Project:
    """Call a project what the city already calls it, instead of what it was given.

    :param it_cost_cents: what IT has spent on it so far; None leaves the figure.
    :raises RefTaken: another project has the reference.
    """
    check_permission(by, Permission.PROJECT_MOVE)
    before = str(project)
    keep_ref(ref)
    project.ref, project.name, project.updated_at = ref, name, now
    if it_cost_cents is not None:
        project.it_cost_to_date_cents = it_cost_cents
    _save_with_ref(project)
    audit.record(
        "projects.project_named",
        subject=project,
        by=by,
        now=now,
        ref=ref,
        name=name,
        before=before,
    )
    return project


def _save_with_ref(project: Project) -> None:
    try:
        # A savepoint: PostgreSQL ends the whole transaction on a broken constraint.
        with transaction.atomic():
            project.save()
    except IntegrityError as error:
        if Project.objects.filter(ref=project.ref).exclude(pk=project.pk).exists():
            raise RefTaken(project.ref) from error
        raise


def _first_phase(project: Project, *, reason: str, by: Actor, now: datetime) -> None:
    PhaseChange.objects.create(
        project=project,
        to_phase=project.phase,
        on=project.phase_since_on,
        reason=reason,
        at=now,
        by=signed_in(by),
    )
