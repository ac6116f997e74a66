"""Requests judged before money had rows of its own."""

import pytest

from intake.models import ProjectRequest
from tests.conftest import NOW
from tests.triage.conftest import assess
from tests.triage.money import review, subscribe
from triage.models import Assessment, DailyRound, RequestMoneyYear, RequestTeamYear
from triage.services import derive_missing_money

COLUMNS = ("gap_tier_low", "gap_tier_high", "gap_flags", "it_gap_cents")


@pytest.fixture
def costed(unknown: ProjectRequest, city) -> ProjectRequest:
    subscribe(unknown)
    review(unknown, 40, project_hours_per_fiscal_year=30)
    assess(unknown)
    return unknown


def rows() -> list[tuple]:
    money = RequestMoneyYear.objects.values_list(
        "scope", "fiscal_year", "gap_low", "gap"
    )
    hours = RequestTeamYear.objects.values_list("team", "fiscal_year", "hours")
    return [*money, *hours, *ProjectRequest.objects.values_list(*COLUMNS)]


@pytest.fixture
def older(costed) -> list[tuple]:
    """As it was before there were rows; gives what they have to be."""
    there = rows()
    RequestMoneyYear.objects.all().delete()
    RequestTeamYear.objects.all().delete()
    ProjectRequest.objects.update(
        gap_tier_low="", gap_tier_high="", gap_flags="", it_gap_cents=None
    )
    return there


def test_derive_missing_money_writes_what_judging_would_have(older):
    derive_missing_money(NOW)

    assert rows() == older
    assert not DailyRound.objects.exists()


def test_derive_missing_money_judges_nothing_again(older):
    judged = Assessment.objects.count()

    derive_missing_money(NOW)

    assert Assessment.objects.count() == judged


def test_derive_missing_money_once_done_reads_one_row(older, django_assert_num_queries):
    derive_missing_money(NOW)
    derive_missing_money(NOW)

    with django_assert_num_queries(1):
        derive_missing_money(NOW)


def test_derive_missing_money_leaves_what_waits_for_its_judgement(older):
    ProjectRequest.objects.update(assessment_due_at=NOW)

    derive_missing_money(NOW)

    assert not RequestMoneyYear.objects.exists()
