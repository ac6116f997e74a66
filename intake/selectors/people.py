"""Who may ask for which department, and who may be asked."""

from django.db.models import Q, QuerySet

from accounts.models import Contact, Department, User
from accounts.roles import Permission
from intake.models import ProjectRequest


def departments_to_ask_for(user: User) -> list[Department]:
    """The person's own department, or all where they may log work for others."""
    departments = Department.objects.filter(is_example=False)
    if Permission.REQUEST_LOG_FOR_OTHERS in user.permissions:
        return list(departments)
    if user.department_id is None or user.department_confirmed_at is None:
        return []
    return list(departments.filter(pk=user.department_id))


def people_to_ask(project_request: ProjectRequest) -> QuerySet[Contact]:
    """Who may be sent a question: whoever stands behind the request and can sign in."""
    behind = (
        Q(user=project_request.created_by_id)
        | Q(user=project_request.submitted_by_id)
        | Q(partner_in__project_request=project_request)
        | Q(liaison_for=project_request.department_id)
        | Q(user__department=project_request.department_id)
    )
    return Contact.objects.filter(behind, user__is_active=True).distinct()
