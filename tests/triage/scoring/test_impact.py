from fractions import Fraction
from operator import mul

from hypothesis import given
from hypothesis import strategies as st

from tests.triage.scoring.examples import PLATE_READERS, QUESTIONNAIRE, RUBRIC, forms
from triage.scoring.answers import settled_options
from triage.scoring.impact import Scale, dimension_ranges, impact
from triage.scoring.rounding import half_up


def by_the_formula(shares):
    """100 · (0.70·A + 0.30·T), written out with plain fractions."""
    weights = [dimension.weight for dimension in RUBRIC.dimensions]
    breadth = sum(w * d for w, d in zip(weights, shares, strict=True)) / sum(weights)
    depth = sum(sorted(shares, reverse=True)[:3]) / 3
    return 100 * (Fraction(7, 10) * breadth + Fraction(3, 10) * depth)


@given(forms)
def test_impact_is_the_published_formula_to_the_last_digit(form):
    settled = settled_options(form, RUBRIC)

    result = impact(settled, RUBRIC)

    assert result.low == by_the_formula([d.low for d in result.dimensions])
    assert result.high == by_the_formula([d.high for d in result.dimensions])
    assert result.planning == (result.low + result.high) / 2


@given(forms)
def test_lines_add_up_exactly_to_low_and_high(form):
    result = impact(settled_options(form, RUBRIC), RUBRIC)

    assert sum(line.low for line in result.lines) == result.low
    assert sum(line.high for line in result.lines) == result.high
    assert [line.dimension for line in result.lines] == [*result.dimensions, None]


@given(st.data())
def test_range_ends_are_what_some_full_form_scores(data):
    """[low, high] is exact: filling every open question reaches both ends."""
    settled = settled_options(data.draw(forms), RUBRIC)
    open_points = [p for q, p in RUBRIC.points.items() if q not in settled]
    lightest = {p.question: p.lightest_option for p in open_points}
    heaviest = {
        p.question: max(p.points, key=p.points.__getitem__) for p in open_points
    }

    result = impact(settled, RUBRIC)

    assert impact(settled | lightest, RUBRIC).high == result.low
    assert impact(settled | heaviest, RUBRIC).low == result.high


def test_empty_form_spans_everything(rubric):
    result = impact({}, rubric)

    assert result.low == 0
    assert result.planning == 50
    assert result.high == 100
    assert result.completeness == 0


def test_one_severe_dimension_shows_through_ten_quiet_ones(rubric):
    quiet = {q: p.lightest_option for q, p in rubric.points.items()}
    severe = {
        q: max(p.points, key=p.points.__getitem__)
        for q, p in rubric.points.items()
        if q[:3] == "DAT"
    }

    result = impact(quiet | severe, rubric)

    assert result.low == result.high == Fraction(12 * 7, 10) + 10


def test_worked_example_matches_its_table(rubric):
    ranges = dimension_ranges(settled_options(PLATE_READERS, rubric), rubric)

    assert {d.id: (d.points_max, d.points_low, d.points_high) for d in ranges} == {
        "INT": (19, 6, 17),
        "SIZ": (16, 0, 16),
        "NET": (18, 7, 10),
        "SEC": (19, 4, 15),
        "DAT": (23, 7, 22),
        "OPS": (19, 2, 17),
        "SKL": (15, 2, 13),
        "VEN": (18, 2, 16),
        "LEG": (15, 0, 15),
        "PUB": (13, 4, 7),
        "TIM": (14, 11, 11),
    }


def test_worked_example_breadth_and_depth_to_four_digits(rubric):
    result = impact(settled_options(PLATE_READERS, rubric), rubric)
    depth = result.lines[-1]

    assert half_up(depth.low / 30, 4) == half_up(Fraction("0.4968"), 4)
    assert half_up(depth.high / 30, 4) == half_up(Fraction("0.9855"), 4)
    assert half_up((result.low - depth.low) / 70, 4) == half_up(Fraction("0.2207"), 4)
    assert half_up((result.high - depth.high) / 70, 4) == half_up(Fraction("0.8497"), 4)


def test_scale_is_whole_numbers_over_one_denominator(rubric):
    scale = Scale.of(rubric)
    most = [dimension.points_max for dimension in rubric.dimensions]

    whole = sum(map(mul, scale.breadth, most))
    assert whole == 70 * scale.denominator
    assert scale.depth_units(most) == 30 * scale.denominator
    assert len(scale.breadth) == len(QUESTIONNAIRE.sections)
