"""The six roles in words, for the one screen that explains them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role


@dataclass(frozen=True)
class RoleText:
    label: str | Promise
    who: str | Promise
    may: str | Promise


ROLE_TEXTS: dict[Role, RoleText] = {
    Role.REQUESTER: RoleText(
        _("Requester"),
        _("any city employee"),
        _(
            "Asks for their own department, sees its requests with the reasons for "
            "scores and decisions, answers questions. Never sees internal notes."
        ),
    ),
    Role.TRIAGER: RoleText(
        _("Triager"),
        _("IT staff"),
        _(
            "Sees everything, assigns, asks, gives the answers only IT can give, logs "
            "work found outside intake, moves projects."
        ),
    ),
    Role.MANAGER: RoleText(
        _("Manager"),
        _("IT managers"),
        _("Everything a triager may, and decides."),
    ),
    Role.LEADER: RoleText(
        _("Leader"),
        _("CIO, directors"),
        _(
            "Reads everything, confirms decisions on Critical requests, receives the "
            "weekly digest."
        ),
    ),
    Role.RECORDS: RoleText(
        _("Records"),
        _("records officer, clerk"),
        _("Reads everything, for the public record."),
    ),
    Role.ADMIN: RoleText(
        _("Administrator"),
        _("who runs Groundwork"),
        _(
            "Reads everything, manages people and roles, departments, teams, systems "
            "and settings, watches the outbox."
        ),
    ),
}


def role_labels(roles: frozenset[Role]) -> list[str]:
    """Labels of the roles a person holds, in the order of the screen."""
    return [str(text.label) for role, text in ROLE_TEXTS.items() if role in roles]
