from datetime import date
from decimal import Decimal

import pytest

from tests.factories.accounts import ITTeamFactory
from triage.scoring.budget import (
    CostLine,
    CostType,
    Estimate,
    FiscalYears,
    Money,
    Payer,
    Priced,
    Timing,
    budget_gap,
    forecast,
    same_every_year,
)
from triage.selectors.teams import hours_sentence, team_needs

YEARS = FiscalYears(first=2027)


def gap(hours: dict[int, int], free: int):
    line = CostLine(
        description="Integration",
        payer=Payer.IT,
        timing=Timing.ONE_TIME,
        cost_type=CostType.STAFF_HOURS,
        team="psit",
        hours_by_year={year: Decimal(count) for year, count in hours.items()},
    )
    free_hours = {"psit": dict.fromkeys(YEARS.years, Decimal(free))}
    return budget_gap([line], [], free_hours, YEARS)


@pytest.mark.django_db
def test_team_shows_the_year_it_falls_shortest():
    ITTeamFactory(code="psit", name="Public safety technology")

    (need,) = team_needs(gap({2027: 100, 2029: 900}, free=300))

    assert need.name == "Public safety technology"
    assert (need.year, need.needed, need.free, need.short) == (
        "FY2029",
        "900",
        "300",
        "600",
    )


@pytest.mark.django_db
def test_team_with_enough_hours_is_not_short():
    (need,) = team_needs(gap({2027: 100}, free=300))

    assert need.short == ""


def test_hours_sentence_names_the_first_and_the_worst_year():
    says = hours_sentence(gap({2027: 400, 2029: 1150}, free=300))

    assert says == (
        "FY2027 needs 400 hours; 100 are missing. "
        "The worst year, FY2029, is 0.50 full-time people short."
    )


def test_hours_sentence_without_a_gap_or_hours():
    enough = hours_sentence(gap({2027: 100}, free=300))

    assert enough == "FY2027 needs 100 hours, and the teams have them."
    assert hours_sentence(budget_gap([], [], {}, YEARS)) == ""


def test_hours_that_suffice_say_what_is_missing_at_worst():
    one, hours = Estimate.exactly(Decimal(1)), map(Decimal, (40, 90, 440))
    line = CostLine(
        "Review",
        Payer.IT,
        Timing.ONE_TIME,
        CostType.STAFF_HOURS,
        team="security",
        priced=Priced(one, Estimate(*hours), date(2026, 10, 1)),
    )
    free = same_every_year({"security": Decimal(100)}, YEARS.years)

    made = forecast(Money([line], [], free, YEARS))

    assert hours_sentence(made.likely, made.range) == (
        "FY2027 needs 90 hours, and the teams have them. "
        "At worst 0.20 full-time people are missing."
    )
