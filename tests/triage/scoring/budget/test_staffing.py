from decimal import Decimal
from fractions import Fraction

from triage.scoring.budget import CostLine, CostType, Payer, Timing
from triage.scoring.budget.staffing import (
    full_time_equivalents,
    same_every_year,
    team_hours,
)


def time_of(team, hours_by_year):
    return CostLine(
        description="work",
        payer=Payer.IT,
        timing=Timing.ONE_TIME,
        cost_type=CostType.STAFF_HOURS,
        team=team,
        hours_by_year={year: Decimal(hours) for year, hours in hours_by_year.items()},
    )


def test_hours_are_compared_team_by_team():
    free = {"apps": {2027: Decimal(200)}, "privacy": {2027: Decimal(60)}}
    lines = [time_of("privacy", {2027: 100}), time_of("apps", {2027: 50})]

    privacy, apps = team_hours(lines, free, [2027])

    assert privacy.needed == 100
    assert privacy.free == 60
    assert privacy.gap == 40
    assert apps.gap == 0


def test_lines_of_one_team_add_up_by_year_rounded_half_up_to_hundredths():
    lines = [
        time_of("apps", {2027: "10.005", 2028: 1}),
        time_of("apps", {2027: "0.005"}),
    ]

    result = team_hours(lines, {}, [2027, 2028, 2029])

    assert [item.needed for item in result] == [Decimal("10.02"), 1, 0]


def test_team_nobody_listed_and_hours_nobody_is_named_for_have_nothing_free():
    lines = [time_of(None, {2027: 10}), time_of("radio", {2027: 20})]

    result = team_hours(lines, {"apps": {2027: Decimal(500)}}, [2027])

    assert {item.team: item.gap for item in result} == {
        None: Decimal(10),
        "radio": Decimal(20),
    }


def test_same_every_year_gives_each_year_the_whole_figure():
    assert same_every_year({"apps": Decimal(5)}, range(2027, 2029)) == {
        "apps": {2027: Decimal(5), 2028: Decimal(5)}
    }


def test_full_time_equivalent_is_1700_hours():
    assert full_time_equivalents(Decimal("524.5")) == Fraction(5245, 17000)
