import pytest

from intake.models import Partner
from projects.models import Project
from projects.services import may_still_see_project
from tests.factories.accounts import ContactFactory, UserFactory
from tests.factories.intake import ProjectRequestFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("requester", True),
        ("colleague", True),
        ("outsider", False),
        ("triager", True),
        ("leader", True),
        ("records", True),
        ("admin", True),
    ],
)
def test_visible_to_shows_own_department_and_ITs_readers(project, request, who, sees):
    user = request.getfixturevalue(who)

    assert Project.objects.visible_to(user).exists() is sees
    assert may_still_see_project(subject_id=project.pk, contact=user.contact) is sees


def test_visible_to_the_asking_department_when_another_owns_it(requester, police):
    asked = ProjectRequestFactory(created_by=requester)
    ProjectFactory(project_request=asked, owner_department=police)

    assert Project.objects.visible_to(requester).count() == 1


def test_visible_to_an_unconfirmed_department_shows_nothing(project, requester):
    requester.department_confirmed_at = None
    requester.save()

    assert not Project.objects.visible_to(requester).exists()


def test_visible_to_a_deactivated_manager_shows_nothing(project, manager):
    manager.is_active = False
    manager.save()

    assert not Project.objects.visible_to(manager).exists()


def test_visible_to_the_lead_shows_that_project_only(project, outsider):
    ProjectFactory()
    led = ProjectFactory(lead=outsider.contact)

    assert [*Project.objects.visible_to(outsider)] == [led]


def test_may_still_see_project_a_partner_without_account_sees_only_that_one(requester):
    asked = ProjectRequestFactory.create(created_by=requester)
    funder = ContactFactory.create()
    Partner.objects.create(
        project_request=asked, part="funder", name="Grant", contact=funder
    )
    theirs = ProjectFactory.create(project_request=asked)
    other = ProjectFactory.create()

    assert may_still_see_project(subject_id=theirs.pk, contact=funder)
    assert not may_still_see_project(subject_id=other.pk, contact=funder)


def test_visible_to_somebody_without_a_role_shows_what_they_lead(project, parks):
    nobody = UserFactory(department=parks, roles=[])
    assert not Project.objects.visible_to(nobody).exists()

    project.lead = nobody.contact
    project.save()

    assert [*Project.objects.visible_to(nobody)] == [project]
