"""The sums of the money page, added up in the database and kept for seconds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet, Sum

from accounts import city
from accounts.models import User
from intake.models import ProjectRequest
from triage.models import RequestMoneyYear, RequestTeamYear
from triage.scoring.budget import GapTier, Scope
from triage.selectors.portfolio_money.live import live_requests

YEARS_AHEAD = 5
# Long enough to spare a busy database the sums over every request, short enough that
# nobody who enters a line misses it for long.
_KEPT_SECONDS = 15


@dataclass(frozen=True)
class YearSum:
    """Cents of one fiscal year over all requests.

    `begins` is unfunded recurring cost of requests whose first such year this is,
    `carried` that of requests where it began earlier; together they are `unfunded`.
    """

    year: int
    begins: int = 0
    carried: int = 0
    unfunded_low: int = 0
    unfunded_high: int = 0
    cost: int = 0
    cost_low: int = 0
    cost_high: int = 0
    gap: int = 0
    gap_low: int = 0
    gap_high: int = 0
    its_cost: int = 0
    its_gap: int = 0
    requests: int = 0
    """With unfunded recurring cost in the year."""

    @property
    def unfunded(self) -> int:
        return self.begins + self.carried


@dataclass(frozen=True)
class TeamSum:
    """Hours one team has to give to all requests together, by fiscal year, and has free."""

    name: str
    free: int
    needed: Mapping[int, Decimal]

    def short(self, year: int) -> Decimal:
        return max(Decimal(0), self.needed.get(year, Decimal(0)) - self.free)


@dataclass(frozen=True)
class Sums:
    """`costed` and `uncosted` count requests; `flagged` those of each flag's code."""

    years: tuple[YearSum, ...]
    teams: tuple[TeamSum, ...]
    costed: int
    uncosted: int
    flagged: Mapping[str, int] = field(default_factory=dict)


def sums(reader: User, flags: tuple[str, ...], today: date) -> Sums:
    """Five fiscal years from the current one (four queries, or none within seconds).

    :param reader: who sees every request, as the page's right implies; what is kept is
        the same for all of them.
    """
    first = city.fiscal_year_of(today)
    key = f"money-sums:{first}"
    kept: Sums | None = cache.get(key)
    if kept is None:
        kept = _sums(live_requests(reader), flags, range(first, first + YEARS_AHEAD))
        cache.set(key, kept, _KEPT_SECONDS)
    return kept


def _sums(live: QuerySet[ProjectRequest], flags: tuple[str, ...], years: range) -> Sums:
    named = {f"flag_{at}": flag for at, flag in enumerate(flags)}
    counts = live.aggregate(
        costed=Count("pk", filter=Q(gap_cents__isnull=False)),
        uncosted=Count("pk", filter=Q(gap_tier=GapTier.NOT_COSTED)),
        **{
            name: Count("pk", filter=Q(gap_flags__contains=f",{flag},"))
            for name, flag in named.items()
        },
    )
    return Sums(
        years=_years(live, years),
        teams=_teams(live, years),
        costed=counts["costed"],
        uncosted=counts["uncosted"],
        flagged={flag: counts[name] for name, flag in named.items()},
    )


def _years(live: QuerySet[ProjectRequest], years: range) -> tuple[YearSum, ...]:
    rows = RequestMoneyYear.objects.filter(
        fiscal_year__in=years, project_request__in=live
    )
    whole = {
        row["fiscal_year"]: row
        for row in rows.filter(scope=Scope.ALL)
        .values("fiscal_year")
        .order_by("fiscal_year")
        .annotate(
            begins=Sum("unfunded", filter=_BEGINS),
            all_unfunded=Sum("unfunded"),
            requests=Count("pk", filter=Q(unfunded__gt=0)),
            **{name: Sum(column) for name, column in _SUMMED.items()},
        )
    }
    its = {
        row["fiscal_year"]: row
        for row in rows.filter(scope=Scope.IT)
        .values("fiscal_year")
        .order_by("fiscal_year")
        .annotate(its_cost=Sum("cost"), its_gap=Sum("gap"))
    }
    return tuple(_year(year, whole.get(year), its.get(year)) for year in years)


_BEGINS = Q(fiscal_year=F("project_request__unfunded_from_year"))
_SUMMED = {
    "sum_cost": "cost",
    "sum_cost_low": "cost_low",
    "sum_cost_high": "cost_high",
    "sum_gap": "gap",
    "sum_gap_low": "gap_low",
    "sum_gap_high": "gap_high",
    "sum_unfunded_low": "unfunded_low",
    "sum_unfunded_high": "unfunded_high",
}


def _year(
    year: int, whole: Mapping[str, Any] | None, its: Mapping[str, Any] | None
) -> YearSum:
    if whole is None:
        return YearSum(year)
    begins = int(whole["begins"] or 0)
    return YearSum(
        year=year,
        begins=begins,
        carried=int(whole["all_unfunded"]) - begins,
        requests=whole["requests"],
        its_cost=int(its["its_cost"]) if its else 0,
        its_gap=int(its["its_gap"]) if its else 0,
        **{column: int(whole[name]) for name, column in _SUMMED.items()},
    )


def _teams(live: QuerySet[ProjectRequest], years: range) -> tuple[TeamSum, ...]:
    rows = (
        RequestTeamYear.objects.filter(fiscal_year__in=years, project_request__in=live)
        .values("team__name", "team__project_hours_per_fiscal_year", "fiscal_year")
        .order_by("team__name", "fiscal_year")
        .annotate(hours_needed=Sum("hours"))
    )
    free: dict[str, int] = {}
    needed: dict[str, dict[int, Decimal]] = {}
    for row in rows:
        name = row["team__name"]
        free[name] = row["team__project_hours_per_fiscal_year"]
        needed.setdefault(name, {})[row["fiscal_year"]] = row["hours_needed"]
    return tuple(TeamSum(name, free[name], needed[name]) for name in needed)
