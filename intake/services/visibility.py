"""Asked just before a mail about a request is sent."""

from accounts.models import Contact
from intake.models import ProjectRequest


def may_still_see_request(*, subject_id: int, contact: Contact) -> bool:
    """Whether the contact may (still) be told about this request.

    People without an account are told only of requests they are named in.
    """
    rows = ProjectRequest.objects.filter(pk=subject_id)
    if contact.user is not None:
        return rows.visible_to(contact.user).exists()
    return rows.naming(contact).exists()
