from decimal import Decimal
from fractions import Fraction

from triage.figures import LineValue, score_lines_figure


def test_printed_tenths_add_up_at_both_ends():
    third = Fraction(1, 3)
    values = [LineValue(name, third, third * 2, 1) for name in "abc"]

    shown = score_lines_figure(values, low=third * 3, high=third * 6, tier="low")

    assert [line.adds for line in shown.lines] == ["0.4–0.8", "0.3–0.6", "0.3–0.6"]
    assert shown.total == "1.0–2.0"


def test_settled_line_prints_one_figure():
    values = [
        LineValue("Network", Decimal("5.44"), Decimal("5.44"), 10),
        LineValue("Size", Decimal("4.23"), Decimal("6.31"), 10),
        LineValue("Data", Decimal("1.52"), Decimal("4.39"), 10),
    ]

    shown = score_lines_figure(
        values, low=Decimal("11.19"), high=Decimal("16.14"), tier="high"
    )

    assert [line.adds for line in shown.lines] == ["5.5", "4.2–6.3", "1.5–4.3"]
    assert shown.total == "11.2–16.1"


def test_bars_share_the_scale_of_the_longest_track():
    values = [
        LineValue("Integration", Decimal("6.2"), Decimal("8.3"), Decimal("9.8")),
        LineValue("Timing", Decimal("2.8"), Decimal("2.8"), Decimal("4.9")),
    ]

    shown = score_lines_figure(
        values, low=Decimal("9.0"), high=Decimal("11.1"), tier="low"
    )

    assert [line.most_percent for line in shown.lines] == ["100.0", "50.0"]
    assert shown.lines[0].low_percent == "63.3"
    assert shown.lines[1].width_percent == "0.0"


def test_points_are_said_of_the_most_they_could_be():
    values = [
        LineValue("Integration", 6, 8, 10, 12, 16, 19),
        LineValue("Network", 3, 3, 10, 8, 8, 18),
        LineValue("Depth", 20, 25),
    ]

    shown = score_lines_figure(values, low=29, high=36, tier="high")

    assert [line.points for line in shown.lines] == ["12–16 of 19", "8 of 18", ""]
    assert shown.lines[2].most_percent == ""
