from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.models import RoleGrant
from accounts.roles import Role
from intake.lifecycle import Step
from intake.models import ProjectRequest
from intake.services import StaleRequest
from projects.models import Project
from tests.conftest import NOW
from tests.factories.accounts import UserFactory
from tests.triage.services.acts import decide, mails, recommend, told
from triage.models import Decision
from triage.services import StaleAssessment, confirm_decision, send_back_decision

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


def confirm(decision: Decision, by: Actor, **terms) -> Decision:
    seen = terms.pop("seen_version", decision.project_request.version)
    return confirm_decision(decision=decision, seen_version=seen, by=by, now=LATER)


def send_back(decision: Decision, by: Actor, reason="Ask the union first.", **terms):
    seen = terms.pop("seen_version", decision.project_request.version)
    return send_back_decision(
        decision=decision, reason=reason, seen_version=seen, by=by, now=LATER
    )


def test_recommending_tells_the_leaders_and_nobody_else(unknown, leader, by_manager):
    UserFactory(name="Second leader", roles=[Role.LEADER])
    UserFactory(name="Gone leader", roles=[Role.LEADER], is_active=False)

    decision = recommend(unknown, by_manager)

    assert unknown.step == Step.AWAITING_CONFIRMATION
    assert unknown.answered_at is None
    assert decision.in_effect_at is None
    assert not Project.objects.exists()
    assert told() == told("confirmation_waits") == ["R. Delgado", "Second leader"]
    message = mails()[0]
    assert message.context["recommended_by"] == "Y. Marsh"
    assert message.context["says"] == unknown.impact_says


def test_recommending_leaves_out_leaders_who_could_not_confirm(
    unknown, manager, leader, by_manager
):
    RoleGrant.objects.create(user=manager, role=Role.LEADER, granted_at=NOW)
    ProjectRequest.objects.filter(pk=unknown.pk).update(submitted_by=leader)
    unknown.refresh_from_db()

    recommend(unknown, by_manager)

    assert told("confirmation_waits") == []


def test_confirm_decision_opens_the_project_and_tells_the_requester(
    unknown, manager, leader, by_manager, by_leader
):
    decision = recommend(unknown, by_manager)

    confirm(decision, by_leader)

    unknown.refresh_from_db()
    assert unknown.step == Step.DECIDED
    assert unknown.decided_at == unknown.answered_at == LATER
    decision.refresh_from_db()
    assert (decision.confirmed_at, decision.confirmed_by) == (LATER, leader)
    assert decision.in_effect_at == LATER
    assert Project.objects.get().lead == manager.contact
    assert told("request_decided") == ["A. Nguyen"]
    message = next(m for m in mails() if m.event == "request_decided")
    assert message.context["decided_by"] == "Y. Marsh, confirmed by R. Delgado"
    assert audit.sentence(audit.history(unknown)[0]) == (
        "R. Delgado confirmed what Y. Marsh recommended: Accepted"
    )


def test_send_back_decision_returns_it_to_triage_without_mail(
    unknown, leader, by_manager, by_leader
):
    decision = recommend(unknown, by_manager)
    before = told()

    send_back(decision, by_leader)

    unknown.refresh_from_db()
    assert (unknown.step, unknown.outcome) == (Step.IN_TRIAGE, "")
    decision.refresh_from_db()
    assert decision.sent_back_by == leader
    assert decision.sent_back_reason == "Ask the union first."
    assert not Decision.objects.live().exists()
    assert told() == before
    assert audit.sentence(audit.history(unknown)[0]) == (
        "R. Delgado sent back what Y. Marsh recommended: Ask the union first."
    )


def test_a_request_sent_back_can_be_recommended_and_confirmed_again(
    unknown, by_manager, by_leader
):
    send_back(recommend(unknown, by_manager), by_leader)
    unknown.refresh_from_db()

    confirm(recommend(unknown, by_manager), by_leader)

    assert Decision.objects.count() == 2
    assert Decision.objects.live().get().confirmed_at == LATER


def test_send_back_decision_refuses_without_a_reason(unknown, by_manager, by_leader):
    decision = recommend(unknown, by_manager)

    with pytest.raises(Refused) as refused:
        send_back(decision, by_leader, reason=" ")

    assert list(refused.value.messages) == ["reason"]
    unknown.refresh_from_db()
    assert unknown.step == Step.AWAITING_CONFIRMATION


@pytest.mark.parametrize("act", [confirm, send_back])
@pytest.mark.parametrize(
    "name", ["requester", "triager", "manager", "records", "admin"]
)
def test_confirming_is_for_leaders(unknown, by_manager, request, act, name):
    decision = recommend(unknown, by_manager)

    with pytest.raises(PermissionDenied):
        act(decision, Actor.of(request.getfixturevalue(name)))

    unknown.refresh_from_db()
    assert unknown.step == Step.AWAITING_CONFIRMATION


@pytest.mark.parametrize("act", [confirm, send_back])
def test_confirming_is_for_another_than_the_decider(unknown, manager, act):
    RoleGrant.objects.create(user=manager, role=Role.LEADER, granted_at=NOW)
    decision = recommend(unknown, Actor.of(manager))

    with pytest.raises(PermissionDenied, match="Another leader"):
        act(decision, Actor.of(manager))


@pytest.mark.parametrize("part", ["submitted_by", "created_by"])
def test_confirm_decision_refuses_the_leaders_own_request(
    unknown, leader, by_manager, by_leader, part
):
    ProjectRequest.objects.filter(pk=unknown.pk).update(**{part: leader})
    unknown.refresh_from_db()
    decision = recommend(unknown, by_manager)

    with pytest.raises(PermissionDenied, match="Nobody decides a request"):
        confirm(decision, by_leader)

    assert not Project.objects.exists()


def test_confirm_decision_refuses_when_the_answers_have_changed(
    unknown, by_manager, by_leader
):
    decision = recommend(unknown, by_manager)
    ProjectRequest.objects.filter(pk=unknown.pk).update(answers_revision=9)
    unknown.refresh_from_db()

    with pytest.raises(StaleAssessment):
        confirm(decision, by_leader)

    send_back(decision, by_leader)
    assert not Project.objects.exists()


@pytest.mark.parametrize("act", [confirm, send_back])
def test_confirming_refuses_a_version_somebody_moved_on_from(
    unknown, by_manager, by_leader, act
):
    decision = recommend(unknown, by_manager)

    with pytest.raises(StaleRequest):
        act(decision, by_leader, seen_version=decision.project_request.version - 1)


@pytest.mark.parametrize("first", [confirm, send_back])
@pytest.mark.parametrize("second", [confirm, send_back])
def test_a_recommendation_ends_once(unknown, by_manager, by_leader, first, second):
    decision = recommend(unknown, by_manager)
    first(decision, by_leader)
    again = Decision.objects.get(pk=decision.pk)

    with pytest.raises(Conflict):
        second(again, by_leader)

    assert Project.objects.count() == (first is confirm)


def test_a_decision_that_took_effect_at_once_cannot_be_confirmed(
    light, by_manager, by_leader
):
    decision = decide(light, by_manager)

    with pytest.raises(Conflict):
        confirm(decision, by_leader)
