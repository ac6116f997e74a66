"""The tables of IT as a whole: by year, by request, by team, and who pays."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from triage.budget_request import says
from triage.budget_request.assumptions import Assumptions, team_key
from triage.budget_request.document import Row, Table, Unit, Weight
from triage.budget_request.shares import Share, WholeFacts
from triage.budget_request.tables import class_name
from triage.budget_request.words import TABLES
from triage.scoring import budget


def years_of(facts: WholeFacts) -> range:
    """From the fiscal year to the last one that every request is reckoned for."""
    ends = (share.gap.years[-1].year for share in facts.shares)
    return range(facts.fiscal_year, min(ends, default=facts.fiscal_year) + 1)


def fiscal_table(facts: WholeFacts, given: Assumptions) -> Table:
    refs = _refs(facts, given)
    rows = [
        *_class_rows(facts, given),
        _sum(facts, "cost", _("Cost"), lambda y: y.cost, refs, Weight.TOTAL),
        _sum(facts, "funded", _("Funded"), lambda y: y.funded, refs, Weight.TOTAL),
        _sum(facts, "gap", _("Gap"), lambda y: y.gap, refs, Weight.GAP),
        *_range_rows(facts, refs),
    ]
    return Table(
        code="fiscal",
        title=str(TABLES["fiscal"]),
        unit=Unit.CENTS,
        columns=tuple(f"FY{year}" for year in years_of(facts)),
        rows=tuple(rows),
        note=_("What IT itself has to pay, likely case unless the row says otherwise."),
    )


def _refs(facts: WholeFacts, given: Assumptions) -> tuple[str, ...]:
    return given.of_lines(
        line
        for share in facts.shares
        for line in share.its_lines
        if not line.is_staff_time
    )


def _sum(
    facts: WholeFacts,
    code: str,
    label: str,
    of_year: Callable[[budget.YearGap], int],
    refs: tuple[str, ...],
    weight: Weight = Weight.PLAIN,
) -> Row:
    values = tuple(
        sum(of_year(item) for share in facts.shares if (item := share.year(year)))
        for year in years_of(facts)
    )
    return Row(code, label, values, refs, weight)


def _class_rows(facts: WholeFacts, given: Assumptions) -> Iterator[Row]:
    for cost_class in budget.COST_CLASSES:

        def of_class(
            year: budget.YearGap, wanted: budget.CostClass = cost_class
        ) -> int:
            return sum(
                item.cost
                for item in year.classes
                if (item.timing, item.cost_type) == wanted
            )

        lines = [
            line
            for share in facts.shares
            for line in share.its_lines
            if line.cost_class == cost_class
        ]
        code = ":".join(cost_class)
        row = _sum(
            facts, code, class_name(*cost_class), of_class, given.of_lines(lines)
        )
        if any(row.values):
            yield row


def _range_rows(facts: WholeFacts, refs: tuple[str, ...]) -> Iterator[Row]:
    """Nothing where a request was judged before ranges were reckoned."""
    spreads = [share.spread for share in facts.shares if share.spread]
    if len(spreads) < len(facts.shares) or not spreads:
        return
    for code, label in (("low", _("Cost, low case")), ("high", _("Cost, high case"))):
        values = tuple(
            sum(
                item.cost
                for spread in spreads
                for item in getattr(spread, code).years
                if item.year == year
            )
            for year in years_of(facts)
        )
        yield Row(f"cost_{code}", label, values, refs, Weight.RANGE)


def requests_table(facts: WholeFacts, given: Assumptions) -> Table:
    """One row a request: what IT pays for it in the fiscal year."""
    return Table(
        code="requests",
        title=_("%(title)s in FY%(year)d")
        % {"title": TABLES["requests"], "year": facts.fiscal_year},
        unit=Unit.CENTS,
        columns=(
            _("One-time"),
            _("Recurring"),
            _("Cost"),
            _("Funded"),
            _("Gap"),
        ),
        rows=tuple(
            row
            for share in facts.shares
            if any((row := _request_row(facts, share, given)).values)
        ),
        note=_("Requests that take hours only are in part 6."),
        sums=False,
    )


def _request_row(facts: WholeFacts, share: Share, given: Assumptions) -> Row:
    year = share.year(facts.fiscal_year)
    if year is None:
        raise AssertionError("only requests with cost in the year are listed")
    return Row(
        f"request:{share.request.number}",
        f"{share.request.number} {share.request.title}",
        (year.one_time, year.recurring, year.cost, year.funded, year.gap),
        given.of_lines(share.its_lines),
        number=share.request.number,
    )


def sources_table(facts: WholeFacts) -> Table | None:
    """What pays for IT's part, source by source; None where nothing does."""
    rows = []
    for share in facts.shares:
        for line in share.funding:
            values = tuple(_paid(share, line.key, year) for year in years_of(facts))
            if line.key and any(values):
                label = f"{share.request.number}: {line.source}"
                rows.append(Row(line.key, label, values, number=share.request.number))
    if not rows:
        return None
    return Table(
        code="sources",
        title=_("Who pays for IT’s part"),
        unit=Unit.CENTS,
        columns=tuple(f"FY{year}" for year in years_of(facts)),
        rows=tuple(rows),
    )


def _paid(share: Share, key: str, year: int) -> int:
    item = share.year(year)
    return sum(p.cents for p in item.payments if p.source == key) if item else 0


def hours_table(facts: WholeFacts, given: Assumptions) -> Table | None:
    """Hours of all requests together against what each team has free, once."""
    teams = _teams(facts)
    if not teams:
        return None
    rows: list[Row] = []
    for team in teams:
        rows.extend(_team_rows(facts, team, given))
    return Table(
        code="hours",
        title=str(TABLES["hours"]),
        unit=Unit.HOURS,
        columns=tuple(f"FY{year}" for year in years_of(facts)),
        rows=tuple(rows),
        note=_(
            "All requests together. Each team’s free hours count once, so more may be "
            "short here than the requests’ own papers add up to."
        ),
        sums=False,
    )


def request_hours_table(facts: WholeFacts, given: Assumptions) -> Table | None:
    """Hours of each request in the fiscal year, a column a team."""
    teams = _teams(facts)
    if not teams:
        return None
    rows = []
    for share in facts.shares:
        values = tuple(
            says.hundredths(_needed(share, team, facts.fiscal_year)) for team in teams
        )
        if any(values):
            staff = [line for line in share.its_lines if line.is_staff_time]
            rows.append(
                Row(
                    f"hours:{share.request.number}",
                    f"{share.request.number} {share.request.title}",
                    values,
                    given.of_lines(staff),
                    number=share.request.number,
                )
            )
    return Table(
        code="request_hours",
        title=_("Hours by request and team in FY%(year)d")
        % {"year": facts.fiscal_year},
        unit=Unit.HOURS,
        columns=tuple(team_name(facts, team) for team in teams),
        rows=tuple(rows),
    )


def team_name(facts: WholeFacts, code: str) -> str:
    team = facts.teams.get(code)
    return team.name if team else code or _("no team named")


def short_hours(facts: WholeFacts, team: str, year: int) -> Decimal:
    """Hours all requests want of the team beyond what it has."""
    needed = sum((_needed(share, team, year) for share in facts.shares), Decimal(0))
    return max(Decimal(0), needed - _free(facts, team))


def _teams(facts: WholeFacts) -> list[str]:
    found = {
        hours.team or ""
        for share in facts.shares
        for year in years_of(facts)
        if (item := share.year(year))
        for hours in item.hours
        if hours.needed
    }
    return sorted(found, key=lambda code: team_name(facts, code))


def teams_short(facts: WholeFacts) -> list[tuple[str, Decimal]]:
    """Every team that is short in the fiscal year, with by how much."""
    year = facts.fiscal_year
    gaps = [(team, short_hours(facts, team, year)) for team in _teams(facts)]
    return [(team, gap) for team, gap in gaps if gap]


def _free(facts: WholeFacts, team: str) -> Decimal:
    found = facts.teams.get(team)
    return Decimal(found.project_hours_per_fiscal_year) if found else Decimal(0)


def _needed(share: Share, team: str, year: int) -> Decimal:
    item = share.year(year)
    if item is None:
        return Decimal(0)
    return sum(
        (hours.needed for hours in item.hours if (hours.team or "") == team), Decimal(0)
    )


def _team_rows(facts: WholeFacts, team: str, given: Assumptions) -> Iterator[Row]:
    years = years_of(facts)
    words = {"team": team_name(facts, team)}
    lines = [
        line
        for share in facts.shares
        for line in share.its_lines
        if line.is_staff_time and (line.team or "") == team
    ]
    refs, free = given.of_lines(lines), given.refs([team_key(team)])
    needed = tuple(
        says.hundredths(
            sum((_needed(share, team, year) for share in facts.shares), Decimal(0))
        )
        for year in years
    )
    short = tuple(says.hundredths(short_hours(facts, team, year)) for year in years)
    has = (says.hundredths(_free(facts, team)),) * len(years)
    yield Row(f"needed:{team}", _("%(team)s: needed") % words, needed, refs)
    yield Row(f"free:{team}", _("%(team)s: free") % words, has, free)
    yield Row(
        f"short:{team}", _("%(team)s: short") % words, short, (*refs, *free), Weight.GAP
    )
