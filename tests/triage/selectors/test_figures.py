from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actors import Actor
from intake.lifecycle import Outcome, Step
from intake.models import CostAmount, CostLine, Happening, ProjectRequest
from intake.services import move_request, request_changed, resumed, withdraw_request
from projects.lifecycle import Phase
from projects.models import Project
from projects.services import move_project
from tests.conftest import NOW
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import any_cause, submit
from tests.triage.services.acts import decide, recommend
from triage.selectors.figures import (
    UnfundedYear,
    headline_figures,
)
from triage.services import assign_request, confirm_decision, send_back_decision

pytestmark = pytest.mark.django_db

# Monday 2 November, 09:00 in the city: ten business days later is 16 November.
MONDAY = datetime(2026, 11, 2, 17, 0, tzinfo=UTC)
PROMISED = date(2026, 11, 16)
DAY = timedelta(days=1)


@pytest.fixture
def ask(requester, rubric):
    def ask(now=MONDAY, **fields) -> ProjectRequest:
        return submit(
            ProjectRequestFactory(created_by=requester, **fields), requester, now=now
        )

    return ask


@pytest.fixture
def question(triager):
    """IT asks, and takes the answer some days later."""

    def question(project_request: ProjectRequest, asked: datetime, days: int) -> None:
        if project_request.step == Step.SUBMITTED:
            assign_request(
                project_request=project_request,
                assignee=triager,
                seen_version=project_request.version,
                by=Actor.of(triager),
                now=asked,
            )
        move_request(
            project_request,
            Step.NEEDS_INFORMATION,
            seen_version=project_request.version,
            now=asked,
            paused_on=asked.date(),
            answered_at=project_request.answered_at or asked,
        )
        answered = asked + days * DAY
        move_request(
            project_request,
            Step.IN_TRIAGE,
            seen_version=project_request.version,
            now=answered,
            **resumed(project_request, answered.date()),
        )

    return question


@pytest.fixture
def accept(by_manager, by_leader):
    """Accept a request, with the confirmation it may need."""

    def accept(project_request: ProjectRequest) -> None:
        decision = recommend(project_request, by_manager)
        confirm_decision(
            decision=decision,
            seen_version=project_request.version,
            by=by_leader,
            now=NOW,
        )

    return accept


def cost_a_year(
    project_request: ProjectRequest, cents: int, *, year=2028, now=MONDAY
) -> None:
    line = CostLine.objects.create(
        project_request=project_request,
        description="Subscription",
        payer="department",
        timing="recurring",
        cost_type="operating",
    )
    CostAmount.objects.create(line=line, fiscal_year=year, cents=cents)
    request_changed(project_request, cause=any_cause(project_request), now=now)


def test_waiting_is_submitted_and_not_answered(ask, question):
    ask()
    question(ask(), asked=MONDAY + DAY, days=1)

    assert headline_figures(MONDAY - DAY).waiting == 0
    assert headline_figures(MONDAY).waiting == 2
    assert headline_figures(MONDAY + DAY).waiting == 1


def test_waiting_ends_with_a_decision(ask, by_manager):
    decide(ask(), by_manager, now=MONDAY + DAY)

    assert headline_figures(MONDAY + DAY - timedelta(seconds=1)).waiting == 1
    assert headline_figures(MONDAY + DAY).waiting == 0


def test_waiting_ends_with_a_withdrawal_and_not_before(ask, requester):
    project_request = ask()
    withdraw_request(
        project_request=project_request,
        reason="No money.",
        seen_version=project_request.version,
        by=Actor.of(requester),
        now=MONDAY + 3 * DAY,
    )

    assert headline_figures(MONDAY + 2 * DAY).waiting == 1
    assert headline_figures(MONDAY + 3 * DAY).waiting == 0


def test_waiting_goes_on_while_a_leader_has_to_confirm(ask, by_manager, by_leader):
    decision = recommend(ask(), by_manager, now=MONDAY + DAY)
    confirm_decision(
        decision=decision,
        seen_version=decision.project_request.version,
        by=by_leader,
        now=MONDAY + 2 * DAY,
    )

    assert headline_figures(MONDAY + DAY).waiting == 1
    assert headline_figures(MONDAY + 2 * DAY).waiting == 0


def test_past_promise_begins_the_day_after_the_promised_one(ask):
    assert ask().answer_by_on == PROMISED
    evening = datetime(2026, 11, 17, 7, 59, tzinfo=UTC)

    assert headline_figures(evening).past_promise == 0
    assert headline_figures(evening + timedelta(minutes=1)).past_promise == 1


def test_past_promise_of_a_past_day_ignores_a_later_pause(ask, question):
    question(ask(), asked=MONDAY + 20 * DAY, days=4)

    assert headline_figures(MONDAY + 19 * DAY).past_promise == 1


def test_decisions_due_are_in_triage_answered_and_promised_by_sunday(ask, question):
    question(ask(), asked=MONDAY + DAY, days=0)
    ask()

    due = [headline_figures(MONDAY + days * DAY).decisions_due for days in (7, 13, 14)]

    # Monday 9 and Sunday 15 lie in the week before the promised Monday 16.
    assert due == [0, 0, 1]


def test_decisions_due_of_a_past_day_go_by_the_promise_of_that_day(ask, question):
    project_request = ask()
    question(project_request, asked=MONDAY + DAY, days=0)
    question(project_request, asked=MONDAY + 16 * DAY, days=9)
    assert project_request.answer_by_on > PROMISED

    assert headline_figures(MONDAY + 15 * DAY).decisions_due == 1
    assert headline_figures(MONDAY + 26 * DAY).decisions_due == 1
    assert headline_figures(MONDAY + 18 * DAY).decisions_due == 0


def test_decisions_due_count_every_one_that_waits_for_a_leader(
    ask, by_manager, by_leader
):
    decision = recommend(ask(), by_manager, now=MONDAY + DAY)
    send_back_decision(
        decision=decision,
        reason="Not yet.",
        seen_version=decision.project_request.version,
        by=by_leader,
        now=MONDAY + 2 * DAY,
    )

    then = headline_figures(MONDAY + DAY)
    assert (then.decisions_due, then.need_leader) == (1, 1)
    later = headline_figures(MONDAY + 2 * DAY)
    assert (later.decisions_due, later.need_leader) == (0, 0)


def test_unfunded_is_summed_by_first_year(ask):
    cost_a_year(ask(), 100_00)
    cost_a_year(ask(), 250_00)
    cost_a_year(ask(), 70_00, year=2030)

    assert headline_figures(MONDAY).unfunded == (
        UnfundedYear(2028, 350_00, 2),
        UnfundedYear(2030, 70_00, 1),
    )


def test_unfunded_of_a_past_day_goes_by_the_assessment_of_that_day(ask):
    project_request = ask()
    cost_a_year(project_request, 100_00)
    cost_a_year(project_request, 50_00, now=MONDAY + 3 * DAY)

    assert headline_figures(MONDAY + DAY).unfunded_from(2028) == 100_00
    assert headline_figures(MONDAY + 3 * DAY).unfunded_from(2028) == 150_00


def test_unfunded_keeps_what_is_accepted(ask, accept):
    project_request = ask()
    cost_a_year(project_request, 100_00)

    accept(project_request)

    assert headline_figures(NOW).unfunded_from(2028) == 100_00


def test_unfunded_drops_what_is_declined(ask, by_manager):
    project_request = ask()
    cost_a_year(project_request, 100_00)

    decide(project_request, by_manager, Outcome.DECLINED)

    assert headline_figures(NOW).unfunded == ()
    assert headline_figures(MONDAY).unfunded_from(2028) == 100_00


def test_unfunded_ends_when_the_project_retires(ask, accept, by_manager):
    project_request = ask()
    cost_a_year(project_request, 100_00)
    accept(project_request)
    project = Project.objects.get()
    for days, phase in enumerate((Phase.DELIVERING, Phase.LIVE, Phase.RETIRED), 1):
        move_project(
            project=project,
            to_phase=phase,
            on=(NOW + days * DAY).date(),
            reason="As planned.",
            seen_version=project.version,
            by=by_manager,
            now=NOW + days * DAY,
        )

    assert headline_figures(NOW + 2 * DAY).unfunded_from(2028) == 100_00
    assert headline_figures(NOW + 3 * DAY).unfunded_from(2028) == 0


def test_told_in_time_goes_by_the_stage_at_first_contact(requester, ask):
    ask()
    for kind in ("budget_sent_with_it", "budget_sent_without_it", "installed"):
        draft = ProjectRequestFactory(created_by=requester)
        Happening.objects.create(project_request=draft, kind=kind)
        submit(draft, requester, now=MONDAY)

    figures = headline_figures(MONDAY)

    assert (figures.told_in_time, figures.told_about) == (2, 4)
    assert figures.told_share == Fraction(1, 2)


@pytest.mark.parametrize("is_finished", [False, True])
def test_told_in_time_counts_work_found_outside_as_not_told(
    ask, find, requester, is_finished
):
    ask()
    found = find(now=MONDAY, how_far="idea")
    if is_finished:
        submit(found, requester, now=MONDAY + DAY)

    figures = headline_figures(MONDAY + 2 * DAY)

    assert (figures.told_in_time, figures.told_about) == (1, 2)


def test_told_in_time_counts_work_found_from_the_day_it_was_found(find, requester):
    submit(find(now=MONDAY + DAY), requester, now=MONDAY + 95 * DAY)

    assert headline_figures(MONDAY).told_about == 0
    assert headline_figures(MONDAY + 2 * DAY).told_about == 1
    assert headline_figures(MONDAY + 96 * DAY).told_about == 0


def test_told_in_time_covers_91_days_up_to_and_with_the_day(ask):
    ask()
    last_day = datetime(2026, 2, 1, 12, 0, tzinfo=UTC)

    assert headline_figures(MONDAY + 90 * DAY).told_about == 1
    assert headline_figures(MONDAY + 91 * DAY).told_about == 0
    assert headline_figures(MONDAY).quarter_from == date(2026, 8, 4)
    assert headline_figures(last_day).told_share is None


def test_documented_cases_never_count(ask):
    cost_a_year(ask(is_example=True), 100_00)

    figures = headline_figures(MONDAY + 30 * DAY)

    assert (figures.waiting, figures.unfunded, figures.told_about) == (0, (), 0)


def test_headline_figures_ask_as_often_for_many_as_for_few(ask, question, by_manager):
    def make(count: int) -> None:
        for _ in range(count):
            cost_a_year(ask(), 100_00)
            question(ask(), asked=MONDAY + DAY, days=1)
            recommend(ask(), by_manager, now=MONDAY + DAY)

    make(1)
    with CaptureQueriesContext(connection) as few:
        headline_figures(NOW)
    make(3)

    with CaptureQueriesContext(connection) as many:
        headline_figures(NOW)

    assert len(many) == len(few) <= 8
