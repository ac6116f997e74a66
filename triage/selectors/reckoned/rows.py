"""Every line, source, payment and missing amount of an assessment, year by year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from triage.judgement import Inputs, Judgement
from triage.scoring.budget import CostLine, FundingLine, Scenario, YearGap
from triage.scoring.budget.allocation import Payment, Purpose
from triage.scoring.budget.costing import cents_by_year, hours_by_year
from triage.scoring.budget.gaps import ClassGap
from triage.scoring.rules import Stage

Number = int | Decimal


@dataclass(frozen=True)
class Triple:
    """An amount in the low, likely and high scenario: cents, or hours."""

    low: Number
    likely: Number
    high: Number

    @classmethod
    def exactly(cls, value: Number) -> "Triple":
        return cls(value, value, value)


@dataclass(frozen=True)
class Paid:
    """What one source pays of one class, `source` being None where it is not known."""

    source: FundingLine | None
    payment: Payment


@dataclass(frozen=True)
class Missing:
    """What nobody pays of one class, and what that class costs, in cents."""

    of: ClassGap
    cost: int


Of = TypeVar("Of")


@dataclass(frozen=True)
class ReckonedRow(Generic[Of]):
    """One row of a table: what it is of, and its amounts by fiscal year of the window."""

    of: Of
    amounts: tuple[Triple, ...]

    @property
    def total(self) -> Triple:
        return Triple(
            sum(item.low for item in self.amounts),
            sum(item.likely for item in self.amounts),
            sum(item.high for item in self.amounts),
        )


@dataclass(frozen=True)
class Reckoned:
    """All tables of one assessment; `paid` and `missing` are the likely case."""

    years: tuple[int, ...]
    stage: Stage
    costs: tuple[ReckonedRow[CostLine], ...]
    hours: tuple[ReckonedRow[CostLine], ...]
    funding: tuple[ReckonedRow[FundingLine], ...]
    paid: tuple[ReckonedRow[Paid], ...]
    missing: tuple[ReckonedRow[Missing], ...]


def reckoned(judgement: Judgement, inputs: Inputs) -> Reckoned:
    """Take an assessment apart again. Pure: what was judged gives the same for ever."""
    years = tuple(year.year for year in judgement.budget.years)
    stage = inputs.estimate_stage
    money = [line for line in inputs.cost_lines if not line.is_staff_time]
    staff = [line for line in inputs.cost_lines if line.is_staff_time]
    return Reckoned(
        years=years,
        stage=stage,
        costs=tuple(_cost_row(line, years, inputs) for line in money),
        hours=tuple(_hours_row(line, years, inputs) for line in staff),
        funding=tuple(_funding_row(line, years, inputs) for line in inputs.funding),
        paid=_paid(judgement.budget.years, inputs),
        missing=_missing(judgement.budget.years),
    )


def _cost_row(
    line: CostLine, years: tuple[int, ...], inputs: Inputs
) -> ReckonedRow[CostLine]:
    ends = [
        cents_by_year(line, scenario, inputs.estimate_stage, inputs.fiscal_years)
        for scenario in Scenario
    ]
    return ReckonedRow(line, _triples(ends, years, 0))


def _hours_row(
    line: CostLine, years: tuple[int, ...], inputs: Inputs
) -> ReckonedRow[CostLine]:
    ends = [hours_by_year(line, s, inputs.fiscal_years) for s in Scenario]
    return ReckonedRow(line, _triples(ends, years, Decimal(0)))


def _funding_row(
    line: FundingLine, years: tuple[int, ...], inputs: Inputs
) -> ReckonedRow[FundingLine]:
    ends = [
        {year: line.cents_in(year, inputs.fiscal_years, scenario) for year in years}
        for scenario in Scenario
    ]
    return ReckonedRow(line, _triples(ends, years, 0))


def _triples(
    ends: Iterable[Mapping[int, Number]], years: tuple[int, ...], nothing: Number
) -> tuple[Triple, ...]:
    low, likely, high = ends
    return tuple(
        Triple(low.get(y, nothing), likely.get(y, nothing), high.get(y, nothing))
        for y in years
    )


def _paid(years: tuple[YearGap, ...], inputs: Inputs) -> tuple[ReckonedRow[Paid], ...]:
    """One row for each source and class it pays anything of."""
    sources = {line.key: line for line in inputs.funding}
    firsts: dict[tuple[str, Purpose], Payment] = {}
    cents: dict[tuple[str, Purpose], dict[int, int]] = {}
    for year in years:
        for payment in year.payments:
            key = (payment.source, payment.purpose)
            firsts.setdefault(key, payment)
            by_year = cents.setdefault(key, {})
            by_year[year.year] = by_year.get(year.year, 0) + payment.cents
    return tuple(
        ReckonedRow(
            Paid(sources.get(payment.source), payment),
            tuple(Triple.exactly(cents[key].get(year.year, 0)) for year in years),
        )
        for key, payment in firsts.items()
    )


def _missing(years: tuple[YearGap, ...]) -> tuple[ReckonedRow[Missing], ...]:
    """One row for each payer and class; every year lists the same ones."""
    return tuple(
        ReckonedRow(
            Missing(row[0], sum(item.cost for item in row)),
            tuple(Triple.exactly(item.gap) for item in row),
        )
        for row in zip(*(year.classes for year in years), strict=True)
    )
