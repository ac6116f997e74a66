import pytest
from django.urls import reverse

from accounts.actors import Actor
from intake.lifecycle import Step
from intake.models import ProjectRequest
from intake.services import ask_question
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import answer, assess, submit
from tests.triage.services.acts import decide as decide_by_service
from tests.triage.services.acts import recommend, set_tier_of
from triage.models import Assessment, Decision


def path(project_request, act="workbench"):
    return reverse(f"triage:{act}", args=[project_request.number])


def terms(project_request, **more):
    """What the form of the page as it stands now sends."""
    return {
        "seen_version": project_request.version,
        "assessment": project_request.assessments.latest("pk").pk,
        "outcome": "declined",
        "reason": "The grant pays for none of it.",
        **more,
    }


@pytest.mark.parametrize("who", ["triager", "manager", "leader", "records"])
def test_workbench_shows_the_whole_judgement_to_readers(client, request, unknown, who):
    client.force_login(request.getfixturevalue(who))

    response = client.get(path(unknown))

    assert response.status_code == 200
    for heading in ("Score, line by line", "Rules that raise the tier", "Answers"):
        assert heading in response.text


def test_workbench_refuses_the_department(client, requester, unknown):
    client.force_login(requester)

    assert client.get(path(unknown)).status_code == 403


def test_workbench_of_a_draft_is_not_there(client, triager, draft):
    client.force_login(triager)

    assert client.get(path(draft)).status_code == 404


@pytest.mark.parametrize("who", ["triager", "leader", "records"])
def test_workbench_offers_no_decision_to_others(client, request, unknown, who):
    client.force_login(request.getfixturevalue(who))

    response = client.get(path(unknown))

    assert path(unknown, "decide") not in response.text


def test_workbench_tells_a_manager_why_not_their_own(client, manager, rubric):
    own = submit(ProjectRequestFactory(created_by=manager), manager)
    client.force_login(manager)

    response = client.get(path(own))

    assert path(own, "decide") not in response.text
    assert "another manager decides it" in response.text


def test_workbench_costs_the_same_for_any_request(
    client, manager, unknown, django_assert_num_queries
):
    client.force_login(manager)
    client.get(path(unknown))

    with django_assert_num_queries(21):
        client.get(path(unknown))
    answer(unknown, INT1="four_six", INT2="cad_rms_911", NET1="to100")
    assess(unknown)
    with django_assert_num_queries(21):
        client.get(path(unknown))


class TestAssign:
    def test_assigned_person_is_named(self, client, triager, manager, unknown):
        client.force_login(triager)
        data = {"assignee": manager.pk, "seen_version": unknown.version}

        response = client.post(path(unknown, "assign"), data, follow=True)

        unknown.refresh_from_db()
        assert unknown.assignee == manager
        assert "is now with Y. Marsh" in response.text

    def test_stale_version_conflicts(self, client, triager, unknown):
        client.force_login(triager)

        response = client.post(
            path(unknown, "assign"), {"assignee": triager.pk, "seen_version": 0}
        )

        assert response.status_code == 409
        assert "Somebody was faster" in response.text

    def test_somebody_without_triage_is_refused(self, client, triager, leader, unknown):
        client.force_login(triager)

        response = client.post(
            path(unknown, "assign"),
            {"assignee": leader.pk, "seen_version": unknown.version},
        )

        assert response.status_code == 422


class TestDecide:
    def test_decision_is_recorded_and_told(self, client, manager, light):
        client.force_login(manager)

        response = client.post(path(light, "decide"), terms(light), follow=True)

        light.refresh_from_db()
        assert (light.step, light.outcome) == (Step.DECIDED, "declined")
        assert "Decided. Parks and Recreation is told." in response.text

    def test_acceptance_held_at_critical_waits_for_a_leader(
        self, client, manager, unknown
    ):
        client.force_login(manager)

        response = client.post(
            path(unknown, "decide"),
            terms(unknown, outcome="accepted", unknown_accepted="A pilot will tell."),
            follow=True,
        )

        unknown.refresh_from_db()
        assert unknown.step == Step.AWAITING_CONFIRMATION
        assert "Recommended. The leaders are told" in response.text

    @pytest.mark.parametrize(
        ("more", "says"),
        [
            ({"reason": " "}, "Give the reason"),
            ({"outcome": ""}, "Choose an outcome"),
            ({"outcome": "accepted"}, "write why you accept not knowing"),
            ({"outcome": "deferred"}, "Say until which day"),
            ({"outcome": "merged"}, "Name the request it becomes part of"),
            (
                {"outcome": "merged", "merged_into": "HB-1999-001"},
                "There is no request with this number",
            ),
        ],
    )
    def test_refused_terms_stay_in_the_form(self, client, manager, unknown, more, says):
        client.force_login(manager)
        typed = {"would_change": "A second funder.", **more}

        response = client.post(path(unknown, "decide"), terms(unknown, **typed))

        assert response.status_code == 422
        assert says in response.text
        assert "A second funder." in response.text
        assert not Decision.objects.exists()

    def test_merging_takes_a_number_in_any_case(
        self, client, manager, light, requester
    ):
        other = ProjectRequestFactory(created_by=requester, number="HB-2026-6001")
        submit(other, requester)
        client.force_login(manager)

        client.post(
            path(light, "decide"),
            terms(light, outcome="merged", merged_into=" hb-2026-6001 "),
        )

        assert light.decisions.get().merged_into == other

    def test_second_decider_sees_the_first_and_keeps_the_text(
        self, client, manager, by_manager, light
    ):
        seen = terms(light, reason="My careful reason.")
        decide_by_service(light, by_manager, reason="No money in sight.")
        client.force_login(manager)

        response = client.post(path(light, "decide"), seen)

        assert response.status_code == 409
        assert "Somebody was faster" in response.text
        assert "No money in sight." in response.text
        assert "My careful reason." in response.text
        assert light.decisions.count() == 1

    def test_changed_answers_conflict_and_the_form_catches_up(
        self, client, manager, light
    ):
        seen = terms(light, reason="My careful reason.")
        answer(light, INT1="seven_plus")
        ProjectRequest.objects.filter(pk=light.pk).update(answers_revision=7)
        newest = assess(light)
        client.force_login(manager)

        response = client.post(path(light, "decide"), seen)

        assert response.status_code == 409
        assert "Look at the new score before you decide" in response.text
        form = response.context["decide_form"]
        assert form["assessment"].value() == newest.pk
        assert form["reason"].value() == "My careful reason."

    def test_triager_is_refused(self, client, triager, light):
        client.force_login(triager)

        response = client.post(path(light, "decide"), terms(light))

        assert response.status_code == 403

    def test_own_request_is_refused(self, client, manager, light):
        ProjectRequest.objects.filter(pk=light.pk).update(submitted_by=manager)
        client.force_login(manager)

        response = client.post(path(light, "decide"), terms(light))

        assert response.status_code == 403
        assert not Decision.objects.exists()


class TestConfirm:
    def test_confirmed_request_is_decided(self, client, leader, by_manager, unknown):
        recommend(unknown, by_manager)
        client.force_login(leader)

        response = client.post(
            path(unknown, "confirm"), {"seen_version": unknown.version}, follow=True
        )

        unknown.refresh_from_db()
        assert unknown.step == Step.DECIDED
        assert "the project is open" in response.text

    def test_manager_is_told_who_confirms(self, client, manager, by_manager, unknown):
        recommend(unknown, by_manager)
        client.force_login(manager)

        response = client.get(path(unknown))

        assert "A leader confirms it or sends it back." in response.text
        assert path(unknown, "confirm") not in response.text

    def test_second_leader_conflicts(self, client, leader, by_manager, unknown):
        recommend(unknown, by_manager)
        seen = unknown.version
        client.force_login(leader)
        client.post(path(unknown, "confirm"), {"seen_version": seen})

        response = client.post(path(unknown, "confirm"), {"seen_version": seen})

        assert response.status_code == 409

    def test_sent_back_returns_to_triage(self, client, leader, by_manager, unknown):
        recommend(unknown, by_manager)
        client.force_login(leader)

        client.post(
            path(unknown, "send_back"),
            {"seen_version": unknown.version, "reason": "Ask for the data owner."},
        )

        unknown.refresh_from_db()
        assert unknown.step == Step.IN_TRIAGE

    def test_sent_back_without_a_reason_stays(
        self, client, leader, by_manager, unknown
    ):
        recommend(unknown, by_manager)
        client.force_login(leader)

        response = client.post(
            path(unknown, "send_back"), {"seen_version": unknown.version}
        )

        assert response.status_code == 422
        assert "Say what has to change." in response.text


def test_workbench_does_not_propose_what_is_asked_already(
    client, requester, triager, unknown, now
):
    judgement = Assessment.objects.get(project_request=unknown).judgement
    first = judgement.ask_next[0].question
    unknown.refresh_from_db()
    ask_question(
        project_request=unknown,
        question=first,
        to=requester.contact,
        note="",
        due_on=now.date(),
        seen_version=unknown.version,
        by=Actor.of(triager),
        now=now,
    )
    client.force_login(triager)

    page = client.get(path(unknown))

    assert page.context["page"].asks[0].question_id == first
    assert page.context["page"].judged.next_question.id != first


def test_history_reads_as_sentences(client, manager, by_manager, light):
    decide_by_service(light, by_manager, reason="No money in sight.")
    client.force_login(manager)

    response = client.get(path(light))

    assert "Y. Marsh decided: Declined. No money in sight." in response.text


class TestTier:
    def sends(self, project_request, **more):
        return {
            "seen_version": project_request.version,
            "assessment": project_request.assessments.latest("pk").pk,
            "tier": "high",
            "because": "safeguard",
            "reason": "The vendor hosts it in a vault.",
            **more,
        }

    def test_set_tier_shows_both(self, client, manager, light):
        client.force_login(manager)

        response = client.post(path(light, "set_tier"), self.sends(light), follow=True)

        assert "The tier is set to High" in response.text
        assert f"set by {manager.name}; computed Low" in response.text

    def test_refused_tier_keeps_what_was_typed(self, client, manager, light):
        client.force_login(manager)

        response = client.post(path(light, "set_tier"), self.sends(light, tier="low"))

        assert response.status_code == 422
        assert "Low is what was computed" in response.text
        assert "The vendor hosts it in a vault." in response.text

    def test_set_tier_after_somebody_else_conflicts(
        self, client, manager, light, by_manager
    ):
        client.force_login(manager)
        sent = self.sends(light)
        set_tier_of(light, by_manager, "critical")

        response = client.post(path(light, "set_tier"), sent)

        assert response.status_code == 409
        assert "The vendor hosts it in a vault." in response.text

    def test_lift_tier_goes_back(self, client, manager, light, by_manager):
        client.force_login(manager)
        set_tier_of(light, by_manager, "critical")
        sent = {key: self.sends(light)[key] for key in ("seen_version", "assessment")}

        response = client.post(path(light, "lift_tier"), sent, follow=True)

        light.refresh_from_db()
        assert light.tier_set == ""
        assert "goes by the computed tier again" in response.text

    @pytest.mark.parametrize("who", ["triager", "leader", "records"])
    def test_others_cannot_set_a_tier(self, client, request, light, who):
        client.force_login(request.getfixturevalue(who))

        response = client.post(path(light, "set_tier"), self.sends(light))

        assert response.status_code == 403
