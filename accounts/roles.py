"""Who may do what, on one screen (product.md, "People and roles").

Pure: a person's rights follow from the roles they hold and nothing else. Which *rows*
a right reaches (own department, named in it) is the business of `visible_to`.
"""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    REQUESTER = "requester"
    TRIAGER = "triager"
    MANAGER = "manager"
    LEADER = "leader"
    RECORDS = "records"
    ADMIN = "admin"


class Scope(StrEnum):
    """What an API token may do of what its person may."""

    REQUESTS_READ = "requests:read"
    REQUESTS_WRITE = "requests:write"
    ASSESSMENTS_READ = "assessments:read"


class Permission(StrEnum):
    REQUEST_CREATE = "request.create"
    REQUEST_ANSWER = "request.answer"
    REQUEST_SUBMIT = "request.submit"
    REQUEST_WITHDRAW = "request.withdraw"
    REQUEST_SEE = "request.see"
    REQUEST_SEE_ALL = "request.see_all"
    REQUEST_LOG_FOR_OTHERS = "request.log_for_others"
    ANSWER_FOR_IT = "answer.for_it"
    TRIAGE_SEE = "triage.see"
    TRIAGE_ASSIGN = "triage.assign"
    TRIAGE_ASK = "triage.ask"
    TRIAGE_DECIDE = "triage.decide"
    TRIAGE_CONFIRM = "triage.confirm"
    TIER_SET = "tier.set"
    RUBRIC_EDIT = "rubric.edit"
    FIRST_CONTACT_CORRECT = "first_contact.correct"
    BUDGET_DRAFT = "budget.draft"
    BUDGET_SIGN = "budget.sign"
    PORTFOLIO_PLAN = "portfolio.plan"
    DRIVERS_EDIT = "drivers.edit"
    PROJECT_SEE = "project.see"
    PROJECT_SEE_ALL = "project.see_all"
    PROJECT_MOVE = "project.move"
    DIGEST_RECEIVE = "digest.receive"
    SYSTEMS_EDIT = "systems.edit"
    PEOPLE_MANAGE = "people.manage"
    OUTBOX_SEE = "outbox.see"
    CITY_ADMINISTER = "city.administer"


_READ = frozenset({Permission.REQUEST_SEE, Permission.PROJECT_SEE})
_READ_ALL = _READ | {Permission.REQUEST_SEE_ALL, Permission.PROJECT_SEE_ALL}
_ASK = _READ | {
    Permission.REQUEST_CREATE,
    Permission.REQUEST_ANSWER,
    Permission.REQUEST_SUBMIT,
    Permission.REQUEST_WITHDRAW,
}
_TRIAGE = (
    _ASK
    | _READ_ALL
    | {
        Permission.REQUEST_LOG_FOR_OTHERS,
        Permission.ANSWER_FOR_IT,
        Permission.TRIAGE_SEE,
        Permission.TRIAGE_ASSIGN,
        Permission.TRIAGE_ASK,
        Permission.FIRST_CONTACT_CORRECT,
        Permission.PROJECT_MOVE,
        Permission.SYSTEMS_EDIT,
        Permission.BUDGET_DRAFT,
    }
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.REQUESTER: _ASK,
    Role.TRIAGER: _TRIAGE,
    Role.MANAGER: _TRIAGE
    | {
        Permission.TRIAGE_DECIDE,
        Permission.TIER_SET,
        Permission.RUBRIC_EDIT,
        Permission.BUDGET_SIGN,
        Permission.PORTFOLIO_PLAN,
        Permission.DRIVERS_EDIT,
    },
    Role.LEADER: _READ_ALL
    | {Permission.TRIAGE_SEE, Permission.TRIAGE_CONFIRM, Permission.DIGEST_RECEIVE},
    Role.RECORDS: _READ_ALL | {Permission.TRIAGE_SEE},
    Role.ADMIN: _READ_ALL
    | {
        Permission.SYSTEMS_EDIT,
        Permission.DRIVERS_EDIT,
        Permission.PEOPLE_MANAGE,
        Permission.OUTBOX_SEE,
        Permission.CITY_ADMINISTER,
    },
}

# What a requester may do, they may do to their own department's requests only;
# the right in the second column lifts that.
DEPARTMENT_BOUND: dict[Permission, Permission] = {
    Permission.REQUEST_CREATE: Permission.REQUEST_LOG_FOR_OTHERS,
    Permission.REQUEST_ANSWER: Permission.ANSWER_FOR_IT,
    Permission.REQUEST_SUBMIT: Permission.REQUEST_LOG_FOR_OTHERS,
    Permission.REQUEST_WITHDRAW: Permission.REQUEST_LOG_FOR_OTHERS,
}


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Everything the holder of all these roles may do."""
    return frozenset().union(*(GRANTS[role] for role in roles))
