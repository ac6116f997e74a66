"""The money page: the finding, the years, IT's teams, and the list."""

from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import city
from accounts.models import User
from triage.figures import (
    FLAG_NAMES,
    MONEY,
    FigureTile,
    figure_tile,
    money_short,
    round_half_up,
)
from triage.figures.unfunded_years import (
    UnfundedFigure,
    UnfundedYear,
    unfunded_years_figure,
)
from triage.selectors.portfolio_money.sums import Sums, TeamSum, sums

_FURTHER: tuple[tuple[str, str | Promise], ...] = (
    ("triage:cliffs", gettext_lazy("Money that ends")),
    ("triage:plan", gettext_lazy("Plan within a budget")),
    ("intake:drivers", gettext_lazy("What things usually cost")),
)


@dataclass(frozen=True)
class PageLink:
    label: str
    url: str


@dataclass(frozen=True)
class FlagCount:
    code: str
    name: str
    count: int


@dataclass(frozen=True)
class TeamRow:
    """Hours in whole numbers; a cell is what the team is short of, or empty."""

    name: str
    free: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class MoneyPage:
    verdict: str
    tiles: tuple[FigureTile, ...]
    years: tuple[str, ...]
    unfunded: UnfundedFigure | None
    teams: tuple[TeamRow, ...]
    flags: tuple[FlagCount, ...]
    costed: int
    uncosted: int
    further: tuple[PageLink, ...]


def money_page(*, reader: User, today: date) -> MoneyPage:
    """Everything but the list (the sums' queries and the city's settings)."""
    found = sums(reader, tuple(map(str, FLAG_NAMES)), today)
    figure = unfunded_years_figure(
        [
            UnfundedYear(
                f"FY{year.year}",
                year.begins,
                year.carried,
                year.unfunded_low,
                year.unfunded_high,
                year.requests,
            )
            for year in found.years
        ]
    )
    return MoneyPage(
        verdict=_verdict(found),
        tiles=_tiles(found),
        years=tuple(f"FY{year.year}" for year in found.years),
        unfunded=figure,
        teams=tuple(_team(team, found) for team in found.teams),
        flags=tuple(
            FlagCount(code, str(FLAG_NAMES[code]), count)
            for code, count in found.flagged.items()
            if count
        ),
        costed=found.costed,
        uncosted=found.uncosted,
        further=_further(today),
    )


def _verdict(found: Sums) -> str:
    gap = sum(year.gap for year in found.years)
    if not found.costed:
        return _("Nothing is costed yet, so nobody knows what is missing.")
    if not gap:
        return _("Everything that is costed is likely paid for.")
    return _("%(gap)s is missing over the next five fiscal years.") % {
        "gap": money_short(gap)
    }


def _tiles(found: Sums) -> tuple[FigureTile, ...]:
    years = found.years
    cost, gap = sum(year.cost for year in years), sum(year.gap for year in years)
    its_cost, its_gap = (
        sum(year.its_cost for year in years),
        sum(year.its_gap for year in years),
    )
    return (
        _tile(
            _("Cost, five years"),
            cost,
            sum(year.cost_low for year in years),
            sum(year.cost_high for year in years),
        ),
        _tile(
            _("Missing"),
            gap,
            sum(year.gap_low for year in years),
            sum(year.gap_high for year in years),
        ),
        figure_tile(
            _("Missing of IT’s own part"),
            its_gap,
            None,
            unit=MONEY,
            sub=_("of %(cost)s") % {"cost": money_short(its_cost)},
        ),
        figure_tile(
            _("Not costed yet"),
            found.uncosted,
            None,
            url=f"{reverse('triage:money')}?gap=not_costed" if found.uncosted else "",
            sub=_("beside %(count)d that are") % {"count": found.costed},
        ),
    )


def _tile(label: str, likely: int, low: int, high: int) -> FigureTile:
    span = {"low": money_short(low), "high": money_short(high)}
    sub = _("between %(low)s and %(high)s") % span if low != high else ""
    return figure_tile(label, likely, None, unit=MONEY, sub=sub)


def _team(team: TeamSum, found: Sums) -> TeamRow:
    return TeamRow(
        name=team.name,
        free=f"{team.free:,}",
        cells=tuple(
            f"{round_half_up(short):,}" if (short := team.short(year.year)) else ""
            for year in found.years
        ),
    )


def _further(today: date) -> tuple[PageLink, ...]:
    links = [(_link(name), str(label)) for name, label in _FURTHER]
    year = city.fiscal_year_of(today) + 1
    asks = _link("triage:it_budget_request", year)
    links.append((asks, _("IT’s budget request for FY%(year)d") % {"year": year}))
    return tuple(PageLink(label, url) for url, label in links if url)


def _link(name: str, *args: object) -> str:
    """Empty where there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
