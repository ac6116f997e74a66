from collections import Counter
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from accounts import audit, city
from accounts.models import AuditEntry, Contact, Department, Holiday, ITTeam, User
from intake.lifecycle import Step
from intake.models import Ask, FundingLine, NumberCounter, ProjectRequest, System
from notifications.models import OutboxMessage
from projects.lifecycle import Phase
from projects.models import Project
from tests.triage.scoring.examples import read_json
from triage.models import Assessment, Decision, Rubric, RubricDraft
from triage.scoring.rounding import half_up
from triage.selectors.figures import headline_figures
from triage.selectors.what_if import what_if

ROWS = read_json("data/city/requests.json")
PROJECTS = read_json("data/city/projects.json")
STEPS = {
    "new": (Step.SUBMITTED, ""),
    "in_review": (Step.IN_TRIAGE, ""),
    "accepted": (Step.DECIDED, "accepted"),
    "sidelined": (Step.DECIDED, "accepted"),
    "deferred": (Step.DECIDED, "deferred"),
}
every_request = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["ref"])

pytestmark = pytest.mark.usefixtures("harlow_bend")


def request_of(row):
    return ProjectRequest.objects.get(number=row["ref"])


def newest_assessment(row):
    return Assessment.objects.filter(project_request__number=row["ref"]).latest("pk")


def shown(exact, places=1):
    return half_up(Fraction(exact), places)


@every_request
def test_seed_city_request_scores_as_computed(row):
    assessment, expected = newest_assessment(row), row["computed"]
    score = assessment.result["score"]

    assert shown(assessment.low) == expected["L"]
    assert shown(assessment.planning) == expected["P"]
    assert shown(assessment.high) == expected["H"]
    assert shown(score["completeness"], 3) == expected["completeness"]
    assert score["fired"] == expected["fired"]
    assert score["possible"] == expected["possible"]
    assert [
        assessment.tier_low,
        assessment.tier,
        assessment.tier_high,
    ] == [expected["tier_low"], expected["tier"], expected["tier_high"]]


@every_request
def test_seed_city_request_lateness_and_questions_are_as_computed(row):
    result, expected = newest_assessment(row).result, row["computed"]
    late = result["lateness"]

    assert [shown(late["low"]), shown(late["high"])] == expected["LI"]
    assert [late["band_low"], late["band_high"]] == expected["band"]
    asked = [question["question"] for question in result["ask_next"][:3]]
    assert asked == expected["ask_next"]


@every_request
def test_seed_city_request_lists_sort_by_the_same_figures(row):
    project_request, expected = request_of(row), row["computed"]

    assert shown(project_request.impact_low) == expected["L"]
    assert shown(project_request.impact_high) == expected["H"]
    assert project_request.tier == expected["tier"]
    assert project_request.assessment_due_at is None


@every_request
def test_seed_city_request_stands_where_the_data_says(row):
    project_request = request_of(row)

    assert (project_request.step, project_request.outcome) == STEPS[row["status"]]
    asked_at = project_request.submitted_at.astimezone(city.zone())
    assert asked_at.date().isoformat() == row["submitted"]
    assert (asked_at.hour, asked_at.minute) == (9, 0)
    assert project_request.submitted_by.contact == project_request.department.liaison


@every_request
def test_seed_city_request_keeps_what_the_data_tells(row):
    project_request = request_of(row)

    answers = {
        answer.question: answer.option or answer.kind
        for answer in project_request.answers.all()
    }
    assert answers == row["answers"]
    assert {p.part: p.name for p in project_request.partners.all()} == {
        part: row[part] for part in ("owner", "funder", "promoter")
    }
    told = {str(h.on) for h in project_request.happenings.all()}
    at_idea = row["stage_when_it_asked"] == "idea"
    assert told == {row["idea_date"]} | (set() if at_idea else {row["submitted"]})
    assert project_request.category.code == row["category"]


@every_request
def test_seed_city_money_named_is_entered_to_the_cent(row):
    lines = FundingLine.objects.filter(project_request__number=row["ref"])

    entered = [(line.source, line.cents, line.certainty) for line in lines]

    named = [(f["note"], f["amount"] * 100, f["status"]) for f in row["funding"]]
    assert entered[: len(named)] == named
    assert all(line.allows for line in lines)


def test_seed_city_hb_2026_001_has_the_gap_of_the_worked_example():
    row = {"ref": "HB-2026-001"}
    project_request = request_of(row)
    years = newest_assessment(row).result["budget"]["years"]

    assert shown(Fraction(project_request.gap_cents, 100), 0) == 758_000
    assert shown(project_request.gap_share * 100, 0) == 67
    assert project_request.gap_tier == "b3"
    hours = [team for year in years for team in year["hours"]]
    assert hours
    assert all(float(team["needed"]) <= float(team["free"]) for team in hours)


def test_seed_city_twelve_requests_or_more_are_costed_in_many_tiers():
    costed = ProjectRequest.objects.exclude(gap_tier="not_costed")

    assert costed.count() >= 12
    assert {row.gap_tier for row in costed} == {"b0", "b1", "b2", "b3", "b4"}


def test_seed_city_holds_everybody_and_what_they_work_with():
    assert Department.objects.count() == 17
    assert User.objects.count() == 28
    assert ITTeam.objects.count() == 9
    assert System.objects.count() == 40
    assert Holiday.objects.count() == 22
    assert not Contact.objects.filter(department__isnull=True, user__isnull=False)


def test_seed_city_settings_name_lead_finance_and_day():
    settings = city.current()

    assert str(settings.triage_lead) == "Y. Marsh"
    assert str(settings.it_finance) == "P. Ivanova"
    assert settings.drawn_on == date(2026, 11, 22)
    assert settings.time_zone == "America/Los_Angeles"


def test_seed_city_numbers_go_on_after_the_highest():
    counters = NumberCounter.objects.values_list("year", "last")

    assert dict(counters) == {2025: 14, 2026: 30}


def test_seed_city_mail_is_all_suppressed_for_seeding():
    messages = OutboxMessage.objects.all()

    assert {(m.state, m.last_error) for m in messages} == {("suppressed", "seeding")}
    events = Counter(m.event for m in messages)
    assert events["request_submitted"] == 30
    assert events["request_unassigned"] == 6
    assert events["confirmation_waits"] == 2


def test_seed_city_decisions_are_made_by_marsh_and_confirmed_by_delgado():
    decisions = Decision.objects.select_related("project_request")

    assert {d.decided_by.name for d in decisions} == {"Y. Marsh"}
    confirmed = {
        d.project_request.number: d.confirmed_by.name
        for d in decisions
        if d.confirmed_by
    }
    assert confirmed == {"HB-2025-014": "R. Delgado", "HB-2026-013": "R. Delgado"}


@pytest.mark.parametrize(
    ("number", "on"),
    [
        ("HB-2026-001", "2026-06-22"),  # funded
        ("HB-2025-014", "2026-02-01"),  # accepted
        ("HB-2026-017", "2026-07-01"),  # started
        ("HB-2026-026", "2026-02-09"),  # ten business days after
    ],
)
def test_seed_city_decided_on_the_day_the_data_says(number, on):
    decided_at = request_of({"ref": number}).decided_at

    assert city.day_of(decided_at).isoformat() == on


def test_seed_city_accepted_above_the_tier_is_accepted_in_writing():
    accepted = Decision.objects.filter(outcome="accepted").select_related("assessment")

    above = [d for d in accepted if d.assessment.held_tier != d.assessment.tier]
    assert all(d.unknown_accepted for d in above)


def test_seed_city_every_request_in_triage_was_asked_what_stays_unknown():
    for row in ROWS:
        asks = Ask.objects.filter(project_request__number=row["ref"])
        assert asks.exists() == (row["status"] == "in_review")
        for ask in asks:
            assert ask.answered_at is not None
            assert row["answers"][ask.question] == "unknown"


@pytest.mark.parametrize("row", PROJECTS, ids=lambda row: row["ref"])
def test_seed_city_project_has_its_phase_and_history(row):
    project = Project.objects.get(ref=row["ref"])

    asked = project.project_request
    assert (project.name, project.phase) == (row["name"], row["status"])
    assert (asked.number if asked else None) == row["request"]
    assert project.it_cost_to_date_cents == row["it_cost_to_date"] * 100
    days = {str(c.on) for c in project.phase_changes.all()}
    days |= {str(note.on) for note in project.notes.all()}
    assert days >= {event["date"] for event in row["history"]}


def test_seed_city_every_acceptance_has_its_project():
    accepted = ProjectRequest.objects.filter(outcome="accepted")
    others = Project.objects.exclude(ref__in=[row["ref"] for row in PROJECTS])

    assert all(project_request.project for project_request in accepted)
    assert {p.phase for p in others} == {Phase.PLANNED, Phase.SIDELINED}
    resting = others.get(phase=Phase.SIDELINED)
    assert resting.project_request == request_of({"ref": "HB-2026-025"})
    assert resting.wake_on == date(2027, 3, 1)


def test_seed_city_record_is_written_in_the_order_things_happened():
    moments = list(AuditEntry.objects.order_by("pk").values_list("at", flat=True))

    assert moments == sorted(moments)
    assert max(moments) < datetime(2026, 11, 22, tzinfo=UTC)


def test_seed_city_record_reads_as_sentences():
    sentences = [audit.sentence(entry) for entry in AuditEntry.objects.all()]

    assert not [said for said in sentences if "%(" in said]
    assert any("Y. Marsh" in said for said in sentences)


def test_seed_city_headline_tells_of_the_city_on_its_day(now):
    figures = headline_figures(now)

    assert (figures.waiting, figures.past_promise) == (6, 5)
    assert figures.decisions_due == 8


def test_seed_city_has_a_draft_that_would_move_a_tier():
    (draft,) = RubricDraft.objects.all()
    manager = User.objects.get(email="marsh@harlowbend.example")

    page = what_if(
        reader=manager, live=Rubric.objects.get(is_live=True), then=draft.rules()
    )

    assert (page.flips, page.moved.total, page.decisions.differing) == (1, 2, 1)
