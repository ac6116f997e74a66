from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry
from intake.lifecycle import Outcome, Step
from intake.models import Partner, ProjectRequest, SystemTouch
from intake.services import StaleRequest, WrongStep
from projects.models import Project
from tests.conftest import NOW
from tests.factories.accounts import ContactFactory
from tests.factories.intake import ProjectRequestFactory, SystemFactory
from tests.triage.conftest import answer, answer_everything, assess, submit
from tests.triage.services.acts import decide, mails, set_tier_of, told
from triage.models import Assessment, Decision
from triage.services import StaleAssessment, decisions

pytestmark = pytest.mark.django_db


def nothing_happened(project_request: ProjectRequest) -> bool:
    before = (project_request.step, project_request.version)
    project_request.refresh_from_db()
    return (
        (project_request.step, project_request.version) == before
        and not Decision.objects.exists()
        and not Project.objects.exists()
        and not mails()
        and not AuditEntry.objects.filter(action__contains="decision").exists()
        and not AuditEntry.objects.filter(action__contains="decided").exists()
    )


def test_decide_request_declining_ends_it_and_tells_the_requester(
    light, requester, by_manager
):
    decision = decide(light, by_manager, would_change="Money for the second year.")

    light.refresh_from_db()
    assert (light.step, light.outcome) == (Step.DECIDED, Outcome.DECLINED)
    assert light.decided_at == light.answered_at == NOW
    assert decision.assessment == Assessment.objects.current_for(light)
    (message,) = mails()
    assert message.event == "request_decided"
    assert message.recipient == requester.contact
    assert message.context["outcome_label"] == "Declined"
    assert message.context["would_change"] == "Money for the second year."
    assert not Project.objects.exists()


def test_decide_request_accepting_opens_the_project_at_once(light, manager, by_manager):
    decision = decide(light, by_manager, Outcome.ACCEPTED)

    project = Project.objects.get()
    assert project.project_request == light
    assert project.lead == manager.contact
    assert not decision.needs_confirmation
    assert decision.in_effect_at == NOW


def test_decide_request_keeps_the_first_answer_it_had(light, by_manager):
    asked_at = NOW - timedelta(days=1)
    ProjectRequest.objects.filter(pk=light.pk).update(answered_at=asked_at)
    light.refresh_from_db()

    decide(light, by_manager)

    assert light.answered_at == asked_at


def test_decide_request_reads_as_a_sentence(light, by_manager):
    decide(light, by_manager)

    newest = audit.history(light)[0]
    assert audit.sentence(newest) == (
        "Y. Marsh decided: Declined. The grant pays for none of it."
    )


def test_decide_request_tells_each_person_concerned_once(light, manager, by_manager):
    owner = ContactFactory(name="Owner of two")
    liaison = ContactFactory(name="Liaison")
    nameless = ContactFactory(name="No address", email="")
    Partner.objects.create(
        project_request=light, part="owner", name="Owner", contact=owner
    )
    Partner.objects.create(
        project_request=light, part="funder", name="Funder", contact=nameless
    )
    Partner.objects.create(
        project_request=light, part="promoter", name="Decider", contact=manager.contact
    )
    by_department = SystemFactory()
    by_department.owner_department.liaison = liaison
    by_department.owner_department.save()
    for system in (SystemFactory(owner=owner), by_department):
        SystemTouch.objects.create(project_request=light, system=system)

    decide(light, by_manager)

    assert told("request_decided") == ["A. Nguyen", "Liaison", "Owner of two"]


def test_decide_request_deferring_says_until_when(light, by_manager):
    decide(light, by_manager, Outcome.DEFERRED, defer_until_on=date(2027, 3, 12))

    assert mails()[0].context["until"] == "2027-03-12"


def test_decide_request_deferring_until_an_event_says_which(light, by_manager):
    decide(light, by_manager, Outcome.DEFERRED, defer_event="the grant is awarded")

    assert mails()[0].context["until"] == "the grant is awarded"


def test_decide_request_merging_names_the_other(light, outsider, by_manager):
    other = submit(ProjectRequestFactory(created_by=outsider), outsider)

    decision = decide(light, by_manager, Outcome.MERGED, merged_into=other)

    assert decision.merged_into == other
    assert list(other.merged_from.all()) == [decision]


def test_decide_request_while_waiting_for_information_withdraws_the_question(
    light, manager, requester, by_manager
):
    ask = light.asks.create(
        question="LEG1",
        to=requester.contact,
        asked_at=NOW,
        asked_by=manager,
        due_on=NOW.date(),
    )
    promise = light.answer_by_on
    ProjectRequest.objects.filter(pk=light.pk).update(
        step=Step.NEEDS_INFORMATION, paused_on=NOW.date()
    )
    light.refresh_from_db()

    decide(light, by_manager, now=NOW + timedelta(days=1))

    ask.refresh_from_db()
    assert ask.withdrawn_at == NOW + timedelta(days=1)
    assert light.paused_on is None
    assert light.answer_by_on == promise + timedelta(days=1)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"outcome": "postponed"}, "outcome"),
        ({"outcome": Outcome.DEFERRED}, "defer_until_on"),
        (
            {"outcome": Outcome.DEFERRED, "defer_until_on": date(2026, 11, 23)},
            "defer_until_on",
        ),
        ({"defer_until_on": date(2027, 1, 1)}, "defer_until_on"),
        ({"defer_event": "the grant"}, "defer_event"),
        ({"outcome": Outcome.MERGED}, "merged_into"),
    ],
)
def test_decide_request_refuses_incomplete_terms(light, by_manager, terms, field):
    with pytest.raises(Refused) as refused:
        decide(light, by_manager, **terms)

    assert list(refused.value.messages) == [field]
    assert nothing_happened(light)


def test_decide_request_names_every_field_at_fault(light, by_manager):
    with pytest.raises(Refused) as refused:
        decide(light, by_manager, Outcome.DEFERRED, reason="")

    assert set(refused.value.messages) == {"reason", "defer_until_on"}


@pytest.mark.parametrize("target", ["itself", "draft", "merged", "unneeded"])
def test_decide_request_refuses_a_merge_into(
    light, requester, outsider, by_manager, target
):
    third = submit(ProjectRequestFactory(created_by=outsider), outsider)
    other = ProjectRequestFactory(created_by=outsider)
    outcome = Outcome.DECLINED if target == "unneeded" else Outcome.MERGED
    if target == "itself":
        other = light
    if target == "merged":
        decide(submit(other, outsider), by_manager, Outcome.MERGED, merged_into=third)

    with pytest.raises(Refused) as refused:
        decide(light, by_manager, outcome, merged_into=other)

    assert list(refused.value.messages) == ["merged_into"]
    light.refresh_from_db()
    assert light.step == Step.SUBMITTED


def test_decide_request_refuses_to_accept_what_is_held_above_its_tier(
    unknown, by_manager
):
    with pytest.raises(Refused) as refused:
        decide(unknown, by_manager, Outcome.ACCEPTED)

    assert list(refused.value.messages) == ["unknown_accepted"]
    assert nothing_happened(unknown)


@pytest.mark.parametrize("name", ["requester", "triager", "leader", "records", "admin"])
def test_decide_request_refuses_roles_that_do_not_decide(light, request, name):
    by = Actor.of(request.getfixturevalue(name))

    with pytest.raises(PermissionDenied):
        decide(light, by)

    assert nothing_happened(light)


@pytest.mark.parametrize("part", ["submitted_by", "created_by"])
def test_decide_request_refuses_ones_own_request(light, manager, by_manager, part):
    ProjectRequest.objects.filter(pk=light.pk).update(**{part: manager})
    light.refresh_from_db()

    with pytest.raises(PermissionDenied, match="Nobody decides a request"):
        decide(light, by_manager)

    assert nothing_happened(light)


def test_decide_request_refuses_an_assessment_that_is_not_the_newest(light, by_manager):
    seen = Assessment.objects.current_for(light)
    assess(light)

    with pytest.raises(StaleAssessment):
        decide(light, by_manager, assessment=seen)

    assert nothing_happened(light)


def test_decide_request_refuses_while_changed_answers_are_not_yet_judged(
    light, by_manager
):
    ProjectRequest.objects.filter(pk=light.pk).update(answers_revision=9)
    light.refresh_from_db()

    with pytest.raises(StaleAssessment):
        decide(light, by_manager)

    assert nothing_happened(light)


def test_decide_request_refuses_when_an_answer_slips_in_while_deciding(
    light, by_manager, monkeypatch
):
    def slip_in(*args, **kwargs):
        ProjectRequest.objects.filter(pk=light.pk).update(answers_revision=9)

    monkeypatch.setattr(decisions, "check_terms", slip_in)

    with pytest.raises(StaleAssessment):
        decide(light, by_manager)

    assert not Decision.objects.exists()


def test_decide_request_refuses_an_assessment_of_another_request(
    light, outsider, by_manager
):
    other = submit(ProjectRequestFactory(created_by=outsider), outsider)

    with pytest.raises(StaleAssessment):
        decide(light, by_manager, assessment=assess(other))


def test_decide_request_refuses_a_version_somebody_moved_on_from(light, by_manager):
    seen = light.version
    decide(light, by_manager)

    with pytest.raises(StaleRequest):
        decide(light, by_manager, seen_version=seen)

    assert Decision.objects.count() == 1


def test_decide_request_refuses_what_is_decided_already(light, by_manager):
    decide(light, by_manager)

    with pytest.raises(WrongStep):
        decide(light, by_manager, seen_version=light.version)

    assert Decision.objects.count() == 1


def test_decide_request_rolls_back_whole_when_a_late_part_fails(
    light, by_manager, monkeypatch
):
    monkeypatch.setattr(decisions, "tell_decided", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        decide(light, by_manager, Outcome.ACCEPTED)

    light.refresh_from_db()
    assert light.step == Step.SUBMITTED
    assert nothing_happened(light)


@pytest.mark.parametrize(
    ("held", "set_to", "waits"),
    [
        ("low", "", False),
        ("low", "high", False),
        ("low", "critical", True),
        ("critical", "", True),
        ("critical", "moderate", True),
    ],
)
def test_decide_request_waits_for_a_leader_when_held_or_set_critical(
    draft, requester, rubric, by_manager, held, set_to, waits
):
    answer_everything(draft, rubric)
    if held == "critical":
        answer(draft, DAT6="biometric")
    submit(draft, requester)
    assert draft.held_tier == held

    if set_to:
        set_tier_of(draft, by_manager, set_to)

    decision = decide(draft, by_manager, Outcome.ACCEPTED)

    assert decision.tier_set == set_to
    assert decision.needs_confirmation is waits
    assert Project.objects.exists() is not waits


@pytest.mark.parametrize(
    "outcome", [Outcome.DECLINED, Outcome.NOT_IT, Outcome.DEFERRED]
)
def test_decide_request_other_outcomes_need_no_leader(unknown, by_manager, outcome):
    event = "the grant" if outcome is Outcome.DEFERRED else ""

    decision = decide(unknown, by_manager, outcome, defer_event=event)

    assert not decision.needs_confirmation
    assert unknown.step == Step.DECIDED
