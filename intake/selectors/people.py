"""Who may ask for which department, and who may be asked."""

from django.db.models import Q, QuerySet

from accounts.models import Contact, Department, User
from accounts.roles import Permission
from intake.models import ProjectRequest, System


def departments_to_ask_for(user: User) -> list[Department]:
    """The person's own department, or all where they may log work for others."""
    departments = Department.objects.filter(is_example=False)
    if Permission.REQUEST_LOG_FOR_OTHERS in user.permissions:
        return list(departments)
    if user.department_id is None or user.department_confirmed_at is None:
        return []
    return list(departments.filter(pk=user.department_id))


def people_to_ask(project_request: ProjectRequest) -> QuerySet[Contact]:
    """Whom a question may be sent to from a list: who stands behind it, and IT.

    With or without an account, as long as mail reaches them. Anybody else is asked by
    name and address.
    """
    partners = project_request.partners.exclude(contact=None).values("contact")
    owners = System.objects.filter(touches__project_request=project_request)
    behind = (
        Q(user=project_request.created_by_id)
        | Q(user=project_request.submitted_by_id)
        | Q(pk__in=partners)
        | Q(pk__in=owners.exclude(owner=None).values("owner"))
        | Q(liaison_for=project_request.department_id)
        | Q(department=project_request.department_id)
        | Q(department__is_it=True)
    )
    reached = Q(user=None) | Q(user__is_active=True)
    rows = Contact.objects.filter(behind, reached, suppressed_at=None)
    return rows.exclude(email="").distinct()
