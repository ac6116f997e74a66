"""Roles and permissions, spelled out: a change to who may do what shows here."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import THE_CLOCK, Actor
from accounts.permissions import check_permission, may
from accounts.roles import DEPARTMENT_BOUND, Permission, Role, permissions_of
from tests.factories.accounts import UserFactory
from tests.factories.intake import ProjectRequestFactory

ROLES = ["requester", "triager", "manager", "leader", "records", "admin"]
MATRIX = """
request.create          yes       yes     yes     no     no      no
request.answer          yes       yes     yes     no     no      no
request.submit          yes       yes     yes     no     no      no
request.withdraw        yes       yes     yes     no     no      no
request.see             yes       yes     yes     yes    yes     yes
request.see_all         no        yes     yes     yes    yes     yes
request.log_for_others  no        yes     yes     no     no      no
answer.for_it           no        yes     yes     no     no      no
triage.see              no        yes     yes     yes    yes     no
triage.assign           no        yes     yes     no     no      no
triage.ask              no        yes     yes     no     no      no
triage.decide           no        no      yes     no     no      no
triage.confirm          no        no      no      yes    no      no
tier.set                no        no      yes     no     no      no
rubric.edit             no        no      yes     no     no      no
first_contact.correct   no        yes     yes     no     no      no
budget.draft            no        yes     yes     no     no      no
budget.sign             no        no      yes     no     no      no
portfolio.plan          no        no      yes     no     no      no
drivers.edit            no        no      yes     no     no      yes
project.see             yes       yes     yes     yes    yes     yes
project.see_all         no        yes     yes     yes    yes     yes
project.move            no        yes     yes     no     no      no
digest.receive          no        no      no      yes    no      no
systems.edit            no        yes     yes     no     no      yes
people.manage           no        no      no      no     no      yes
outbox.see              no        no      no      no     no      yes
city.administer         no        no      no      no     no      yes
"""
CELLS = [
    (row.split()[0], role, cell)
    for row in MATRIX.strip().splitlines()
    for role, cell in zip(ROLES, row.split()[1:], strict=True)
]


@pytest.mark.parametrize(("permission", "role", "cell"), CELLS)
def test_role_grants_permission(permission, role, cell):
    granted = Permission(permission) in permissions_of([Role(role)])

    assert granted == (cell == "yes")


def test_matrix_names_every_role_and_permission():
    assert {role for _permission, role, _cell in CELLS} == set(Role)
    assert {permission for permission, _role, _cell in CELLS} == set(Permission)


def test_no_role_grants_nothing():
    assert permissions_of([]) == frozenset()


def test_several_roles_add_up():
    both = permissions_of([Role.RECORDS, Role.ADMIN])

    assert both == permissions_of([Role.RECORDS]) | permissions_of([Role.ADMIN])


def test_deactivated_person_may_nothing(db):
    user = UserFactory.create(is_active=False, roles=list(Role))

    assert user.permissions == frozenset()
    assert not may(user, Permission.PEOPLE_MANAGE)


def test_nobody_may_nothing():
    assert not may(None, Permission.REQUEST_CREATE)


@pytest.fixture
def of_parks(requester):
    return ProjectRequestFactory(created_by=requester)


BOUND = sorted(DEPARTMENT_BOUND)


@pytest.mark.parametrize("permission", BOUND)
def test_requester_may_in_own_department_only(
    permission, of_parks, requester, colleague, outsider
):
    assert may(requester, permission, of_parks)
    assert may(colleague, permission, of_parks)
    assert not may(outsider, permission, of_parks)


@pytest.mark.parametrize("permission", BOUND)
def test_department_not_confirmed_counts_as_none(permission, of_parks, parks):
    newcomer = UserFactory.create(department=parks, department_confirmed_at=None)

    assert not may(newcomer, permission, of_parks)


@pytest.mark.parametrize("permission", BOUND)
def test_triager_may_in_every_department(permission, of_parks, triager, manager):
    assert may(triager, permission, of_parks)
    assert may(manager, permission, of_parks)


def test_check_permission_raises_for_clock_and_for_lack(requester):
    for actor in (THE_CLOCK, Actor.of(requester)):
        with pytest.raises(PermissionDenied, match="Ask an administrator"):
            check_permission(actor, Permission.PEOPLE_MANAGE)
