from fractions import Fraction

import pytest

from triage.figures import PullValue, tornado_figure
from triage.figures.numbers import Exact


def pull(label, low, high):
    return PullValue(label, low, high, "No", "Yes, all of it", ("Payment card data",))


def test_widest_pull_is_the_finding_and_fills_the_plot():
    values = [pull("Legacy?", 50, 70), pull("Size?", 58, 63)]

    shown = tornado_figure(values, planning=60, tier="high")

    assert shown.title == "“Legacy?” could pull it to 50.0 or up to 70.0"
    assert (shown.bars[0].left, shown.bars[0].right) == ("14.0", "86.0")
    assert shown.planning_x == "50.0"
    assert shown.bars[1].width == "18.0"


def test_every_question_stands_in_the_table_and_the_widest_in_the_chart():
    values = [pull(f"Question {n}?", 60 - n, 60 + n) for n in range(14, 0, -1)]

    shown = tornado_figure(values, planning=60, tier="high")

    assert len(shown.bars) == len(shown.rows) == 10
    assert len(shown.more_rows) == 4
    assert shown.rows[0].decides == "Payment card data"
    assert shown.spoken.startswith("14 open questions around the planning figure")
    assert shown.spoken.endswith("Table below.")


def test_only_edges_of_tiers_within_reach_are_marked():
    edges: list[tuple[Exact, str]] = [
        (25, "Moderate"),
        (45, "High"),
        (Fraction(129, 2), "Critical"),
    ]

    shown = tornado_figure(
        [pull("Legacy?", 44, 66)], planning=55, tier="high", edges=edges
    )

    assert [edge.says for edge in shown.edges] == ["High from 45", "Critical from 64.5"]


def test_question_that_moves_nothing_draws_in_the_middle():
    shown = tornado_figure([pull("Free?", 50, 50)], planning=50, tier="high")

    assert (shown.bars[0].left, shown.bars[0].width) == ("50.0", "0.0")


def test_nothing_open_is_not_drawn():
    with pytest.raises(ValueError, match="settled"):
        tornado_figure([], planning=50, tier="high")
