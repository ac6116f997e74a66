import pytest

from triage.figures import MoneyYear, money_years_figure
from triage.figures.money_years import BASE, TOP, TOP_UNDER_TURN

# The worked example of the budget rules: 60 plate readers on a two-year grant.
PLATE_READERS = [
    MoneyYear("FY2027", 25_125_800, 15_500_000, 9_625_800, 13_905_000, 524),
    MoneyYear("FY2028", 19_096_200, 18_000_000, 1_096_200, 19_096_200, 46),
    MoneyYear("FY2029", 23_930_700, 4_500_000, 19_430_700, 19_669_100, 46),
    MoneyYear("FY2030", 20_259_200, 0, 20_259_200, 20_259_200, 46),
    MoneyYear("FY2031", 25_388_100, 0, 25_388_100, 20_866_900, 46),
]


def year(label, cost, missing):
    return MoneyYear(label, cost, cost - missing, missing)


def test_worked_example_adds_up_in_the_table():
    shown = money_years_figure(PLATE_READERS)

    assert (shown.total.cost, shown.total.missing) == ("1,138,000", "758,000")
    assert shown.rows[0].missing == "96,258"
    assert shown.first_gap == "FY2027"


def test_title_is_the_finding():
    assert money_years_figure(PLATE_READERS).title == "From FY2030 nobody pays"
    assert (
        money_years_figure([year("FY2028", 9_000_000, 0)]).title
        == "Every year is paid for"
    )
    assert (
        money_years_figure([year("FY2028", 9_000_000, 9_000_000)]).title
        == "Nobody pays yet, in any year"
    )
    assert (
        money_years_figure(
            [year("FY2028", 900, 0), year("FY2029", 9_000_000, 4_500_000)]
        ).title
        == "$45k is missing, first in FY2029"
    )


def test_turning_year_is_marked_in_chart_and_table():
    shown = money_years_figure(PLATE_READERS)

    assert shown.turn is not None
    assert (shown.turn.x, shown.turn.says) == ("60.0", "From FY2030: nobody pays")
    assert [row.label for row in shown.rows if row.is_turn] == ["FY2030"]


def test_year_without_cost_after_the_money_is_no_turning_point():
    shown = money_years_figure([year("FY2028", 9_000_000, 0), year("FY2029", 0, 0)])

    assert shown.turn is None


def test_bars_stand_on_the_base_and_leave_no_seam():
    shown = money_years_figure(PLATE_READERS)

    for bar in shown.bars:
        assert bar.fund_y + bar.fund_height == BASE
        assert bar.gap_y + bar.gap_height == bar.fund_y
    assert min(bar.gap_y for bar in shown.bars) == TOP_UNDER_TURN


def test_tallest_bar_uses_the_room_when_there_is_no_turning_point():
    shown = money_years_figure([year("FY2028", 9_000_000, 0)])

    assert shown.bars[0].gap_y == TOP


def test_bar_too_short_for_its_label_leaves_it_to_the_table():
    shown = money_years_figure(PLATE_READERS)

    assert shown.bars[1].gap_label == ""
    assert shown.bars[0].gap_label == "$96k"


def test_spoken_chart_names_every_year():
    spoken = money_years_figure(PLATE_READERS).spoken

    assert "FY2028 costs $190,962, missing $10,962." in spoken
    assert all(year.label in spoken for year in PLATE_READERS)


@pytest.mark.parametrize("years", [[], [year("FY2028", 0, 0)]])
def test_nothing_to_draw_is_refused(years):
    with pytest.raises(ValueError, match="nothing to draw"):
        money_years_figure(years)


@pytest.mark.parametrize("cost", [1, 7, 99, 1_234_567, 10**12])
def test_gridlines_stay_inside_the_plot(cost):
    shown = money_years_figure([year("FY2028", cost, 0)])

    assert all(y <= BASE for y in shown.grid)
