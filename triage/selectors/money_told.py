"""The money of one request in words and pictures, as every page shows it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from triage.figures import (
    CliffFact,
    CostRange,
    GapFigure,
    MoneyFigure,
    MoneyYear,
    PayersFigure,
    cost_range_figure,
    estimate_says,
    flag_lines,
    money_years_figure,
    next_number_words,
    payers_figure,
)
from triage.scoring.budget import (
    BudgetGap,
    BudgetRange,
    Cliff,
    GapTier,
    ScenarioYear,
    Span,
)
from triage.selectors.explained import Explained
from triage.selectors.teams import hours_sentence

_COST, _FUNDING = "cost", "funding"


@dataclass(frozen=True)
class NextNumberTold:
    """The number worth getting next; `url` is its line, empty for who may not edit it."""

    says: str
    url: str


@dataclass(frozen=True)
class FlagTold:
    """What is wrong and what to do; `url` is where, empty for who may not do it."""

    says: str
    todo: str
    url: str


@dataclass(frozen=True)
class ScopeTold:
    """The whole project, or IT's own part of it."""

    gap: GapFigure
    cost: CostRange
    chart: MoneyFigure | None
    """None while no year costs any money."""


@dataclass(frozen=True)
class MoneyTold:
    whole: ScopeTold
    its: ScopeTold
    payers: PayersFigure | None
    """None while nothing is paid by a source that is known."""
    hours_says: str
    estimate_says: str
    flags: tuple[FlagTold, ...]
    next_number: NextNumberTold | None
    figures_url: str
    """Where every figure is shown with where it comes from."""

    @property
    def first_gap(self) -> str:
        """The first fiscal year with money missing, or empty."""
        return self.whole.chart.first_gap if self.whole.chart else ""


def money_told(explained: Explained, *, can_answer: bool) -> MoneyTold:
    """Everything an assessment says about money; reads no database.

    :param can_answer: whether the reader may change the lines that sentences link to.
    """
    judgement = explained.judgement
    span, its_span = judgement.budget_range, judgement.it_budget_range
    return MoneyTold(
        whole=_scope(explained.gap(), judgement.budget, span),
        its=_scope(explained.it_gap(), judgement.it_budget, its_span),
        payers=_payers(explained),
        hours_says=hours_sentence(judgement.budget, span),
        estimate_says=_estimate_says(explained),
        flags=_flags(explained, can_answer),
        next_number=_next_number(explained, can_answer),
        figures_url=reverse("triage:money_figures", args=[explained.number]),
    )


def line_url(number: str, key: str) -> str:
    """Where the line or source with this key is edited; empty for one without a key."""
    kind, _colon, pk = key.partition(":")
    names = {_COST: "intake:cost_line", _FUNDING: "intake:funding_line"}
    return reverse(names[kind], args=[number, pk]) if kind in names and pk else ""


def _scope(gap: GapFigure, budget: BudgetGap, span: BudgetRange | None) -> ScopeTold:
    hard = Span(span.low.cost, span.high.cost) if span else None
    return ScopeTold(
        gap=gap,
        cost=cost_range_figure(budget.cost, hard, span.cost_80 if span else None),
        chart=_chart(budget, span),
    )


def _chart(budget: BudgetGap, span: BudgetRange | None) -> MoneyFigure | None:
    if not any(year.cost for year in budget.years):
        return None
    count = len(budget.years)
    lows: tuple[ScenarioYear | None, ...] = span.low.years if span else (None,) * count
    highs: tuple[ScenarioYear | None, ...] = (
        span.high.years if span else (None,) * count
    )
    return money_years_figure(
        [
            MoneyYear(
                label=f"FY{year.year}",
                cost_cents=year.cost,
                funded_cents=year.funded,
                missing_cents=year.gap,
                recurring_cents=year.recurring,
                hours_short=year.hours_gap,
                cost_low_cents=low.cost if low else None,
                cost_high_cents=high.cost if high else None,
                hours_short_low=low.hours_gap if low else None,
                hours_short_high=high.hours_gap if high else None,
            )
            for low, year, high in zip(lows, budget.years, highs, strict=True)
        ],
        _cliff(budget.cliff),
    )


def _cliff(cliff: Cliff | None) -> CliffFact | None:
    return CliffFact(f"FY{cliff.year}", cliff.cents) if cliff else None


def _payers(explained: Explained) -> PayersFigure | None:
    years = explained.judgement.budget.years
    names = {line.key: line.source for line in explained.judged.funding if line.key}
    paid: dict[str, list[int]] = {}
    for at, year in enumerate(years):
        for payment in year.payments:
            name = names.get(payment.source) or _("a source no longer named")
            paid.setdefault(name, [0] * len(years))[at] += payment.cents
    if not paid:
        return None
    return payers_figure(
        [f"FY{year.year}" for year in years], paid, [year.gap for year in years]
    )


def _estimate_says(explained: Explained) -> str:
    """Empty where it was judged before estimates had a stage."""
    span = explained.judgement.budget_range
    is_costed = explained.judgement.budget.tier is not GapTier.NOT_COSTED
    if span is None or not is_costed:
        return ""
    return estimate_says(span.stage, explained.stage_name(span.stage))


def _flags(explained: Explained, can_answer: bool) -> tuple[FlagTold, ...]:
    span = explained.judgement.budget_range
    return tuple(
        FlagTold(
            line.says,
            line.todo,
            line_url(explained.number, line.key) if can_answer else "",
        )
        for line in flag_lines(span.flag_facts if span else ())
    )


def _next_number(explained: Explained, can_answer: bool) -> NextNumberTold | None:
    span = explained.judgement.budget_range
    words = next_number_words(
        span.next_number if span else None, explained.judged.cost_lines
    )
    if words is None:
        return None
    url = line_url(explained.number, words.line) if can_answer else ""
    return NextNumberTold(words.says, url)
