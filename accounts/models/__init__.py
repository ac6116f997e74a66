"""People, the city they work for, and the record of what they did."""

from accounts.models.audit import AuditEntry
from accounts.models.city import BudgetEvent, CitySettings, Department, Holiday, ITTeam
from accounts.models.link import Invitation, SignedLink
from accounts.models.person import LONGEST_EMAIL, Contact, RoleGrant, User
from accounts.models.token import ApiToken

__all__ = [
    "LONGEST_EMAIL",
    "ApiToken",
    "AuditEntry",
    "BudgetEvent",
    "CitySettings",
    "Contact",
    "Department",
    "Holiday",
    "ITTeam",
    "Invitation",
    "RoleGrant",
    "SignedLink",
    "User",
]
