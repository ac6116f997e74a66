from datetime import date
from decimal import Decimal

import pytest

from intake.differences import differences
from intake.models import FundingLine


@pytest.mark.parametrize(
    ("field", "before", "after", "says"),
    [
        ("source", "", "Parking fund", ("nothing", "Parking fund")),
        ("lump_sum", False, True, ("no", "yes")),
        ("end_on", None, date(2028, 9, 30), ("nothing", "30 Sep 2028")),
        ("source_type", "bond", "grant", ("bond", "grant")),
        ("match_share", None, Decimal("0.2"), ("nothing", "a share of 0.2")),
    ],
)
def test_a_difference_is_said_in_words(field, before, after, says):
    words = {"match_share": lambda share: f"a share of {share}"}

    (told,) = differences(FundingLine, {field: before}, {field: after}, words=words)

    assert (told.field, told.before, told.after) == (field, *says)


def test_what_is_the_same_is_no_difference():
    said = {"source": "Parking fund", "cents": 100}

    assert differences(FundingLine, said, {**said, "cents": 100}) == ()


def test_fields_that_were_not_said_are_not_compared():
    stored = {"source": "Parking fund", "cents": 100}

    told = differences(FundingLine, stored, {"cents": 200})

    assert [item.label for item in told] == ["amount"]
