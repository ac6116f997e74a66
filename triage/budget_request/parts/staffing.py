"""Part 6: positions and hours, team by team, and what slips without them."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from triage.budget_request import says
from triage.budget_request.assumptions import Assumptions, team_key
from triage.budget_request.document import Entry, Part
from triage.budget_request.facts import Facts
from triage.budget_request.people import Who
from triage.budget_request.tables import hours_table, team_name
from triage.budget_request.words import entry, known, part
from triage.judgement import Judgement
from triage.scoring import budget


def part_6(facts: Facts, given: Assumptions) -> Part:
    costed = facts.costed
    it = facts.ask(Who.IT_CONTACT)
    staff = given.of_lines(line for line in facts.lines if line.is_staff_time)
    table = hours_table(facts, costed, given) if costed else None
    return part(
        6,
        *_teams(facts, costed, given),
        entry("positions", _positions(facts, costed), it, "money", refs=staff),
        entry("hours_gap", _hours_gap(costed), it, "money", refs=staff),
        entry(
            "slips",
            facts.case.if_not_funded,
            facts.ask(Who.OWNER),
            "case:if_not_funded",
        ),
        tables=(table,) if table else (),
    )


def _teams(
    facts: Facts, costed: Judgement | None, given: Assumptions
) -> Iterator[Entry]:
    years = costed.budget.years if costed else ()
    teams = dict.fromkeys(hours.team for year in years for hours in year.hours)
    if not teams:
        yield entry("teams_none", "", facts.ask(Who.IT_CONTACT), "money")
    for code in teams:
        team = facts.teams.get(code or "")
        of_team = [h for year in years for h in year.hours if h.team == code]
        busiest = max(of_team, key=lambda hours: (hours.gap, hours.needed))
        yield known(
            "team",
            _team_says(busiest, team.lead.name if team and team.lead else ""),
            fill="money",
            refs=given.of_lines(
                (line for line in facts.lines if line.team == code),
                team_key(code or ""),
            ),
            key=code or "none",
            team=team_name(facts, code),
        )


def _team_says(busiest: budget.TeamHours, lead: str) -> str:
    words = {
        "year": f"FY{busiest.year}",
        "needed": f"{busiest.needed:,.0f}",
        "free": f"{busiest.free:,.0f}",
        "short": f"{busiest.gap:,.0f}",
        "lead": lead,
    }
    text = _("%(needed)s hours in %(year)s, %(free)s free") % words
    if busiest.gap:
        text = _("%(needed)s hours in %(year)s, %(free)s free: %(short)s short") % words
    return _("%(text)s; led by %(lead)s") % {**words, "text": text} if lead else text


def _positions(facts: Facts, costed: Judgement | None) -> str:
    """Staff that is asked for as part of a position, in the busiest year."""
    if costed is None or not facts.lines:
        return ""
    asked = [line for line in facts.lines if line.cost_type is budget.CostType.FTE]
    if not asked:
        return _("None: hours of the teams as they are")
    return "; ".join(
        f"{line.description} ({team_name(facts, line.team)})" for line in asked
    )


def _hours_gap(costed: Judgement | None) -> str:
    if costed is None:
        return ""
    worst = costed.budget.worst_hours_year
    if worst is None:
        needed = any(year.hours_needed > Decimal(0) for year in costed.budget.years)
        return _("None: the teams have them") if needed else ""
    return _("%(hours)s hours in FY%(year)d, %(fte)s full-time people") % {
        "hours": f"{worst.hours_gap:,.0f}",
        "year": worst.year,
        "fte": says.people(worst.hours_gap),
    }
