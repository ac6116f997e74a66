"""The budget gap: what part of five years' cost has no money, and how bad that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from triage.scoring.funding import (
    COST_CLASSES,
    CostClass,
    CostLine,
    CostType,
    FiscalYears,
    FundingLine,
    Payer,
    Timing,
    in_spending_order,
)
from triage.scoring.staffing import (
    FreeHours,
    TeamHours,
    full_time_equivalents,
    team_hours,
)

# Who pays and what for: money of one payer never pays the other's lines.
Purpose = tuple[Payer, CostClass]


class Scope(StrEnum):
    """Does the whole project close, and does IT's part of it?"""

    ALL = "all"
    IT = "it"


class GapTier(StrEnum):
    """Least to most severe. Not costed is unknown, and so comes last."""

    B0 = "b0"
    B1 = "b1"
    B2 = "b2"
    B3 = "b3"
    B4 = "b4"
    NOT_COSTED = "not_costed"

    @property
    def rank(self) -> int:
        return tuple(GapTier).index(self)


# Cut-offs, docs/scoring.md: share of cost and of recurring cost without money, worst
# year's gap in full-time equivalents. Staff alone never makes a request unfunded.
_DOLLAR_LIMITS = (
    (GapTier.B0, Fraction(5, 100), Fraction(5, 100)),
    (GapTier.B1, Fraction(15, 100), Fraction(15, 100)),
    (GapTier.B2, Fraction(40, 100), Fraction(40, 100)),
    (GapTier.B3, Fraction(90, 100), Fraction(1)),
)
_STAFF_LIMITS = (
    (GapTier.B0, Fraction(10, 100)),
    (GapTier.B1, Fraction(25, 100)),
    (GapTier.B2, Fraction(1)),
)
# Below these five-year gaps, in cents, a large share is still small money.
MATERIALITY = ((10_000_00, GapTier.B0), (25_000_00, GapTier.B1))


class TierCause(StrEnum):
    """Why a gap has its tier."""

    SHARE = "share"
    SMALL_MONEY = "small_money"
    BEYOND_SHARE = "beyond_share"


@dataclass(frozen=True)
class ClassGap:
    """Cents of one payer and cost class in one fiscal year."""

    payer: Payer
    timing: Timing
    cost_type: CostType
    cost: int
    funded: int

    @property
    def gap(self) -> int:
        return self.cost - self.funded


@dataclass(frozen=True)
class YearGap:
    """One fiscal year, in cents and hours. Every year lists the same classes."""

    year: int
    classes: tuple[ClassGap, ...]
    hours: tuple[TeamHours, ...]

    @property
    def cost(self) -> int:
        return sum(item.cost for item in self.classes)

    @property
    def funded(self) -> int:
        return sum(item.funded for item in self.classes)

    @property
    def gap(self) -> int:
        return self.cost - self.funded

    @property
    def one_time(self) -> int:
        return sum(item.cost for item in self.classes if item.timing is Timing.ONE_TIME)

    @property
    def recurring(self) -> int:
        return sum(
            item.cost for item in self.classes if item.timing is Timing.RECURRING
        )

    @property
    def unfunded_recurring(self) -> int:
        return sum(item.gap for item in self.classes if item.timing is Timing.RECURRING)

    @property
    def hours_needed(self) -> Decimal:
        return sum((item.needed for item in self.hours), Decimal(0))

    @property
    def hours_gap(self) -> Decimal:
        return sum((item.gap for item in self.hours), Decimal(0))


@dataclass(frozen=True)
class BudgetGap:
    """The gap over the window. Shares are exact, 0 to 1; `tier` is the worse of the two."""

    years: tuple[YearGap, ...]
    dollar_tier: GapTier
    staff_tier: GapTier

    @property
    def tier(self) -> GapTier:
        return max(self.dollar_tier, self.staff_tier, key=lambda tier: tier.rank)

    @property
    def cost(self) -> int:
        return sum(year.cost for year in self.years)

    @property
    def funded(self) -> int:
        return sum(year.funded for year in self.years)

    @property
    def gap(self) -> int:
        return self.cost - self.funded

    @property
    def gap_share(self) -> Fraction:
        return _share(self.gap, self.cost)

    @property
    def unfunded_recurring_share(self) -> Fraction:
        return _unfunded_recurring_share(self.years)

    @property
    def first_unfunded_recurring(self) -> YearGap | None:
        """The first year with recurring cost nobody pays, `unfunded_recurring` its cents."""
        return next((year for year in self.years if year.unfunded_recurring), None)

    @property
    def worst_hours_year(self) -> YearGap | None:
        """The year with the largest hours gap, the first of equals; None without a gap."""
        worst = max(self.years, key=lambda year: year.hours_gap)
        return worst if worst.hours_gap else None

    @property
    def fte_gap(self) -> Fraction:
        """Full-time equivalents missing in the worst year."""
        return _fte_gap(self.years)


def budget_gap(
    lines: Sequence[CostLine],
    funding: Sequence[FundingLine],
    free_hours: FreeHours,
    fiscal_years: FiscalYears,
    scope: Scope = Scope.ALL,
) -> BudgetGap:
    """Spread the likely money over the cost, year by year.

    Staff hours are IT's whoever pays, so both scopes count them.
    """
    payers = set(Payer) if scope is Scope.ALL else {Payer.IT}
    dollars = [line for line in lines if line.payer in payers]
    sources = [line for line in funding if line.payer in payers]
    hours = team_hours(lines, free_hours, fiscal_years.years)
    years = tuple(
        YearGap(
            year=year,
            classes=_year_classes(dollars, sources, year, fiscal_years),
            hours=tuple(item for item in hours if item.year == year),
        )
        for year in fiscal_years.years
    )
    if not dollars and not hours:
        return BudgetGap(years, GapTier.NOT_COSTED, GapTier.NOT_COSTED)
    return BudgetGap(years, _dollar_tier(years), _staff_tier(years))


def _year_classes(
    lines: Sequence[CostLine],
    funding: Sequence[FundingLine],
    year: int,
    fiscal_years: FiscalYears,
) -> tuple[ClassGap, ...]:
    cost: dict[Purpose, int] = {}
    for line in lines:
        purpose = (line.payer, line.cost_class)
        cost[purpose] = cost.get(purpose, 0) + line.cents_by_year.get(year, 0)
    paid = _allocate(cost, funding, year, fiscal_years)
    return tuple(
        ClassGap(payer, timing, cost_type, cost[purpose], paid[purpose])
        for payer in Payer
        for timing, cost_type in COST_CLASSES
        if (purpose := (payer, (timing, cost_type))) in cost
    )


def _allocate(
    cost: Mapping[Purpose, int],
    funding: Sequence[FundingLine],
    year: int,
    fiscal_years: FiscalYears,
) -> dict[Purpose, int]:
    """Cents paid for each purpose. What a source cannot spend in a year lapses."""
    paid = dict.fromkeys(cost, 0)
    for source in in_spending_order(funding):
        money = source.cents_in(year, fiscal_years)
        for cost_class in COST_CLASSES:
            purpose = (source.payer, cost_class)
            if cost_class in source.allows and purpose in cost:
                spent = min(money, cost[purpose] - paid[purpose])
                paid[purpose] += spent
                money -= spent
    return paid


def tier_cause(tier: GapTier, gap: int, gap_share: Fraction) -> TierCause:
    """Why the tier is not what the share of missing money alone would give.

    Beyond the share go recurring cost that nobody pays and staff hours that are short.

    :param gap: cents missing over the window.
    """
    by_share = next(
        (named for named, limit, _recurring in _DOLLAR_LIMITS if gap_share <= limit),
        GapTier.B4,
    )
    if tier.rank < by_share.rank:
        return TierCause.SMALL_MONEY
    return TierCause.BEYOND_SHARE if tier.rank > by_share.rank else TierCause.SHARE


def _dollar_tier(years: Sequence[YearGap]) -> GapTier:
    gap = sum(year.gap for year in years)
    gap_share = _share(gap, sum(year.cost for year in years))
    recurring_share = _unfunded_recurring_share(years)
    tier = next(
        (
            tier
            for tier, gap_limit, recurring_limit in _DOLLAR_LIMITS
            if gap_share <= gap_limit and recurring_share <= recurring_limit
        ),
        GapTier.B4,
    )
    caps = [cap for limit, cap in MATERIALITY if gap < limit]
    return min([tier, *caps], key=lambda item: item.rank)


def _staff_tier(years: Sequence[YearGap]) -> GapTier:
    missing = _fte_gap(years)
    return next((tier for tier, limit in _STAFF_LIMITS if missing <= limit), GapTier.B3)


def _fte_gap(years: Sequence[YearGap]) -> Fraction:
    return full_time_equivalents(
        max((year.hours_gap for year in years), default=Decimal(0))
    )


def _unfunded_recurring_share(years: Sequence[YearGap]) -> Fraction:
    return _share(
        sum(year.unfunded_recurring for year in years),
        sum(year.recurring for year in years),
    )


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)
