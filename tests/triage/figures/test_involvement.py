from fractions import Fraction

import pytest

from triage.figures import TrendPoint, involvement_trend


def point(label: str, count: int, in_time: int, *index: int) -> TrendPoint:
    ends = (Fraction(index[0]), Fraction(index[1])) if index else None
    return TrendPoint(label, "FY2027", "Jul–Sep 2026", count, in_time, ends)


def test_trend_draws_what_is_certain_solid_and_the_rest_dashed():
    (bar,) = involvement_trend([point("Q1", 2, 1, 50, 75)]).bars

    assert (bar.known_y, bar.known_height) == (120, 96)
    assert (bar.open_y, bar.open_height) == (72, 48)
    assert bar.says == "50–75"


def test_trend_names_the_newest_quarter_with_requests_beside_the_one_before():
    figure = involvement_trend(
        [point("Q1", 6, 3, 50, 75), point("Q2", 7, 5, 60, 60), point("Q3", 0, 0)]
    )

    assert figure.title == "Median of 60 in Q2 FY2027; in Q1 FY2027 it was 50–75"
    assert "Q2 FY2027: 60, 5 of 7 in time." in figure.spoken
    assert "Q3" not in figure.spoken


@pytest.mark.parametrize(
    ("points", "title"),
    [
        ([], "No request in these quarters"),
        ([point("Q1", 2, 1, 50, 75)], "Median of 50–75 in Q1 FY2027"),
    ],
)
def test_trend_of_little_says_so(points, title):
    assert involvement_trend(points).title == title


def test_trend_table_is_newest_first_and_leaves_empty_quarters_empty():
    figure = involvement_trend([point("Q1", 2, 1, 50, 75), point("Q2", 0, 0)])

    assert [(row.label, row.in_time, row.index) for row in figure.rows] == [
        ("Q2 FY2027", "", ""),
        ("Q1 FY2027", "1 of 2", "50–75"),
    ]


def test_trend_lines_stand_at_what_counts_as_early():
    (line,) = involvement_trend([], lines=[(Fraction(100), "Early")]).lines

    assert (line.y, line.name) == (24, "Early")
