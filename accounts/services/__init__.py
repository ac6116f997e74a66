"""Every write to people, their roles, invitations and tokens."""

from accounts.people_csv import PersonRow
from accounts.services.addresses import change_email
from accounts.services.departments import ask_for_department, confirm_department
from accounts.services.invitations import (
    InvitationOver,
    accept_invitation,
    invite_person,
    send_invitation_again,
    withdraw_invitation,
)
from accounts.services.leaving import deactivate_person, reactivate_person
from accounts.services.people import (
    create_person,
    grant_roles,
    join_as_requester,
    name_contact,
    rename_person,
)
from accounts.services.people_import import (
    CheckedImport,
    ImportReport,
    RowError,
    check_people,
    import_people,
)
from accounts.services.tokens import make_token, revoke_token

__all__ = [
    "CheckedImport",
    "ImportReport",
    "InvitationOver",
    "PersonRow",
    "RowError",
    "accept_invitation",
    "ask_for_department",
    "change_email",
    "check_people",
    "confirm_department",
    "create_person",
    "deactivate_person",
    "grant_roles",
    "import_people",
    "invite_person",
    "join_as_requester",
    "make_token",
    "name_contact",
    "reactivate_person",
    "rename_person",
    "revoke_token",
    "send_invitation_again",
    "withdraw_invitation",
]
