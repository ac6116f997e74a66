"""What the cost lines of a request come to, line by line: beside the money page's rows."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import may
from accounts.roles import Permission
from intake.lifecycle import EDITABLE_STEPS
from intake.models import ProjectRequest
from triage.figures import money, round_half_up
from triage.judgement import Inputs
from triage.models import Assessment
from triage.scoring.budget import CostLine, Scenario
from triage.scoring.budget.costing import cents_by_year, hours_by_year
from triage.selectors.explained import Explained
from triage.selectors.money_told import MoneyTold, money_told
from triage.selectors.reference_class import ReferenceFigure, reference_of_early

_KEY = "cost:"


@dataclass(frozen=True)
class LineFigure:
    """Five years of one line: the likely amount, and its ends where they differ."""

    pk: int
    description: str
    is_staff_time: bool
    likely: str
    ends: str


@dataclass(frozen=True)
class MoneyLines:
    """The money page's figures. `told` is None while nothing was judged yet."""

    number: str
    title: str
    is_due: bool
    told: MoneyTold | None
    held_up: ReferenceFigure | None
    """How such estimates held up; None beside one that is not early."""
    lines: tuple[LineFigure, ...]
    total_cost: str
    total_hours: str


def money_lines(*, project_request: ProjectRequest, reader: User) -> MoneyLines:
    """The figures of the current assessment (two queries, three more while it is early)."""
    assessment = Assessment.objects.current_for(project_request)
    explained = Explained.of(assessment, project_request.number) if assessment else None
    can_answer = project_request.step in EDITABLE_STEPS and may(
        reader, Permission.REQUEST_ANSWER, project_request
    )
    years = explained.judgement.budget.years if explained else ()
    return MoneyLines(
        number=project_request.number,
        title=project_request.title,
        is_due=project_request.assessment_due_at is not None,
        told=money_told(explained, can_answer=can_answer) if explained else None,
        held_up=reference_of_early(explained.judgement) if explained else None,
        lines=_lines(explained.judged) if explained else (),
        total_cost=money(sum(year.cost for year in years)),
        total_hours=_hours(sum((year.hours_needed for year in years), Decimal(0))),
    )


def _lines(inputs: Inputs) -> tuple[LineFigure, ...]:
    """Lines judged before they had keys cannot be told from each other."""
    return tuple(
        _line(line, inputs) for line in inputs.cost_lines if line.key.startswith(_KEY)
    )


def _line(line: CostLine, inputs: Inputs) -> LineFigure:
    low, likely, high = (
        _five_years(line, scenario, inputs)
        for scenario in (Scenario.LOW, Scenario.LIKELY, Scenario.HIGH)
    )
    return LineFigure(
        pk=int(line.key.removeprefix(_KEY)),
        description=line.description,
        is_staff_time=line.is_staff_time,
        likely=_hours(likely) if line.is_staff_time else money(int(likely)),
        ends="" if low == high else _ends(low, high, line),
    )


def _five_years(line: CostLine, scenario: Scenario, inputs: Inputs) -> Decimal:
    """Cents, or hours of staff time."""
    years = inputs.fiscal_years
    if line.is_staff_time:
        hours = hours_by_year(line, scenario, years)
        return sum((hours.get(year, Decimal(0)) for year in years.years), Decimal(0))
    cents = cents_by_year(line, scenario, inputs.estimate_stage, years)
    return Decimal(sum(cents.get(year, 0) for year in years.years))


def _ends(low: Decimal, high: Decimal, line: CostLine) -> str:
    if line.is_staff_time:
        return _("%s hours") % f"{round_half_up(low):,}–{round_half_up(high):,}"
    return f"{money(int(low))}–{money(int(high))}"


def _hours(hours: Decimal) -> str:
    return _("%s hours") % f"{round_half_up(hours):,}"
