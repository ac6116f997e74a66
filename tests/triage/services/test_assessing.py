from decimal import Decimal
from fractions import Fraction

import pytest

from accounts.actors import THE_CLOCK
from intake.models import Happening, ProjectRequest
from intake.services import request_changed
from tests.conftest import NOW
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import answer, any_cause, load_json
from triage.inputs import read_inputs
from triage.judgement import judge
from triage.models import Assessment
from triage.scoring.rounding import half_up
from triage.services import assess_request, assessing, retry_due_assessments

pytestmark = pytest.mark.django_db


def test_assess_request_without_answers_is_wide_open(draft, city):
    assessment = assess_request(project_request=draft, cause=any_cause(draft), now=NOW)

    assert (assessment.low, assessment.planning, assessment.high) == (
        "0/1",
        "50/1",
        "100/1",
    )
    assert assessment.tier == "high"
    assert draft.held_tier == "critical"
    assert draft.held_rank == 4
    assert draft.gap_tier == "not_costed"
    assert draft.gap_cents is None


def test_assess_request_copies_figures_and_leaves_the_version(draft, city):
    answer(draft, LEG1="no")

    assess_request(project_request=draft, cause=any_cause(draft), now=NOW)

    draft.refresh_from_db()
    assert draft.assessed_at == NOW
    assert draft.version == 1
    assert 0 < draft.impact_high < 100


def test_assessment_can_be_recomputed_from_its_own_row(draft, city):
    answer(draft, DAT3="yes")
    made = assess_request(project_request=draft, cause=any_cause(draft), now=NOW)

    stored = Assessment.objects.get(pk=made.pk)

    assert judge(stored.judged, stored.rubric.rules()) == stored.judgement
    assert "E-SURV" in stored.judgement.score.fired
    assert Fraction(stored.high) == stored.judgement.score.high


def test_assess_request_runs_again_when_answers_move_meanwhile(
    draft, city, monkeypatch
):
    overtaken: list[bool] = []

    def read_and_be_overtaken(project_request, questionnaire, *, now):
        inputs = read_inputs(project_request, questionnaire, now=now)
        if not overtaken:
            overtaken.append(True)
            answer(draft, DAT3="yes")
            ProjectRequest.objects.filter(pk=draft.pk).update(answers_revision=7)
        return inputs

    monkeypatch.setattr(assessing, "read_inputs", read_and_be_overtaken)

    assessment = assess_request(project_request=draft, cause=any_cause(draft), now=NOW)

    assert Assessment.objects.count() == 1
    assert assessment.answers_revision == 7
    assert "E-SURV" in assessment.judgement.score.fired


def test_assess_request_gives_up_when_answers_never_hold_still(
    draft, city, monkeypatch
):

    def always_overtaken(project_request, questionnaire, *, now):
        revision = project_request.answers_revision + 1
        ProjectRequest.objects.filter(pk=draft.pk).update(answers_revision=revision)
        return read_inputs(project_request, questionnaire, now=now)

    monkeypatch.setattr(assessing, "read_inputs", always_overtaken)

    with pytest.raises(assessing.AssessmentOvertaken):
        assess_request(project_request=draft, cause=any_cause(draft), now=NOW)

    assert not Assessment.objects.exists()


def test_request_changed_keeps_the_answer_when_scoring_raises(draft, city, monkeypatch):
    answer(draft, LEG1="no")
    monkeypatch.setattr(assessing, "judge", lambda *_: 1 / 0)

    request_changed(draft, cause=any_cause(draft), now=NOW)

    assert draft.answers.count() == 1
    assert draft.assessment_due_at == NOW
    assert not Assessment.objects.exists()


def test_retry_due_assessments_heals_what_failed(draft, city):
    ProjectRequest.objects.filter(pk=draft.pk).update(assessment_due_at=NOW)

    retry_due_assessments(NOW)
    retry_due_assessments(NOW)

    draft.refresh_from_db()
    assert draft.assessment_due_at is None
    assessment = Assessment.objects.get()
    assert assessment.cause.by_user is THE_CLOCK.user
    assert assessment.cause.action == "triage.assessment_recovered"


def test_retry_due_assessments_leaves_a_broken_one_due_and_heals_the_others(
    draft, city, requester
):
    other = ProjectRequestFactory(created_by=requester)
    ProjectRequest.objects.update(assessment_due_at=NOW)
    Happening.objects.create(project_request=draft, kind="idea", on=NOW.date())
    ProjectRequest.objects.filter(pk=draft.pk).update(commit_on=NOW.date())

    retry_due_assessments(NOW)

    draft.refresh_from_db()
    other.refresh_from_db()
    assert draft.assessment_due_at == NOW
    assert other.assessment_due_at is None
    assert not draft.assessments.exists()


@pytest.mark.parametrize(
    "row", load_json("city/requests.json"), ids=lambda row: row["ref"]
)
def test_assess_request_gives_the_figures_of_the_example_city(draft, city, row):
    given = row["answers"].items()
    answer(draft, **{q: option for q, option in given if option != "unknown"})

    assessment = assess_request(project_request=draft, cause=any_cause(draft), now=NOW)

    score = assessment.judgement.score
    expected = row["computed"]
    shown = [half_up(end, 1) for end in (score.low, score.planning, score.high)]
    assert shown == [Decimal(str(expected[end])) for end in ("L", "P", "H")]
    assert list(score.fired) == expected["fired"]
    assert list(score.possible) == expected["possible"]
    assert score.tier == expected["tier"]
    asked = [ask.question for ask in assessment.judgement.ask_next]
    assert asked == expected["ask_next"]
