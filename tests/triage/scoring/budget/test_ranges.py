from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.scoring.budget.test_gaps import RUNNING, cost
from triage.scoring.budget.ranges import LineTotal, Span, cost_80, next_number


def totals(*numbers):
    return [LineTotal(cost(RUNNING, {}), *sorted(item)) for item in numbers]


cents = st.integers(0, 10**12)
lines = st.lists(st.tuples(cents, cents, cents), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("numbers", "span"),
    [
        ([], Span(0, 0)),
        ([(700, 700, 700)], Span(700, 700)),
        # mean 600, deviation 100
        ([(300, 600, 900)], Span(472, 728)),
        # two the same: variance 2 x 100^2 + 2 x 0.3 x 100^2 = 26,000, root 161.245
        ([(300, 600, 900)] * 2, Span(993, 1407)),
        # very lopsided: the formula goes past the hard low end, and stays there
        ([(0, 0, 600)], Span(-28, 228)),
    ],
)
def test_cost_80_by_hand(numbers, span):
    assert cost_80(totals(*numbers)) == span


@given(lines)
def test_cost_80_is_exact_to_the_cent(numbers):
    found = totals(*numbers)

    with localcontext(prec=80):
        mean = Decimal(sum(t.low + 4 * t.likely + t.high for t in found)) / 6
        sigmas = [Decimal(t.high - t.low) / 6 for t in found]
        pairs = sum(a * b for n, a in enumerate(sigmas) for b in sigmas[n + 1 :])
        variance = sum((s * s for s in sigmas), Decimal(0)) + Decimal("0.6") * pairs
        away = Decimal("1.2816") * Decimal(variance).sqrt()
        span = cost_80(found)
        assert abs(span.low - (mean - away)) <= Decimal("0.5") + Decimal(10) ** -40
        assert abs(span.high - (mean + away)) <= Decimal("0.5") + Decimal(10) ** -40


@given(lines, st.data())
def test_a_known_total_never_widens_the_80_percent_range(numbers, data):
    before = totals(*numbers)
    known = []
    for item in before:
        value = data.draw(st.integers(item.low, item.high))
        is_known = data.draw(st.booleans())
        known.append(LineTotal(item.line, value, value, value) if is_known else item)

    def width(found):
        span = cost_80(found)
        return span.high - span.low

    # Each end is rounded to a cent on its own.
    assert width(known) <= width(before) + 1


def test_next_number_is_the_line_that_leaves_most_open_the_first_of_equals():
    found = [
        LineTotal(replace(item.line, key=f"line {place}"), item.low, 0, item.high)
        for place, item in enumerate(totals((0, 5, 30), (10, 20, 70), (40, 50, 100)))
    ]

    number = next_number(found)

    assert number is not None
    assert (number.line, number.share) == ("line 1", Fraction(60, 150))
    assert next_number(totals((5, 5, 5))) is None
    assert next_number([]) is None
