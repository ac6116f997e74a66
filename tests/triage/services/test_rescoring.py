"""Undecided requests follow the live rubric, each once; decided ones never."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import audit
from accounts.actors import Actor
from accounts.models import AuditEntry
from intake.models import ProjectRequest
from notifications import progress
from notifications.models import LongWork
from tests.conftest import NOW
from tests.factories.intake import ProjectRequestFactory
from tests.notifications.working import taken, work_off
from tests.triage.conftest import assess, load_next_rubric, submit
from tests.triage.services.acts import decide, recommend
from triage.models import Assessment, Rubric
from triage.services import (
    rescoring,
    retry_due_assessments,
    send_back_decision,
    start_rescoring,
)
from triage.services.assessing import Measure, assess_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(rubric, requester) -> ProjectRequest:
    return submit(ProjectRequestFactory(created_by=requester), requester)


def work_of(rubric: Rubric) -> LongWork:
    return LongWork.objects.get(key=f"rescoring:{rubric.version}")


def rescored(project_request: ProjectRequest) -> list[str]:
    """Versions it was judged again by, from the record and from the assessments."""
    entries = AuditEntry.objects.filter(
        action="triage.request_rescored", subject_id=project_request.pk
    )
    made = project_request.assessments.filter(cause__in=entries).order_by("pk")
    assert [entry.facts["rubric"] for entry in entries.order_by("pk")] == [
        assessment.rubric.version for assessment in made
    ]
    project_request.refresh_from_db()
    return [assessment.rubric.version for assessment in made]


def test_rescoring_judges_drafts_and_open_requests_once(draft, sent):
    assess(draft)
    rubric = load_next_rubric()

    work_off()
    work_off()

    assert rescored(draft) == rescored(sent) == ["2026.2"]
    assert draft.rubric_version == sent.rubric_version == "2026.2"
    work = work_of(rubric)
    assert (work.done, work.total) == (2, 2)
    assert work.finished_at is not None


def test_rescoring_says_in_the_history_why(sent):
    load_next_rubric()

    work_off()

    assert audit.sentence(audit.history(sent)[0]) == (
        "Groundwork scored it again by the new rubric 2026.2: Loaded from the city's data"
    )


def test_rescoring_leaves_decided_and_withdrawn_requests_alone(sent, by_manager):
    decide(sent, by_manager)
    load_next_rubric()

    work_off()

    assert rescored(sent) == []
    assert sent.rubric_version == "2026.1"
    assert not LongWork.objects.exists()


def test_rescoring_leaves_what_was_decided_while_it_ran_alone(
    sent, by_manager, monkeypatch
):
    load_next_rubric()
    take = rescoring._take

    def decide_first(project_request, rubric):
        decide(ProjectRequest.objects.get(pk=sent.pk), by_manager)
        return take(project_request, rubric)

    monkeypatch.setattr(rescoring, "_take", decide_first)
    work_off()

    assert rescored(sent) == []
    assert work_of(Rubric.objects.get(is_live=True)).finished_at is not None


def test_rescoring_leaves_what_waits_for_a_leader_until_it_is_sent_back(
    sent, by_manager, by_leader
):
    decision = recommend(sent, by_manager)
    load_next_rubric()
    work_off()
    assert rescored(sent) == []

    send_back_decision(
        decision=decision,
        reason="Say who runs it.",
        seen_version=sent.version,
        by=by_leader,
        now=NOW,
    )

    assert rescored(sent) == ["2026.2"]


def test_send_back_decision_stands_when_scoring_fails(
    sent, by_manager, by_leader, monkeypatch
):
    decision = recommend(sent, by_manager)
    load_next_rubric()
    monkeypatch.setattr(rescoring, "assess_by", lambda *_, **__: 1 / 0)

    send_back_decision(
        decision=decision,
        reason="Say who runs it.",
        seen_version=sent.version,
        by=by_leader,
        now=NOW,
    )

    assert rescored(sent) == []
    assert (sent.step, sent.assessment_due_at) == ("in_triage", NOW)


def test_start_rescoring_again_is_the_same_work(sent, manager):
    rubric = load_next_rubric()
    cause = audit.history(rubric)[0]

    again = start_rescoring(rubric=rubric, by=Actor.of(manager), cause=cause, now=NOW)
    work_off()
    start_rescoring(rubric=rubric, by=Actor.of(manager), cause=cause, now=NOW)

    assert again == LongWork.objects.get()
    assert work_off() == 0
    assert rescored(sent) == ["2026.2"]


def test_a_newer_rubric_ends_older_work(sent):
    older, newer = load_next_rubric(), load_next_rubric("2026.3")

    work_off()

    assert rescored(sent) == ["2026.3"]
    assert work_of(older).finished_at == NOW
    assert (work_of(older).done, work_of(newer).done) == (0, 1)


def test_a_slice_of_older_work_that_still_runs_changes_nothing(sent):
    older = load_next_rubric()
    hold = taken(timezone.now())
    work = work_of(older)
    load_next_rubric("2026.3")

    reached = rescoring.rescore_slice(work, clock=timezone.now, until=timezone.now())
    progress.do_slice(hold)

    assert reached.is_finished
    assert rescored(sent) == []


def test_a_worker_given_up_for_dead_judges_nothing_twice(sent, monkeypatch):
    """Two hold the same request, read before either wrote."""
    measure = Measure.of(load_next_rubric())
    twice = [ProjectRequest.objects.get(pk=sent.pk) for _ in range(2)]

    for project_request in twice:
        rescoring._rescore_or_mark(project_request, measure, {}, now=NOW)

    assert rescored(sent) == ["2026.2"]


def test_rescoring_goes_on_past_a_request_that_cannot_be_judged(
    draft, sent, monkeypatch
):
    assess(draft)
    rubric = load_next_rubric()
    judge = assess_by

    def fail_for_the_draft(measure, *, project_request, **rest):
        if project_request.pk == draft.pk:
            raise ArithmeticError
        return judge(measure, project_request=project_request, **rest)

    monkeypatch.setattr(rescoring, "assess_by", fail_for_the_draft)
    work_off()

    work = work_of(rubric)
    assert (work.done, work.total, work.finished_at) == (1, 2, None)
    assert work.last_error == "1 request could not be scored yet."
    assert rescored(draft) == []

    retry_due_assessments(timezone.now())
    work_off(now=timezone.now() + timedelta(minutes=2))
    assert work_of(rubric).finished_at is not None
    assert draft.assessments.filter(rubric=rubric).count() == 1


def fail(*_args, **_rest):
    raise ArithmeticError


@pytest.fixture
def failed(sent, monkeypatch) -> ProjectRequest:
    """Still by 2026.1: scoring it by 2026.2 failed, and is to be tried again."""
    load_next_rubric()
    with monkeypatch.context() as patch:
        patch.setattr(rescoring, "assess_by", fail)
        work_off()
    sent.refresh_from_db()
    assert sent.assessment_due_at is not None
    return sent


def test_retry_leaves_what_was_decided_by_the_older_rubric_alone(failed, by_manager):
    decide(failed, by_manager)
    retry_due_assessments(timezone.now())

    failed.refresh_from_db()
    assert failed.rubric_version == "2026.1"
    assert [made.rubric.version for made in failed.assessments.all()] == ["2026.1"]


def test_retry_leaves_a_recommendation_the_score_it_rests_on(failed, by_manager):
    decision = recommend(failed, by_manager)
    retry_due_assessments(timezone.now())

    failed.refresh_from_db()
    assert Assessment.objects.current_for(failed) == decision.assessment


def test_failure_marks_nothing_that_was_decided_meanwhile(
    sent, by_manager, monkeypatch
):
    measure = Measure.of(load_next_rubric())

    def decided_and_failed(*_args):
        decide(ProjectRequest.objects.get(pk=sent.pk), by_manager)
        raise ArithmeticError

    monkeypatch.setattr(rescoring, "_rescore", decided_and_failed)
    rescoring._rescore_or_mark(sent, measure, {}, now=NOW)

    sent.refresh_from_db()
    assert sent.assessment_due_at is None


def test_a_slice_stops_when_its_time_is_over(sent, draft):
    assess(draft)
    rubric = load_next_rubric()

    hold = taken(timezone.now())
    going_on = progress.do_slice(hold, length=timedelta())

    assert (work_of(rubric).done, work_of(rubric).total) == (1, 2)
    assert going_on is not None
    assert progress.do_slice(going_on, length=timedelta()) is None
    assert work_of(rubric).finished_at is not None
