"""A row that breaks each rule of the database, past the services, as raw SQL."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.models import AuditEntry, BudgetEvent
from intake.models import FundingLine, Questionnaire
from tests.conftest import NOW
from tests.triage.services.acts import decide, recommend, set_tier_of
from triage.models import (
    Assessment,
    BudgetReminder,
    BudgetRequest,
    CandidateLink,
    CandidateValue,
    CliffAlarm,
    DailyRound,
    Decision,
    EndingMoney,
    Rubric,
    RubricDraft,
    TierOverride,
)

pytestmark = pytest.mark.django_db


def refused(sql: str, message: str, error: type[DatabaseError] = IntegrityError):
    with (
        pytest.raises(error, match=message),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def copied(model, **changes: str) -> str:
    """SQL that inserts the table's rows once more with these columns changed."""
    table = model._meta.db_table
    columns = [f.column for f in model._meta.concrete_fields if not f.primary_key]
    values = [changes.get(column, f'"{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table}"  # noqa: S608


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("outcome = 'postponed'", "known_outcome"),
        ("reason = ''", "has_reason"),
        ("outcome = 'deferred'", "deferred_until"),
        ("defer_event = 'the grant'", "deferred_until"),
        ("defer_until_on = '2027-01-04'", "deferred_until"),
        ("outcome = 'merged'", "merged_into_another"),
        (
            "outcome = 'merged', merged_into_id = project_request_id",
            "merged_into_another",
        ),
        ("merged_into_id = project_request_id", "merged_into_another"),
        ("tier_set = 'high'", "tier_set_with_reason"),
        ("tier_reason = 'It is.'", "tier_set_with_reason"),
        ("tier_set = 'huge', tier_reason = 'It is.'", "tier_set_with_reason"),
        ("needs_confirmation = TRUE", "only_accepting_waits"),
        ("confirmed_at = decided_at", "confirmed_at_with_by"),
        ("sent_back_at = decided_at", "sent_back_with_reason"),
        ("sent_back_reason = 'Not yet.'", "sent_back_with_reason"),
    ],
)
def test_decision_breaking_a_rule_is_refused(light, by_manager, change, rule):
    decide(light, by_manager)

    refused(
        f"UPDATE triage_decision SET {change}",  # noqa: S608
        f"triage_decision_{rule}",
    )


def test_decision_confirmed_by_its_decider_is_refused(unknown, by_manager):
    recommend(unknown, by_manager)

    refused(
        "UPDATE triage_decision SET confirmed_at = decided_at, "
        "confirmed_by_id = decided_by_id",
        "triage_decision_confirmed_by_another",
    )


def test_decision_both_confirmed_and_sent_back_is_refused(
    unknown, leader, by_manager, by_leader
):
    recommend(unknown, by_manager)
    Decision.objects.update(confirmed_at=NOW, confirmed_by=leader)

    refused(
        "UPDATE triage_decision SET sent_back_at = decided_at, "
        "sent_back_by_id = confirmed_by_id, sent_back_reason = 'No.'",
        "triage_decision_sent_back_with_reason",
    )


def test_second_live_decision_is_refused(light, by_manager):
    decide(light, by_manager)

    refused(
        copied(Decision),
        "triage_decision_one_live|triage_decision.project_request_id",
    )


def test_second_decision_beside_a_superseded_one_is_taken(light, by_manager):
    decide(light, by_manager)
    Decision.objects.update(superseded_at=NOW)

    with connection.cursor() as cursor:
        cursor.execute(copied(Decision, superseded_at="NULL"))

    assert Decision.objects.live().count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE triage_assessment SET tier = 'low'",
        "UPDATE triage_assessment SET result = '{}'",
        "DELETE FROM triage_assessment",
    ],
)
def test_assessment_cannot_be_changed_or_deleted(light, statement):
    refused(statement, "only ever added to", DatabaseError)

    assert Assessment.objects.get().tier == "low"


@pytest.mark.parametrize(
    "changes",
    [
        {"unfunded_recurring_cents": "500", "unfunded_from_year": "NULL"},
        {"unfunded_recurring_cents": "NULL", "unfunded_from_year": "2028"},
        {"unfunded_recurring_cents": "0", "unfunded_from_year": "2028"},
    ],
)
def test_assessment_with_half_an_unfunded_year_is_refused(light, changes):
    refused(copied(Assessment, **changes), "triage_assessment_unfunded_with_year")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE triage_rubric SET data = '{}'",
        "UPDATE triage_rubric SET version = '2026.2'",
        "UPDATE triage_rubric SET reason = 'Better.'",
        "DELETE FROM triage_rubric",
    ],
)
def test_published_rubric_cannot_be_changed_or_deleted(rubric, statement):
    refused(statement, "only ever added to", DatabaseError)

    assert Rubric.objects.get().version == "2026.1"


def test_published_rubric_can_be_retired(rubric):
    Rubric.objects.update(is_live=False)

    assert not Rubric.objects.get().is_live


def test_second_live_rubric_is_refused(rubric):
    refused(
        copied(Rubric, version="'2026.2'"),
        "triage_rubric_one_live|triage_rubric.is_live",
    )


def test_rubric_without_a_reason_is_refused(rubric):
    refused(
        copied(Rubric, version="'2026.2'", is_live="FALSE", reason="''"),
        "triage_rubric_has_reason",
    )


def test_rubric_of_a_published_version_is_refused(rubric):
    refused(
        copied(Rubric, is_live="FALSE"),
        "triage_rubric_version|triage_rubric.version",
    )
    assert Questionnaire.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("tier = 'huge'", "known_tier"),
        ("reason = ''", "has_reason"),
        ("because = ''", "has_reason"),
        ("lifted_at = set_at", "lifted_at_with_by"),
    ],
)
def test_override_breaking_a_rule_is_refused(light, by_manager, change, rule):
    set_tier_of(light, by_manager, "high")

    refused(
        f"UPDATE triage_tieroverride SET {change}",  # noqa: S608
        f"triage_tieroverride_{rule}",
    )


def test_second_live_override_is_refused(light, by_manager):
    set_tier_of(light, by_manager, "high")

    refused(
        copied(TierOverride),
        "triage_tieroverride_one_live|triage_tieroverride.project_request_id",
    )


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("discarded_at = created_at", "discarded_at_with_by"),
        ("discarded_by_id = created_by_id", "discarded_at_with_by"),
        (
            (
                "discarded_at = created_at, discarded_by_id = created_by_id, "
                "published_as_id = based_on_id"
            ),
            "one_end",
        ),
    ],
)
def test_rubric_draft_breaking_a_rule_is_refused(rubric_draft, change, rule):
    refused(
        f"UPDATE triage_rubricdraft SET {change}",  # noqa: S608
        f"triage_rubricdraft_{rule}",
    )


def test_rubric_published_from_two_drafts_is_refused(rubric_draft):
    RubricDraft.objects.update(published_as=rubric_draft.based_on)

    refused(
        copied(RubricDraft),
        "triage_rubricdraft_published_as|triage_rubricdraft.published_as",
    )


@pytest.fixture
def cause(light) -> AuditEntry:
    return Assessment.objects.get().cause


@pytest.fixture
def paper(light, cause) -> BudgetRequest:
    return BudgetRequest.objects.create(
        project_request=light,
        fiscal_year=2028,
        version=1,
        document={},
        made_at=NOW,
        cause=cause,
    )


def test_second_budget_request_of_one_version_is_refused(paper):
    refused(
        copied(BudgetRequest),
        "triage_budgetrequest_one_version|triage_budgetrequest.project_request_id",
    )


def test_second_budget_request_of_it_of_one_version_is_refused(cause):
    BudgetRequest.objects.create(
        fiscal_year=2028, version=1, document={}, made_at=NOW, cause=cause
    )

    refused(
        copied(BudgetRequest),
        "triage_budgetrequest_one_version_of_it|triage_budgetrequest.fiscal_year",
    )


def test_budget_request_signed_by_nobody_is_refused(paper):
    refused(
        "UPDATE triage_budgetrequest SET signed_at = made_at",
        "triage_budgetrequest_signed_at_with_by",
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE triage_budgetrequest SET document = '[]'",
        "UPDATE triage_budgetrequest SET version = 2",
        "DELETE FROM triage_budgetrequest",
    ],
)
def test_budget_request_cannot_be_changed_or_deleted(paper, statement):
    refused(statement, "only ever added to", DatabaseError)


def test_budget_request_can_be_signed(paper, manager):
    BudgetRequest.objects.update(signed_at=NOW, signed_by=manager)

    assert BudgetRequest.objects.get().signed_by == manager


@pytest.fixture
def alarm(light) -> CliffAlarm:
    line = FundingLine.objects.create(
        project_request=light,
        source="Grant",
        source_type="grant",
        certainty="awarded",
        cents=1,
        start_on=NOW.date(),
        end_on=NOW.date(),
        payer="department",
    )
    return CliffAlarm.objects.create(
        funding_line=line, due_on=NOW.date(), months_before=18, sent_at=NOW
    )


def test_second_alarm_of_one_day_is_refused(alarm):
    refused(copied(CliffAlarm), "triage_cliffalarm_once|triage_cliffalarm.due_on")


def test_alarm_at_other_months_is_refused(alarm):
    refused(
        "UPDATE triage_cliffalarm SET months_before = 7",
        "triage_cliffalarm_known_alarm",
    )


def test_second_reminder_of_one_day_is_refused(db):
    event = BudgetEvent.objects.create(on=NOW.date(), name="Call")
    BudgetReminder.objects.create(event=event, due_on=NOW.date(), sent_at=NOW)

    refused(
        copied(BudgetReminder),
        "triage_budgetreminder_once|triage_budgetreminder.event_id",
    )


def test_ending_money_that_leaves_nothing_is_refused(alarm):
    EndingMoney.objects.create(
        funding_line=alarm.funding_line,
        ends_on=NOW.date(),
        pays_cents=100,
        missing_cents=100,
        missing_year=2029,
    )

    for change in ("missing_cents = 0", "pays_cents = 99"):
        refused(
            f"UPDATE triage_endingmoney SET {change}",  # noqa: S608
            "triage_endingmoney_leaves_something",
        )


def test_second_round_of_one_name_is_refused(db):
    DailyRound.objects.create(name="cliffs", done_on=NOW.date())

    refused(copied(DailyRound), "triage_dailyround_name|triage_dailyround.name")


def test_value_beyond_100_points_is_refused(light, manager):
    CandidateValue.objects.create(
        project_request=light, points=100, set_at=NOW, set_by=manager
    )

    refused(
        "UPDATE triage_candidatevalue SET points = 101",
        "triage_candidatevalue_at_most_100",
    )


@pytest.fixture
def link(light, find) -> CandidateLink:
    return CandidateLink.objects.create(first=light, second=find(), kind="needs")


def test_second_link_of_one_kind_is_refused(link):
    refused(
        copied(CandidateLink), "triage_candidatelink_once|triage_candidatelink.first_id"
    )


def test_request_linked_to_itself_is_refused(link):
    refused(
        "UPDATE triage_candidatelink SET second_id = first_id",
        "triage_candidatelink_of_two",
    )
