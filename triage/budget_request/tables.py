"""The tables of one request: cost, funding and gap, cost lines, and hours."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from intake.models import CostType, Timing
from triage.budget_request import says
from triage.budget_request.assumptions import Assumptions, team_key
from triage.budget_request.document import Row, Table, Unit, Weight
from triage.budget_request.facts import Facts
from triage.budget_request.words import TABLES
from triage.judgement import Judgement
from triage.scoring import budget
from triage.scoring.budget.costing import Scenario, cents_by_year


def fiscal_table(facts: Facts, costed: Judgement, given: Assumptions) -> Table:
    years = costed.budget.years
    everything = given.of_lines(
        (line for line in facts.lines if not line.is_staff_time),
        *(line.key for line in facts.funding),
    )
    cost = given.of_lines(line for line in facts.lines if not line.is_staff_time)
    paid = given.refs(line.key for line in facts.funding)
    rows = [
        *_class_rows(facts, years, given),
        _row("one_time", _("All one-time"), (y.one_time for y in years), cost),
        _row("recurring", _("All recurring"), (y.recurring for y in years), cost),
        _row("cost", _("Cost"), (y.cost for y in years), cost, Weight.TOTAL),
        *_source_rows(facts, years, given),
        _row("funded", _("Funded"), (y.funded for y in years), paid, Weight.TOTAL),
        _row("gap", _("Gap"), (y.gap for y in years), everything, Weight.GAP),
        *_it_rows(facts, costed, given),
        *_range_rows(costed, everything),
    ]
    return Table(
        code="fiscal",
        title=str(TABLES["fiscal"]),
        unit=Unit.CENTS,
        columns=_columns(years),
        rows=tuple(rows),
        note=_(
            "Likely case unless the row says otherwise. Staff time is in hours below."
        ),
    )


def _columns(years: Iterable[budget.YearGap]) -> tuple[str, ...]:
    return tuple(f"FY{year.year}" for year in years)


def _row(
    code: str,
    label: str,
    values: Iterable[int],
    refs: tuple[str, ...],
    weight: Weight = Weight.PLAIN,
) -> Row:
    return Row(code, label, tuple(values), refs, weight)


def _class_rows(
    facts: Facts, years: Sequence[budget.YearGap], given: Assumptions
) -> Iterator[Row]:
    """Every class that costs anything, in the order money is spent."""
    for timing, cost_type in budget.COST_CLASSES:
        values = tuple(
            sum(
                item.cost
                for item in year.classes
                if (item.timing, item.cost_type) == (timing, cost_type)
            )
            for year in years
        )
        if any(values):
            of_class = [
                line for line in facts.lines if line.cost_class == (timing, cost_type)
            ]
            yield Row(
                f"{timing.value}:{cost_type.value}",
                class_name(timing, cost_type),
                values,
                given.of_lines(of_class),
            )


def class_name(timing: budget.Timing, cost_type: budget.CostType) -> str:
    return _("%(timing)s, %(kind)s") % {
        "timing": str(Timing(timing.value).label).capitalize(),
        "kind": CostType(cost_type.value).label,
    }


def _source_rows(
    facts: Facts, years: Sequence[budget.YearGap], given: Assumptions
) -> Iterator[Row]:
    """What each source pays in each year, those that pay nothing too."""
    for line in facts.funding:
        values = tuple(
            sum(paid.cents for paid in year.payments if paid.source == line.key)
            for year in years
        )
        row = facts.funding_rows.get(line.key)
        name = row.source if row else line.source
        if name:
            yield Row(
                line.key,
                _("Paid by %(source)s") % {"source": name},
                values,
                given.refs([line.key]),
            )


def _it_rows(facts: Facts, costed: Judgement, given: Assumptions) -> Iterator[Row]:
    mine = [
        line
        for line in facts.lines
        if line.payer is budget.Payer.IT and not line.is_staff_time
    ]
    if not mine:
        return
    years = costed.it_budget.years
    refs = given.of_lines(mine)
    yield _row("it_cost", _("Of the cost, IT’s part"), (y.cost for y in years), refs)
    yield _row("it_gap", _("Of the gap, IT’s part"), (y.gap for y in years), refs)


def _range_rows(costed: Judgement, refs: tuple[str, ...]) -> Iterator[Row]:
    spread = costed.budget_range
    if spread is None:
        return
    low, high = spread.low.years, spread.high.years
    for code, label, values in (
        ("cost_low", _("Cost, low case"), [year.cost for year in low]),
        ("cost_high", _("Cost, high case"), [year.cost for year in high]),
        ("gap_low", _("Gap, low case"), [year.gap for year in low]),
        ("gap_high", _("Gap, high case"), [year.gap for year in high]),
    ):
        yield _row(code, label, values, refs, Weight.RANGE)


def lines_table(facts: Facts, costed: Judgement, given: Assumptions) -> Table | None:
    """Each cost line that costs money; None where all of it is staff time."""
    assessment = facts.assessment
    lines = [line for line in facts.lines if not line.is_staff_time and line.key]
    if assessment is None or not lines:
        return None
    judged = assessment.judged
    years = [year.year for year in costed.budget.years]
    rows = []
    for line in lines:
        cents = cents_by_year(
            line, Scenario.LIKELY, judged.estimate_stage, judged.fiscal_years
        )
        rows.append(
            Row(
                line.key,
                line.description,
                tuple(cents.get(year, 0) for year in years),
                given.refs([line.key]),
            )
        )
    return Table(
        code="lines",
        title=str(TABLES["lines"]),
        unit=Unit.CENTS,
        columns=tuple(f"FY{year}" for year in years),
        rows=tuple(rows),
    )


def hours_table(facts: Facts, costed: Judgement, given: Assumptions) -> Table | None:
    """Hours needed, free and short, team by team; None where no hours are entered."""
    years = costed.budget.years
    teams = dict.fromkeys(hours.team for year in years for hours in year.hours)
    if not teams:
        return None
    rows: list[Row] = []
    for team in teams:
        rows.extend(_team_rows(facts, team, years, given))
    short = tuple(says.hundredths(year.hours_gap) for year in years)
    refs = given.of_lines(
        (line for line in facts.lines if line.is_staff_time),
        *(team_key(team) for team in teams if team),
    )
    rows.append(Row("short", _("Short in all"), short, refs, Weight.GAP))
    return Table(
        code="hours",
        title=str(TABLES["hours"]),
        unit=Unit.HOURS,
        columns=_columns(years),
        rows=tuple(rows),
        note=_(
            "One full-time person is 1,700 hours a year. Hours are not turned into dollars."
        ),
        sums=False,
    )


def team_name(facts: Facts, code: str | None) -> str:
    team = facts.teams.get(code or "")
    return team.name if team else code or _("no team named")


def _team_rows(
    facts: Facts,
    code: str | None,
    years: Sequence[budget.YearGap],
    given: Assumptions,
) -> Iterator[Row]:
    of_team = [hours for year in years for hours in year.hours if hours.team == code]
    words = {"team": team_name(facts, code)}
    lines = given.of_lines(
        line for line in facts.lines if line.is_staff_time and line.team == code
    )
    key = code or "none"
    free = given.refs([team_key(code)]) if code else ()
    needed = tuple(says.hundredths(hours.needed) for hours in of_team)
    yield Row(f"needed:{key}", _("%(team)s: needed") % words, needed, lines)
    if free:
        has = tuple(says.hundredths(hours.free) for hours in of_team)
        yield Row(f"free:{key}", _("%(team)s: free") % words, has, free)
    gap = tuple(says.hundredths(hours.gap) for hours in of_team)
    yield Row(
        f"short:{key}", _("%(team)s: short") % words, gap, (*lines, *free), Weight.GAP
    )
