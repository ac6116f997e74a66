"""Asked just before a mail about a project is sent."""

from accounts.models import Contact
from projects.models import Project


def may_still_see_project(*, subject_id: int, contact: Contact) -> bool:
    """Whether the contact may (still) be told about this project.

    People without an account are told only of projects they are named in.
    """
    if contact.user is not None:
        visible = Project.objects.visible_to(contact.user)
        return visible.filter(pk=subject_id).exists()
    named = Project.objects.filter(lead=contact) | Project.objects.filter(
        project_request__partners__contact=contact
    )
    return named.filter(pk=subject_id).exists()
