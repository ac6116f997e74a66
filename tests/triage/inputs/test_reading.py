from datetime import date
from decimal import Decimal

import pytest

from intake.models import CostAmount, CostLine, FundingLine, Happening
from tests.conftest import NOW
from tests.factories.accounts import ITTeamFactory
from tests.triage.conftest import answer
from triage.inputs import read_inputs
from triage.models import Rubric
from triage.scoring.answers import Answer, AnswerKind
from triage.scoring.budget import Certainty, CostType, Payer, Timing
from triage.scoring.lateness import DateRange, HappeningKind
from triage.scoring.rules import Questionnaire

pytestmark = pytest.mark.django_db


def asked() -> Questionnaire:
    return Rubric.objects.get(is_live=True).rules().questionnaire


def cost_line(project_request, years: dict[int, int], **fields) -> CostLine:
    line = CostLine.objects.create(
        **{
            "project_request": project_request,
            "description": "Subscription",
            "payer": "it",
            "timing": "recurring",
            "cost_type": "operating",
            **fields,
        }
    )
    unit = "hours" if fields.get("team") else "cents"
    for year, amount in years.items():
        CostAmount.objects.create(line=line, fiscal_year=year, **{unit: amount})
    return line


def test_read_inputs_keeps_known_unknown_and_not_applicable_apart(draft):
    answer(draft, DAT3="yes", LEG1="no", LEG2="none")
    draft.answers.filter(question="LEG1").update(kind="unknown", option="")
    draft.answers.filter(question="LEG2").update(
        kind="not_applicable", option="", reason="Nothing old."
    )

    answers = read_inputs(draft, asked(), now=NOW).answers

    assert answers == {
        "DAT3": Answer(AnswerKind.KNOWN, "yes"),
        "LEG1": Answer(AnswerKind.UNKNOWN),
        "LEG2": Answer(AnswerKind.NOT_APPLICABLE, reason="Nothing old."),
    }


@pytest.mark.parametrize(
    ("on", "precision", "when"),
    [
        (None, "day", None),
        (date(2026, 2, 3), "day", (date(2026, 2, 3), date(2026, 2, 3))),
        (date(2026, 2, 1), "month", (date(2026, 2, 1), date(2026, 2, 28))),
        (date(2026, 12, 1), "month", (date(2026, 12, 1), date(2026, 12, 31))),
        (date(2026, 10, 1), "quarter", (date(2026, 10, 1), date(2026, 12, 31))),
        (date(2026, 11, 1), "quarter", (date(2026, 11, 1), date(2027, 1, 31))),
    ],
)
def test_read_inputs_makes_rough_dates_intervals(draft, on, precision, when):
    Happening.objects.create(
        project_request=draft, kind="idea", on=on, precision=precision
    )

    (happening,) = read_inputs(draft, asked(), now=NOW).happenings

    assert happening.kind is HappeningKind.IDEA
    assert happening.when == (DateRange(*when) if when else None)


@pytest.mark.parametrize(
    ("told_on", "invited"),
    [
        (None, date(2026, 11, 23)),
        (date(2026, 9, 1), date(2026, 9, 1)),
        (date(2027, 1, 1), date(2026, 11, 23)),
    ],
)
def test_read_inputs_takes_the_first_contact_with_it(draft, told_on, invited):
    draft.told_on = told_on

    assert read_inputs(draft, asked(), now=NOW).invited == DateRange.on(invited)


def test_read_inputs_keeps_the_first_contact_of_what_was_sent(light):
    light.told_on = light.commit_on = light.fixed_on = date(2026, 1, 1)
    Happening.objects.create(project_request=light, kind="contract")

    inputs = read_inputs(light, asked(), now=NOW)

    assert inputs.invited == DateRange.on(NOW.date())
    assert inputs.happenings == ()
    assert (inputs.commit, inputs.needed) == (None, None)


def test_read_inputs_counts_a_vanished_choice_as_not_known(draft):
    answer(draft, DAT3="once_offered", OLD1="once_asked", INT1="one")

    answers = read_inputs(draft, asked(), now=NOW).answers

    assert answers == {
        "DAT3": Answer(AnswerKind.UNKNOWN),
        "INT1": Answer(AnswerKind.KNOWN, "one"),
    }


def test_read_inputs_prefers_the_date_that_cannot_move(draft):
    draft.wanted_on, draft.commit_on = date(2027, 5, 1), date(2027, 2, 1)
    assert read_inputs(draft, asked(), now=NOW).needed == DateRange.on(date(2027, 5, 1))

    draft.fixed_on = date(2027, 4, 1)

    inputs = read_inputs(draft, asked(), now=NOW)
    assert inputs.needed == DateRange.on(date(2027, 4, 1))
    assert inputs.commit == DateRange.on(date(2027, 2, 1))


def test_read_inputs_begins_with_the_first_year_that_costs_anything(draft):
    assert read_inputs(draft, asked(), now=NOW).fiscal_years.first == 2027

    cost_line(draft, {2029: 100, 2030: 100})

    years = read_inputs(draft, asked(), now=NOW).fiscal_years
    assert list(years.years) == [2029, 2030, 2031, 2032, 2033]


def test_read_inputs_looks_ahead_though_a_subscription_runs_for_years(draft):
    CostLine.objects.create(
        project_request=draft,
        description="Subscription since 2019",
        payer="it",
        timing="recurring",
        cost_type="operating",
        basis="priced",
        from_on=date(2019, 7, 1),
        **{f"quantity_{end}": 1 for end in ("low", "likely", "high")},
        **{f"price_{end}": 100 for end in ("low", "likely", "high")},
    )

    assert read_inputs(draft, asked(), now=NOW).fiscal_years.first == 2027

    cost_line(draft, {2026: 100})

    assert read_inputs(draft, asked(), now=NOW).fiscal_years.first == 2026


def test_read_inputs_reads_lines_with_the_free_hours_of_their_teams(draft):
    team = ITTeamFactory(code="network", project_hours_per_fiscal_year=500)
    ITTeamFactory(code="unneeded")
    cost_line(draft, {2027: 12_000})
    cost_line(draft, {2027: 80}, cost_type="staff_hours", team=team)
    FundingLine.objects.create(
        project_request=draft,
        source="Grant",
        source_type="grant",
        certainty="awarded",
        cents=500_000,
        start_on=date(2026, 10, 1),
        end_on=date(2028, 9, 30),
        payer="it",
        allows=["one_time:capital", "recurring:operating"],
        position=3,
    )

    inputs = read_inputs(draft, asked(), now=NOW)

    money, hours = inputs.cost_lines
    assert (money.payer, money.cents_by_year) == (Payer.IT, {2027: 12_000})
    assert (hours.team, hours.hours_by_year) == ("network", {2027: Decimal(80)})
    assert inputs.free_hours == {"network": Decimal(500)}
    (grant,) = inputs.funding
    assert grant.certainty is Certainty.AWARDED
    assert (Timing.RECURRING, CostType.OPERATING) in grant.allows
    assert grant.position == 3


def test_read_inputs_asks_as_often_for_many_lines(draft, django_assert_num_queries):
    team = ITTeamFactory()
    for _ in range(4):
        cost_line(draft, {2027: 80}, cost_type="staff_hours", team=team)

    questionnaire = asked()

    with django_assert_num_queries(10):
        read_inputs(draft, questionnaire, now=NOW)
