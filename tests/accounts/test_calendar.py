from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.calendar import (
    FiscalQuarter,
    FiscalYear,
    add_business_days,
    business_days_between,
    fiscal_year,
    is_business_day,
)

THANKSGIVING = {date(2026, 11, 26), date(2026, 11, 27)}
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 23), 3, date(2026, 11, 30)),
        (date(2026, 11, 23), 10, date(2026, 12, 9)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
    ],
)
def test_add_business_days_skips_weekends_and_holidays(start, count, end):
    assert add_business_days(start, count, THANKSGIVING) == end


@given(DAYS, st.integers(0, 60))
def test_days_between_undo_days_added(start, count):
    end = add_business_days(start, count, THANKSGIVING)

    assert business_days_between(start, end, THANKSGIVING) == count
    assert business_days_between(end, start, THANKSGIVING) == -count


@given(DAYS, st.integers(1, 60))
def test_days_added_end_on_a_business_day(start, count):
    assert is_business_day(add_business_days(start, count, THANKSGIVING), THANKSGIVING)


@pytest.mark.parametrize(
    ("day", "start_month", "year"),
    [
        (date(2026, 6, 30), 7, 2026),
        (date(2026, 7, 1), 7, 2027),
        (date(2026, 9, 30), 10, 2026),
        (date(2026, 10, 1), 10, 2027),
        (date(2026, 12, 31), 1, 2026),
        (date(2026, 1, 1), 1, 2026),
    ],
)
def test_fiscal_year_is_named_after_the_year_it_ends_in(day, start_month, year):
    assert fiscal_year(day, start_month) == year


@given(DAYS, st.integers(1, 12))
def test_fiscal_year_holds_its_days_and_no_others(day, start_month):
    year = FiscalYear(fiscal_year(day, start_month), start_month)

    assert year.first <= day <= year.last
    assert fiscal_year(year.first - timedelta(days=1), start_month) == year.year - 1
    assert fiscal_year(year.last + timedelta(days=1), start_month) == year.year + 1


def test_fiscal_year_reads_as_on_paper():
    assert str(FiscalYear(2027, 7)) == "FY2027"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 12))
def test_fiscal_quarter_holds_its_days_and_no_others(day, start_month):
    quarter = FiscalQuarter.of(day, start_month)

    assert quarter.first <= day <= quarter.last
    assert quarter.later(1).first == quarter.last + timedelta(days=1)
    assert quarter.later(-5).later(5) == quarter
    assert FiscalYear(quarter.year, start_month).first <= day


def test_fiscal_quarter_reads_as_on_paper():
    quarter = FiscalQuarter.of(date(2026, 11, 23), 7)

    assert str(quarter) == "Q2 FY2027"
    assert (quarter.first, quarter.last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert str(quarter.later(-2)) == "Q4 FY2026"
