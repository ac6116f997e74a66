"""Whom a request is shown to, and who may still be told about it."""

import pytest

from accounts.models import Contact
from intake.lifecycle import Step
from intake.models import Ask, Partner, ProjectRequest, SystemTouch
from intake.services import may_still_see_request
from tests.conftest import NOW
from tests.factories.accounts import ContactFactory, DepartmentFactory, UserFactory
from tests.factories.intake import ProjectRequestFactory, SystemFactory


@pytest.fixture
def asked(requester) -> ProjectRequest:
    """A request of Parks that is with IT; written as a row, its history is no matter."""
    return ProjectRequestFactory(
        created_by=requester,
        step=Step.SUBMITTED,
        submitted_at=NOW,
        submitted_by=requester,
        answer_by_on=NOW.date(),
    )


def _as_partner(asked: ProjectRequest, contact: Contact, triager) -> None:
    Partner.objects.create(
        project_request=asked, part="funder", name=contact.name, contact=contact
    )


def _as_the_one_asked(asked: ProjectRequest, contact: Contact, triager) -> None:
    Ask.objects.create(
        project_request=asked,
        question="INT1",
        to=contact,
        asked_at=NOW,
        asked_by=triager,
        due_on=NOW.date(),
    )


def _as_system_owner(asked: ProjectRequest, contact: Contact, triager) -> None:
    system = SystemFactory(owner=contact)
    SystemTouch.objects.create(project_request=asked, system=system)


def _as_liaison(asked: ProjectRequest, contact: Contact, triager) -> None:
    department = DepartmentFactory(liaison=contact)
    system = SystemFactory(owner=None, owner_department=department)
    SystemTouch.objects.create(project_request=asked, system=system)


NAMINGS = [_as_partner, _as_the_one_asked, _as_system_owner, _as_liaison]


@pytest.mark.parametrize("name_them", NAMINGS)
def test_person_named_in_a_request_sees_that_one_only(
    asked, outsider, requester, triager, name_them
):
    ProjectRequestFactory(created_by=requester)

    name_them(asked, outsider.contact, triager)

    assert list(ProjectRequest.objects.visible_to(outsider)) == [asked]


@pytest.mark.parametrize("name_them", NAMINGS)
def test_contact_without_account_may_be_told_where_named(asked, triager, name_them):
    contact = ContactFactory()
    before = may_still_see_request(subject_id=asked.pk, contact=contact)

    name_them(asked, contact, triager)

    assert not before
    assert may_still_see_request(subject_id=asked.pk, contact=contact)


def test_liaison_is_not_told_of_a_system_somebody_owns_in_person(asked, outsider):
    department = DepartmentFactory(liaison=outsider.contact)
    system = SystemFactory(owner=ContactFactory(), owner_department=department)

    SystemTouch.objects.create(project_request=asked, system=system)

    assert not ProjectRequest.objects.visible_to(outsider).exists()


def test_draft_is_its_departments_own(requester, colleague, outsider):
    draft = ProjectRequestFactory(created_by=requester)
    Partner.objects.create(
        project_request=draft, part="owner", name="O", contact=outsider.contact
    )

    assert list(ProjectRequest.objects.visible_to(colleague)) == [draft]
    assert not ProjectRequest.objects.visible_to(outsider).exists()


def test_deactivated_person_sees_nothing(asked, requester):
    requester.is_active = False

    assert not ProjectRequest.objects.visible_to(requester).exists()


def test_unconfirmed_department_does_not_count(asked, colleague):
    colleague.department_confirmed_at = None

    assert not ProjectRequest.objects.visible_to(colleague).exists()


def test_person_without_a_role_sees_only_what_names_them(asked, parks, triager):
    nobody = UserFactory(department=parks, roles=[])
    assert not ProjectRequest.objects.visible_to(nobody).exists()

    _as_the_one_asked(asked, nobody.contact, triager)

    assert list(ProjectRequest.objects.visible_to(nobody)) == [asked]


def test_it_readers_see_all(asked, triager, leader, records, admin):
    for user in (triager, leader, records, admin):
        assert list(ProjectRequest.objects.visible_to(user)) == [asked]
