import pytest
from django.core.exceptions import PermissionDenied

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import User
from intake.lifecycle import Step
from intake.models import ProjectRequest
from intake.services import StaleRequest, WrongStep
from tests.conftest import NOW
from tests.triage.services.acts import decide, recommend, told
from triage.services import assign_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_triager(triager) -> Actor:
    return Actor.of(triager)


def assign(project_request: ProjectRequest, to: User | None, by: Actor, **terms):
    seen = terms.get("seen_version", project_request.version)
    return assign_request(
        project_request=project_request,
        assignee=to,
        seen_version=seen,
        by=by,
        now=NOW,
    )


def test_assign_request_takes_a_submitted_one_into_triage(light, triager, by_triager):
    assign(light, triager, by_triager)

    light.refresh_from_db()
    assert (light.step, light.assignee) == (Step.IN_TRIAGE, triager)
    assert light.step_changes.last().to_step == Step.IN_TRIAGE
    assert audit.sentence(audit.history(light)[0]) == ("W. Sato assigned it to W. Sato")
    assert told() == []


def test_assign_request_within_triage_leaves_the_version_alone(
    light, triager, manager, by_triager
):
    assign(light, triager, by_triager)
    version = light.version

    assign(light, manager, by_triager)

    assert (light.assignee, light.version) == (manager, version)


def test_assign_request_to_nobody_leaves_it_in_triage(light, triager, by_triager):
    assign(light, triager, by_triager)

    assign(light, None, by_triager)

    light.refresh_from_db()
    assert (light.step, light.assignee) == (Step.IN_TRIAGE, None)
    assert audit.sentence(audit.history(light)[0]) == "W. Sato took it from W. Sato"


def test_assign_request_refuses_somebody_who_does_no_triage(
    light, requester, by_triager
):
    with pytest.raises(Refused) as refused:
        assign(light, requester, by_triager)

    assert list(refused.value.messages) == ["assignee"]
    light.refresh_from_db()
    assert light.step == Step.SUBMITTED


def test_assign_request_refuses_whom_it_has_already(light, triager, by_triager):
    assign(light, triager, by_triager)

    with pytest.raises(Refused):
        assign(light, triager, by_triager)


@pytest.mark.parametrize(
    "name", ["requester", "outsider", "leader", "records", "admin"]
)
def test_assign_request_refuses_roles_that_do_not_assign(light, triager, request, name):
    with pytest.raises(PermissionDenied):
        assign(light, triager, Actor.of(request.getfixturevalue(name)))

    light.refresh_from_db()
    assert light.assignee is None


def test_assign_request_refuses_a_draft(draft, triager, by_triager):
    with pytest.raises(WrongStep):
        assign(draft, triager, by_triager)


def test_assign_request_refuses_what_is_decided(light, triager, by_triager, by_manager):
    decide(light, by_manager)

    with pytest.raises(WrongStep):
        assign(light, triager, by_triager)


def test_assign_request_works_while_a_leader_is_awaited(
    unknown, triager, by_triager, by_manager
):
    recommend(unknown, by_manager)

    assign(unknown, triager, by_triager)

    assert (unknown.step, unknown.assignee) == (Step.AWAITING_CONFIRMATION, triager)


def test_assign_request_refuses_when_another_assigned_it_meanwhile(
    light, triager, manager, by_triager
):
    assign(light, triager, by_triager)
    seen_by_another = ProjectRequest.objects.get(pk=light.pk)
    assign(light, None, by_triager)

    with pytest.raises(StaleRequest):
        assign(seen_by_another, manager, by_triager)

    light.refresh_from_db()
    assert light.assignee is None
