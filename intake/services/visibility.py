"""Asked just before a mail about a request is sent."""

from accounts.models import Contact
from intake.models import ProjectRequest


def may_still_see_request(*, subject_id: int, contact: Contact) -> bool:
    """Whether the contact may (still) be told about this request.

    People without an account are told only of requests they are named in.
    """
    if contact.user is not None:
        visible = ProjectRequest.objects.visible_to(contact.user)
        return visible.filter(pk=subject_id).exists()
    return contact.partner_in.filter(project_request=subject_id).exists()
