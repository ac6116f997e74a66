from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from triage.figures.numbers import (
    day,
    exact_decimal,
    money,
    money_short,
    percent,
    round_half_up,
    signed_tenths,
    span,
    tenths_that_add_up,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, 0),
        (Decimal("44.5"), 45),
        (Decimal("45.5"), 46),
        (Fraction(449, 10), 45),
        (Decimal("44.49"), 44),
        (Decimal("-2.5"), -3),
    ],
)
def test_round_half_up_goes_away_from_zero(value, expected):
    assert round_half_up(value) == expected


@pytest.mark.parametrize(
    ("cents", "expected"),
    [
        (0, "$0"),
        (95_000, "$950"),
        (150_000, "$1.5k"),
        (900_000, "$9k"),
        (9_625_800, "$96k"),
        (41_000_000, "$410k"),
        (99_949_999, "$999k"),
        (99_950_000, "$1M"),
        (113_800_000, "$1.138M"),
        (145_000_000, "$1.45M"),
        (-2_500_000, "−$25k"),
    ],
)
def test_money_short_drops_what_nobody_reads(cents, expected):
    assert money_short(cents) == expected


@pytest.mark.parametrize(
    ("cents", "expected"),
    [(9_625_849, "$96,258"), (9_625_850, "$96,259"), (-100, "−$1")],
)
def test_money_in_sentences_is_whole_dollars(cents, expected):
    assert money(cents) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0.0"), (100, "100.0"), (Fraction(511, 10), "51.1"), (Fraction(1, 3), "0.3")],
)
def test_percent_keeps_its_point(value, expected):
    assert percent(value) == expected


def test_percent_in_a_language_with_decimal_commas_keeps_its_point():
    with translation.override("de"):
        assert percent(Fraction(511, 10)) == "51.1"


def test_day_names_the_year_only_when_it_is_another():
    today = date(2026, 11, 23)

    assert day(date(2026, 12, 11), today=today) == "11 Dec"
    assert day(date(2027, 1, 22), today=today) == "22 Jan 2027"


def test_span_of_words_is_said_in_words():
    assert span("51", "70") == "51–70"
    assert span("42", "just under 45") == "42 to just under 45"


@given(
    st.lists(
        st.fractions(min_value=0, max_value=30, max_denominator=997),
        min_size=1,
        max_size=12,
    )
)
def test_tenths_add_up_to_the_printed_total_and_stay_near(parts):
    tenths = tenths_that_add_up(parts, sum(parts))

    assert sum(tenths) * 10 == round_half_up(sum(parts) * 10)
    assert all(
        abs(Fraction(t) - p) <= Fraction(1, 10)
        for t, p in zip(tenths, parts, strict=True)
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(205, 100), "+2.1"),
        (Fraction(-44, 100), "−0.4"),
        (Fraction(-1, 30), "0.0"),
        (0, "0.0"),
    ],
)
def test_difference_carries_its_sign(value, expected):
    assert signed_tenths(value) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [("14", "14"), ("14.00", "14"), ("0.65", "0.65"), ("100", "100"), ("0", "0")],
)
def test_exact_decimal_keeps_what_was_written(value, text):
    assert exact_decimal(Fraction(value)) == text
