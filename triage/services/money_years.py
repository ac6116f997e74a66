"""The money of a judgement as columns and rows, for lists and sums over many requests."""

from collections.abc import Iterator, Sequence
from typing import Any

from accounts.models import ITTeam
from intake.models import ProjectRequest
from triage.judgement import Judgement
from triage.models import RequestMoneyYear, RequestTeamYear
from triage.scoring.budget import (
    BudgetGap,
    BudgetRange,
    GapTier,
    ScenarioYear,
    Scope,
    YearGap,
)
from triage.scoring.rounding import half_up

_NOT_COSTED = {
    "gap_cents": None,
    "cost_cents": None,
    "gap_share": None,
    "gap_tier_low": "",
    "gap_tier_high": "",
    "gap_share_low": None,
    "gap_share_high": None,
    "gap_flags": "",
    "it_cost_cents": None,
    "it_gap_cents": None,
}


def gap_figures(judgement: Judgement) -> dict[str, Any]:
    """The money columns of a request that lists sort and filter by, rounded to fit."""
    budget, its = judgement.budget, judgement.it_budget
    if not judgement.is_costed:
        return {"gap_tier": budget.tier, **_NOT_COSTED}
    is_its_costed = its.tier is not GapTier.NOT_COSTED
    return {
        "gap_tier": budget.tier,
        "gap_cents": budget.gap,
        "cost_cents": budget.cost,
        "gap_share": half_up(budget.gap_share, 6),
        **_range_figures(judgement.budget_range),
        "it_cost_cents": its.cost if is_its_costed else None,
        "it_gap_cents": its.gap if is_its_costed else None,
    }


def _range_figures(span: BudgetRange | None) -> dict[str, Any]:
    if span is None:
        names = ("gap_tier_low", "gap_tier_high", "gap_share_low", "gap_share_high")
        return {name: _NOT_COSTED[name] for name in (*names, "gap_flags")}
    return {
        "gap_tier_low": span.tier_low,
        "gap_tier_high": span.tier_high,
        "gap_share_low": half_up(span.low.gap_share, 6),
        "gap_share_high": half_up(span.high.gap_share, 6),
        "gap_flags": flag_list(span.flags),
    }


def flag_list(flags: Sequence[str]) -> str:
    """Codes so written that one is found by the comma on either side: “,CLIFF,MATCH,”."""
    return f",{','.join(flags)}," if flags else ""


def keep_money_years(project_request: ProjectRequest, judgement: Judgement) -> None:
    """Put the judgement's money by fiscal year in place of what was there before.

    Inside the transaction that keeps the assessment, so that both are of one judgement.
    """
    RequestMoneyYear.objects.filter(project_request=project_request).delete()
    RequestTeamYear.objects.filter(project_request=project_request).delete()
    if not judgement.is_costed:
        return
    RequestMoneyYear.objects.bulk_create(_money_rows(project_request, judgement))
    RequestTeamYear.objects.bulk_create(_team_rows(project_request, judgement))


def _money_rows(
    project_request: ProjectRequest, judgement: Judgement
) -> Iterator[RequestMoneyYear]:
    for scope, budget, span in (
        (Scope.ALL, judgement.budget, judgement.budget_range),
        (Scope.IT, judgement.it_budget, judgement.it_budget_range),
    ):
        if budget.tier is GapTier.NOT_COSTED:
            continue
        for low, year, high in _years(budget, span):
            if year.cost or high.cost:
                yield RequestMoneyYear(
                    project_request=project_request,
                    scope=scope,
                    fiscal_year=year.year,
                    cost_low=low.cost,
                    cost=year.cost,
                    cost_high=high.cost,
                    gap_low=low.gap,
                    gap=year.gap,
                    gap_high=high.gap,
                    unfunded_low=low.unfunded_recurring,
                    unfunded=year.unfunded_recurring,
                    unfunded_high=high.unfunded_recurring,
                )


_Year = YearGap | ScenarioYear


def _years(
    budget: BudgetGap, span: BudgetRange | None
) -> Iterator[tuple[_Year, _Year, _Year]]:
    """Each fiscal year in the low, likely and high scenario."""
    lows: Sequence[_Year] = span.low.years if span else budget.years
    highs: Sequence[_Year] = span.high.years if span else budget.years
    return zip(lows, budget.years, highs, strict=True)


def _team_rows(
    project_request: ProjectRequest, judgement: Judgement
) -> Iterator[RequestTeamYear]:
    hours = [
        item for year in judgement.budget.years for item in year.hours if item.needed
    ]
    codes = {item.team for item in hours if item.team}
    if not codes:
        return
    teams = ITTeam.objects.in_bulk(codes, field_name="code")
    for item in hours:
        if item.team in teams:
            yield RequestTeamYear(
                project_request=project_request,
                team=teams[item.team],
                fiscal_year=item.year,
                hours=item.needed,
            )
