from datetime import date

import pytest
from django.core.exceptions import ValidationError

from intake.forms.fields import DayField, DollarsField, RoughDateField
from intake.rough_dates import Precision, RoughDate


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("250,000", 250_000_00),
        ("$250k", 250_000_00),
        ("1.2M", 1_200_000_00),
        (" $ 12.50 ", 12_50),
        (".5", 50),
        ("0", 0),
        ("", None),
    ],
)
def test_dollars_reads_round_sums(text, cents):
    assert DollarsField(required=False).clean(text) == cents


@pytest.mark.parametrize("text", ["a lot", "-5", "1.234", "1,2,", "9999999999999", "$"])
def test_dollars_refuses_what_is_no_sum(text):
    with pytest.raises(ValidationError):
        DollarsField(required=False).clean(text)


@pytest.mark.parametrize(
    ("cents", "shown"), [(250_000_00, "250,000"), (12_50, "12.50"), (None, None)]
)
def test_dollars_shows_cents_as_dollars(cents, shown):
    assert DollarsField().prepare_value(cents) == shown


def test_rough_date_keeps_how_exact_it_is():
    cleaned = RoughDateField().clean("Sep 2026")

    assert cleaned == RoughDate(date(2026, 9, 1), Precision.MONTH)
    assert RoughDateField().prepare_value(cleaned) == "Sep 2026"


def test_day_takes_the_first_of_a_month():
    assert DayField().clean("Mar 2027") == date(2027, 3, 1)
    assert DayField().prepare_value(date(2027, 3, 1)) == "1 Mar 2027"


def test_day_that_is_required_refuses_nothing():
    with pytest.raises(ValidationError, match="required"):
        DayField(required=True).clean("")


def test_rough_date_says_what_is_wrong():
    with pytest.raises(ValidationError, match="September has 30 days"):
        RoughDateField().clean("31 Sep 2026")
