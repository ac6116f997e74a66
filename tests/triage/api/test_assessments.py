"""Reading assessments through the API."""

from dataclasses import replace
from datetime import timedelta

import pytest

from accounts.actors import Actor
from accounts.roles import Scope
from accounts.services import deactivate_person, revoke_token
from intake.models import CostAmount, CostLine, FundingLine
from tests.api import Program, program_of
from tests.factories.accounts import ITTeamFactory
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import answer, assess
from triage.models import Assessment
from triage.scoring.rounding import half_up

pytestmark = pytest.mark.django_db


def path(project_request, assessment=None) -> str:
    tail = f"{assessment.pk}/" if assessment else ""
    return f"requests/{project_request.number}/assessments/{tail}"


@pytest.fixture
def costed(draft, city):
    """$100,000 a year for five years, half of it from the department's own budget."""
    line = CostLine.objects.create(
        project_request=draft,
        description="Licences",
        payer="department",
        timing="recurring",
        cost_type="operating",
    )
    for year in range(2027, 2032):
        CostAmount.objects.create(line=line, fiscal_year=year, cents=100_000_00)
    FundingLine.objects.create(
        project_request=draft,
        source="Parks budget",
        source_type="general_fund",
        certainty="budgeted",
        cents=250_000_00,
        start_on="2026-07-01",
        end_on="2031-06-30",
        payer="department",
        allows=["recurring:operating"],
    )
    hours = CostLine.objects.create(
        project_request=draft,
        description="Security review",
        payer="it",
        timing="one_time",
        cost_type="staff_hours",
        team=ITTeamFactory(project_hours_per_fiscal_year=30),
    )
    CostAmount.objects.create(line=hours, fiscal_year=2027, hours=40)
    return draft


def test_list_is_newest_first_and_says_what_each_judged(program, draft, city):
    first = assess(draft)
    answer(draft, DAT3="yes")
    second = assess(draft)

    response = program.get(path(draft))

    newest, oldest = response.json()["results"]
    assert (newest["id"], oldest["id"]) == (second.pk, first.pk)
    assert oldest == {
        "id": first.pk,
        "made_at": "2026-11-23T17:00:00Z",
        "rubric": "2026.1",
        "questionnaire": "2026.1",
        "answers_revision": 0,
        "low": 0.0,
        "planning": 50.0,
        "high": 100.0,
        "tier_low": "low",
        "tier": "high",
        "tier_high": "critical",
        "base_tier": "high",
        "held_tier": "critical",
    }


@pytest.mark.parametrize("size", [2, 7])
def test_list_takes_the_same_queries_at_any_size(
    program, draft, city, size, django_assert_num_queries
):
    for _time in range(size):
        assess(draft)
    program.get(path(draft))

    # The city's zone, token with person, their roles, the request, the page.
    with django_assert_num_queries(5):
        response = program.get(path(draft))

    assert len(response.json()["results"]) == size


def test_read_rounds_exact_figures_half_up(program, draft, city):
    answer(draft, DAT3="yes", LEG1="no", NET1="none")
    made = assess(draft)

    read = program.get(path(draft, made)).json()

    score = made.judgement.score
    for name in ("low", "planning", "high"):
        assert read[name] == float(half_up(getattr(score, name), 1))
    assert read["completeness"] == float(half_up(score.completeness, 3))
    assert 0 < read["completeness"] < 1
    assert read["dimensions"] == [
        {
            "id": item.id,
            "name": item.name,
            "low": float(half_up(100 * item.low, 1)),
            "high": float(half_up(100 * item.high, 1)),
        }
        for item in score.dimensions
    ]


def test_read_names_rules_and_questions_worth_asking(program, draft, city):
    answer(draft, DAT3="yes")
    made = assess(draft)

    read = program.get(path(draft, made)).json()

    score = made.judgement.score
    assert [rule["id"] for rule in read["fired"]] == list(score.fired)
    assert "E-SURV" in score.fired
    assert all(rule["name"] and rule["reviews"] for rule in read["fired"])
    assert [rule["id"] for rule in read["possible"]] == list(score.possible)
    assert [ask["question"] for ask in read["ask_next"]] == [
        ask.question for ask in made.judgement.ask_next
    ]
    assert read["ask_next"][0].keys() == {
        "question",
        "narrowing",
        "escalators",
        "effort",
        "priority",
    }


def test_read_tells_lateness(program, draft, city):
    made = assess(draft)

    read = program.get(path(draft, made)).json()

    late = made.judgement.lateness
    assert read["lateness"] == {
        "low": float(half_up(late.low, 1)),
        "high": float(half_up(late.high, 1)),
        "band_low": late.band_low,
        "band_high": late.band_high,
    }
    assert (read["first_stage"], read["told_in_time"]) == ("idea", True)


def test_read_tells_the_budget_by_fiscal_year(program, costed):
    made = assess(costed)

    budget = program.get(path(costed, made)).json()["budget"]

    assert budget["cost_cents"] == 500_000_00
    assert budget["funded_cents"] == budget["gap_cents"] == 250_000_00
    assert budget["gap_share"] == budget["unfunded_recurring_share"] == 0.5
    assert [year["fiscal_year"] for year in budget["years"]] == list(range(2027, 2032))
    assert budget["years"][0] == {
        "fiscal_year": 2027,
        "cost_cents": 100_000_00,
        "funded_cents": 50_000_00,
        "gap_cents": 50_000_00,
        "one_time_cents": 0,
        "recurring_cents": 100_000_00,
        "unfunded_recurring_cents": 50_000_00,
        "hours_needed": 40.0,
        "hours_gap": 10.0,
    }
    assert budget["tier"] == str(made.judgement.budget.tier)


def test_read_of_what_is_not_costed_has_no_budget(program, draft, city):
    read = program.get(path(draft, assess(draft))).json()

    assert read["budget"] is None
    assert read["it_budget"] is None


@pytest.mark.parametrize("detail", [False, True])
def test_scope_is_needed(requester, draft, city, now, detail):
    address = path(draft, assess(draft) if detail else None)

    alone = program_of(requester, now, [Scope.ASSESSMENTS_READ]).get(address)
    without = program_of(requester, now, set(Scope) - {Scope.ASSESSMENTS_READ}).get(
        address
    )

    assert (alone.status_code, without.status_code) == (200, 403)


@pytest.mark.parametrize("detail", [False, True])
def test_other_department_is_404(outsider, draft, city, now, detail):
    address = path(draft, assess(draft) if detail else None)

    assert program_of(outsider, now).get(address).status_code == 404


def test_assessment_of_another_request_is_404(program, draft, requester, city):
    other = ProjectRequestFactory(created_by=requester)
    made = assess(draft)

    assert program.get(path(other, made)).status_code == 404


@pytest.mark.parametrize("end", ["none", "expired", "revoked", "deactivated"])
@pytest.mark.parametrize("detail", [False, True])
def test_without_a_live_token_it_is_401(
    requester, admin, draft, city, now, time_machine, end, detail
):
    address = path(draft, assess(draft) if detail else None)
    program = program_of(requester, now)
    if end == "none":
        program = Program()
    elif end == "expired":
        time_machine.move_to(now + timedelta(days=31), tick=False)
    elif end == "revoked":
        revoke_token(token=program.token, by=Actor.of(requester), now=now)
    else:
        deactivate_person(user=requester, by=Actor.of(admin), now=now)

    assert program.get(address).status_code == 401


@pytest.mark.parametrize("method", ["post", "put", "patch"])
def test_nobody_writes_an_assessment(program, draft, city, method):
    made = assess(draft)

    for address in (path(draft), path(draft, made)):
        assert getattr(program, method)(address, {"low": "0/1"}).status_code == 405
    assert Assessment.objects.count() == 1


def test_read_tells_how_far_the_budget_may_be_off(program, costed):
    made = assess(costed)

    budget = program.get(path(costed, made)).json()["budget"]

    span, told = made.judgement.budget_range, budget["range"]
    assert span is not None
    assert told["stage"] == span.stage
    assert (told["tier_low"], told["tier_high"]) == (span.tier_low, span.tier_high)
    assert told["low"]["cost_cents"] == span.low.cost
    assert told["high"]["gap_cents"] == span.high.gap
    assert told["cost_80"] == {
        "low_cents": span.cost_80.low,
        "high_cents": span.cost_80.high,
    }
    assert [flag["code"] for flag in told["flags"]] == [
        fact.flag for fact in span.flag_facts
    ]
    assert all(flag["says"] and flag["todo"] for flag in told["flags"])


def test_read_of_what_was_judged_before_ranges_has_none(program, costed, monkeypatch):
    made = assess(costed)
    monkeypatch.setattr(
        Assessment, "judgement", replace(made.judgement, budget_range=None)
    )

    budget = program.get(path(costed, made)).json()["budget"]

    assert budget["range"] is None
    assert budget["gap_cents"] == 250_000_00
