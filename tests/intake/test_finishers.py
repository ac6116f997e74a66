import pytest

from intake.finishers import finishing, people_who_can_finish
from tests.factories.accounts import ContactFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_people_who_can_finish_have_an_account_a_role_and_a_confirmed_department(parks):
    able = UserFactory(name="Able", department=parks)
    UserFactory(department=parks, is_active=False)
    UserFactory(department=parks, department_confirmed_at=None)
    UserFactory(department=parks, roles=[])
    ContactFactory(department=parks)

    assert list(people_who_can_finish([parks])) == [able.contact]


def test_finishing_names_the_liaison_before_the_first_by_name(parks, requester):
    UserFactory(name="A. Able", department=parks)
    parks.liaison = requester.contact

    (found,) = finishing([parks])

    assert found.invites == requester.contact


def test_finishing_without_a_liaison_who_can_names_the_first_by_name(parks, requester):
    parks.liaison = ContactFactory(department=parks)

    (found,) = finishing([parks])

    assert found.invites == requester.contact


def test_finishing_asks_once_for_all_departments(
    parks, police, requester, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found = finishing([parks, police])

    assert [item.invites for item in found] == [requester.contact, None]
