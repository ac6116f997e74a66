from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from triage.figures import printed_lines, printed_steps, printed_total
from triage.figures.changes import Moved, Trio
from triage.figures.numbers import round_half_up

points = st.fractions(min_value=0, max_value=100, max_denominator=997)
trios = st.tuples(points, points, points)


def in_tenths(text: str) -> int:
    return int(Decimal(text.replace("−", "-")) * 10)


def test_steps_print_what_lies_between_the_printed_totals():
    totals: list[Trio] = [
        (0, Fraction(5804, 100), 70),
        (0, Fraction(5806, 100), 69),
        (1, 60, 69),
    ]

    first, second = printed_steps(totals)

    assert first == Moved("0.0", "+0.1", "−1.0")
    assert second == Moved("+1.0", "+1.9", "0.0")


def test_score_that_never_moved_has_no_steps():
    assert printed_steps([(1, 2, 3)]) == ()
    assert printed_total((1, Fraction(5, 2), 3)) == Moved("1.0", "2.5", "3.0")


@given(totals=st.lists(trios, min_size=1, max_size=6))
def test_printed_steps_add_up_to_the_printed_difference(totals):
    steps = printed_steps(totals)

    for i, end in enumerate(("low", "planning", "high")):
        between = round_half_up(totals[-1][i] * 10) - round_half_up(totals[0][i] * 10)
        assert sum(in_tenths(getattr(step, end)) for step in steps) == between


@given(
    before=st.lists(trios, min_size=2, max_size=6),
    after=st.lists(trios, min_size=6, max_size=6),
)
def test_printed_lines_add_up_to_the_printed_difference(before, after):
    lines = [
        tuple(b - a for a, b in zip(was, now, strict=True))
        for was, now in zip(before, after, strict=False)
    ]
    was, now = (
        tuple(sum(line[i] for line in side[: len(lines)]) for i in range(3))
        for side in (before, after)
    )

    printed = printed_lines(lines, before=was, after=now)

    for i, end in enumerate(("low", "planning", "high")):
        between = round_half_up(now[i] * 10) - round_half_up(was[i] * 10)
        assert sum(in_tenths(getattr(line, end)) for line in printed) == between
