from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rough_dates import NotADate, Precision, RoughDate, in_words, parse

DAY, MONTH, QUARTER = Precision.DAY, Precision.MONTH, Precision.QUARTER


@pytest.mark.parametrize(
    ("text", "on", "precision"),
    [
        ("15 Sep 2026", date(2026, 9, 15), DAY),
        ("15. September 2026", date(2026, 9, 15), DAY),
        ("Sept 15, 2026", date(2026, 9, 15), DAY),
        ("9/15/2026", date(2026, 9, 15), DAY),
        ("2026-09-15", date(2026, 9, 15), DAY),
        ("29 Feb 2028", date(2028, 2, 29), DAY),
        ("sep 2026", date(2026, 9, 1), MONTH),
        ("  Sep.   2026 ", date(2026, 9, 1), MONTH),
        ("9/2026", date(2026, 9, 1), MONTH),
        ("2026-09", date(2026, 9, 1), MONTH),
        ("Q3 2026", date(2026, 7, 1), QUARTER),
        ("q1/2027", date(2027, 1, 1), QUARTER),
    ],
)
def test_parse_reads_what_people_write(text, on, precision):
    assert parse(text) == RoughDate(on, precision)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "Ju 2026", "13/2026", "Q5 2026", "2026", "15 Xyz 2026", "1 Sep 0000"],
)
def test_parse_refuses_what_is_no_date(text):
    with pytest.raises(NotADate):
        parse(text)


@pytest.mark.parametrize(
    ("text", "month", "days"),
    [("31 Sep 2026", "September", 30), ("2/29/2027", "February", 28)],
)
def test_parse_names_the_month_that_is_shorter(text, month, days):
    with pytest.raises(NotADate) as wrong:
        parse(text)

    assert (wrong.value.month, wrong.value.days) == (month, days)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("15 Sep 2026", date(2026, 9, 15)),
        ("Feb 2028", date(2028, 2, 29)),
        ("Q4 2026", date(2026, 12, 31)),
    ],
)
def test_last_is_the_last_day_it_may_have_been(text, last):
    assert parse(text).last == last


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(Precision))
def test_what_is_shown_is_read_back(day, precision):
    if precision is MONTH:
        day = day.replace(day=1)
    elif precision is QUARTER:
        day = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)

    assert parse(in_words(day, precision)) == RoughDate(day, precision)
