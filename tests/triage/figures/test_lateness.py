from decimal import Decimal

import pytest

from triage.figures import lateness_figure


@pytest.mark.parametrize(
    ("band", "disc"),
    [
        ("Early", "empty"),
        ("In time", "quarter"),
        ("Late", "half"),
        ("After the fact", "full"),
    ],
)
def test_disc_fills_as_it_gets_later(band, disc):
    assert lateness_figure(Decimal("38.6"), Decimal("38.6"), band, band).disc == disc


def test_settled_lateness_says_one_index():
    shown = lateness_figure(Decimal("38.6"), Decimal("38.6"), "Late", "Late")

    assert (shown.label, shown.index_says) == ("Late", "lateness 39")


def test_open_lateness_shows_what_is_proven_and_says_the_worst():
    shown = lateness_figure(6, 46, "Early", "Late")

    assert (shown.label, shown.disc) == ("Early", "empty")
    assert shown.could == "could be Late"
    assert shown.index_says == "lateness 6–46"


def test_early_involvement_is_the_same_range_the_other_way_round():
    shown = lateness_figure(Decimal("38.6"), 46, "Late", "Late")

    assert shown.index_says == "lateness 39–46"
    assert shown.involvement_says == "early involvement 54–61 of 100"


def test_lateness_without_any_date_is_unknown_not_early():
    shown = lateness_figure(None, None, None, None)

    assert not shown.known
    assert shown.label == "Don't know yet"
