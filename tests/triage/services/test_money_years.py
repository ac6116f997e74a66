"""The rows that sums over requests are made of."""

from decimal import Decimal

import pytest
from django.db.models import Sum

from intake.models import CostLine, ProjectRequest
from tests.triage.conftest import assess
from tests.triage.money import review, subscribe
from triage.models import RequestMoneyYear, RequestTeamYear


@pytest.fixture
def costed(unknown: ProjectRequest, city) -> ProjectRequest:
    subscribe(unknown)
    review(unknown, 40, project_hours_per_fiscal_year=30)
    assess(unknown)
    return unknown


def test_rows_add_up_to_the_judgement(costed):
    made = assess(costed).judgement
    rows = RequestMoneyYear.objects.filter(project_request=costed, scope="all")

    sums = rows.aggregate(cost=Sum("cost"), gap=Sum("gap"), low=Sum("cost_low"))

    assert made.budget_range is not None
    assert sums["cost"] == made.budget.cost == costed.cost_cents
    assert sums["gap"] == made.budget.gap == costed.gap_cents
    assert sums["low"] == made.budget_range.low.cost
    assert [row.unfunded for row in rows] == [
        year.unfunded_recurring for year in made.budget.years
    ]


def test_assessing_again_replaces_the_rows(costed):
    CostLine.objects.filter(cost_type="operating").update(quantity_low=1)
    before = RequestMoneyYear.objects.count()

    assess(costed)

    assert RequestMoneyYear.objects.count() == before
    assert RequestTeamYear.objects.count() == 1


def test_what_is_no_longer_costed_has_no_rows(costed):
    costed.cost_lines.all().delete()

    assess(costed)

    assert not RequestMoneyYear.objects.exists()
    assert not RequestTeamYear.objects.exists()
    assert (costed.gap_flags, costed.it_gap_cents) == ("", None)


def test_team_hours_are_what_the_request_needs_not_what_it_lacks(costed):
    row = RequestTeamYear.objects.get()

    assert (row.fiscal_year, row.hours) == (2027, Decimal(40))


def test_request_carries_how_far_the_gap_may_be_off(costed):
    made = assess(costed).judgement.budget_range

    assert made is not None
    assert (costed.gap_tier_low, costed.gap_tier_high) == (
        made.tier_low,
        made.tier_high,
    )
    assert costed.gap_share_low < costed.gap_share < costed.gap_share_high
    assert ",CLIFF," in costed.gap_flags
