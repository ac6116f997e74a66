"""The IT hours a request needs, team by team, against what is free."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from accounts.models import ITTeam
from triage.figures import round_half_up
from triage.scoring.budget import BudgetGap, BudgetRange, TeamHours


@dataclass(frozen=True)
class TeamNeed:
    """The hardest year of one team, hours in whole numbers."""

    name: str
    year: str
    needed: str
    free: str
    short: str


def team_needs(budget: BudgetGap) -> tuple[TeamNeed, ...]:
    """Every team the lines name, in the year it falls shortest (one query)."""
    hardest: dict[str | None, TeamHours] = {}
    for year in budget.years:
        for hours in year.hours:
            if hours.needed and _is_harder(hours, hardest.get(hours.team)):
                hardest[hours.team] = hours
    codes = [team for team in hardest if team]
    names = dict(ITTeam.objects.filter(code__in=codes).values_list("code", "name"))
    return tuple(
        TeamNeed(
            name=names.get(team or "", team or _("No team named")),
            year=f"FY{hours.year}",
            needed=_whole(hours.needed),
            free=_whole(hours.free),
            short=_whole(hours.gap) if hours.gap else "",
        )
        for team, hours in hardest.items()
    )


def hours_sentence(budget: BudgetGap, span: BudgetRange | None = None) -> str:
    """The first year of work and the worst year, or empty without any hours."""
    first = next((year for year in budget.years if year.hours_needed), None)
    if first is None:
        return ""
    words = {
        "year": f"FY{first.year}",
        "needed": _whole(first.hours_needed),
        "missing": _whole(first.hours_gap),
    }
    worst = budget.worst_hours_year
    if worst is None:
        says = _("%(year)s needs %(needed)s hours, and the teams have them.") % words
        return says + _at_worst_says(span)
    return _(
        "%(year)s needs %(needed)s hours; %(missing)s are missing. "
        "The worst year, %(worst)s, is %(fte)s full-time people short%(span)s."
    ) % {
        **words,
        "worst": f"FY{worst.year}",
        "fte": _hundredths(budget.fte_gap),
        "span": _span_says(span),
    }


def _at_worst_says(span: BudgetRange | None) -> str:
    """Empty where they have them in any case."""
    if span is None or not span.high.fte_gap:
        return ""
    return _(" At worst %(fte)s full-time people are missing.") % {
        "fte": _hundredths(span.high.fte_gap)
    }


def _span_says(span: BudgetRange | None) -> str:
    if span is None or span.low.fte_gap == span.high.fte_gap:
        return ""
    return _(" (%(low)s to %(high)s)") % {
        "low": _hundredths(span.low.fte_gap),
        "high": _hundredths(span.high.fte_gap),
    }


def _hundredths(people: Fraction) -> str:
    return f"{Decimal(round_half_up(people * 100)) / 100:.2f}"


def _is_harder(hours: TeamHours, than: TeamHours | None) -> bool:
    return than is None or (hours.gap, hours.needed) > (than.gap, than.needed)


def _whole(hours: Decimal) -> str:
    return f"{round_half_up(hours):,}"
