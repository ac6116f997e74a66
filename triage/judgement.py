"""Everything the rules say about one request, from plain values. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from triage.scoring.answers import Answer
from triage.scoring.budget import (
    BudgetGap,
    BudgetRange,
    CostLine,
    FiscalYears,
    Forecast,
    FundingLine,
    GapTier,
    Money,
    Scope,
    forecasts,
    same_every_year,
)
from triage.scoring.lateness import (
    DateRange,
    Happening,
    HappeningKind,
    Lateness,
    LatenessInputs,
    lateness,
    stage_at_first_contact,
    told_in_time,
)
from triage.scoring.next_question import Ask, ask_next
from triage.scoring.rules import Rubric, Stage
from triage.scoring.score import Score, score


@dataclass(frozen=True)
class Inputs:
    """What a request is judged on.

    `happenings` and the dates are those of the first contact: written down when the
    request was sent, and since then only corrected, never moved by what happens later.
    `invited` is the day IT was first asked, `needed` the date that cannot move, else
    the wanted go-live. `free_hours` are those of the teams the lines name, a year.
    `estimate_stage` is how far the estimate has come by now, which says how wide it is.
    `priors` count how the city answered each question before, empty while too few did.
    """

    answers: Mapping[str, Answer]
    happenings: tuple[Happening, ...]
    invited: DateRange
    commit: DateRange | None
    needed: DateRange | None
    cost_lines: tuple[CostLine, ...]
    funding: tuple[FundingLine, ...]
    free_hours: Mapping[str, Decimal]
    fiscal_years: FiscalYears
    found_outside: bool = False
    estimate_stage: Stage = Stage.IDEA
    priors: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Judgement:
    """Impact, lateness and gap stay three separate figures; none feeds another,
    but for the tier, which says how much notice IT needs.

    `budget` is the likely gap, `budget_range` how far it may be off (None where it was
    judged before ranges were reckoned), and `it_…` are the same for IT's own lines only.
    """

    score: Score
    ask_next: tuple[Ask, ...]
    first_stage: Stage
    told_in_time: bool
    lateness: Lateness
    budget: BudgetGap
    it_budget: BudgetGap
    budget_range: BudgetRange | None = None
    it_budget_range: BudgetRange | None = None

    @property
    def is_costed(self) -> bool:
        """Whether any cost line was entered; without one there is no gap to speak of."""
        return self.budget.tier is not GapTier.NOT_COSTED


def judge(inputs: Inputs, rubric: Rubric) -> Judgement:
    """Judge one request; the same inputs and rubric give the same for ever.

    :raises AnswerError: an answer the rubric's questionnaire does not allow.
    :raises LatenessError: money was binding on or before the day of the idea.
    """
    scored = score(inputs.answers, rubric)
    stage = stage_at_first_contact(inputs.happenings, inputs.invited)
    dates = LatenessInputs(
        stage=stage,
        invited=inputs.invited,
        idea=_date_of_idea(inputs.happenings),
        commit=inputs.commit,
        needed=inputs.needed,
    )
    whole, of_it = _forecasts(inputs)
    return Judgement(
        score=scored,
        ask_next=ask_next(inputs.answers, rubric, scored, priors=inputs.priors),
        first_stage=stage,
        told_in_time=told_in_time(stage) and not inputs.found_outside,
        lateness=lateness(dates, scored.tier, rubric),
        budget=whole.likely,
        it_budget=of_it.likely,
        budget_range=whole.range,
        it_budget_range=of_it.range,
    )


def _date_of_idea(happenings: tuple[Happening, ...]) -> DateRange | None:
    return next(
        (item.when for item in happenings if item.kind is HappeningKind.IDEA), None
    )


def reckon_money(judgement: Judgement, inputs: Inputs) -> Judgement:
    """The judgement with its money reckoned once more, everything else as it was."""
    whole, of_it = _forecasts(inputs)
    return replace(
        judgement,
        budget=whole.likely,
        it_budget=of_it.likely,
        budget_range=whole.range,
        it_budget_range=of_it.range,
    )


def _forecasts(inputs: Inputs) -> tuple[Forecast, Forecast]:
    """Of the whole project, and of IT's part of it."""
    money = Money(
        inputs.cost_lines,
        inputs.funding,
        same_every_year(inputs.free_hours, inputs.fiscal_years.years),
        inputs.fiscal_years,
        inputs.estimate_stage,
    )
    by_scope = forecasts(money)
    return by_scope[Scope.ALL], by_scope[Scope.IT]
