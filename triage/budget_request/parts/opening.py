"""Parts 1 to 3: what is asked for, why, and who stands behind it."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from intake.lifecycle import Outcome
from triage.budget_request import says
from triage.budget_request.assumptions import Assumptions
from triage.budget_request.document import Entry, Part
from triage.budget_request.facts import Facts
from triage.budget_request.people import Who
from triage.budget_request.words import entry, known, part
from triage.figures import money
from triage.models.decision import OUTCOME_LABELS
from triage.scoring import budget


def part_1(facts: Facts, given: Assumptions) -> Part:
    request, case = facts.request, facts.case
    return part(
        1,
        known("year", f"FY{facts.fiscal_year}"),
        known("number", request.number),
        known("department", request.department.name),
        entry(
            "program",
            request.category.name if request.category else "",
            facts.ask(Who.OWNER),
            "idea",
        ),
        entry("priority", case.priority, facts.ask(Who.LIAISON), "case:priority"),
        known("title", request.title),
        _summary(facts, given),
        _ongoing(facts, given),
        entry(
            "contains_it",
            _contains_it(facts),
            facts.ask(Who.IT_CONTACT),
            "money",
            refs=given.of_lines(facts.lines),
        ),
        entry("decision", _decision(facts), facts.ask(Who.TRIAGE_LEAD)),
    )


def _summary(facts: Facts, given: Assumptions) -> Entry:
    refs = given.refs(item.key for item in given.items)
    return entry("summary", summary_of(facts), facts.ask(Who.OWNER), "money", refs=refs)


def summary_of(facts: Facts) -> str:
    """One sentence with dollars and people; empty while nothing is costed."""
    costed = facts.costed
    if costed is None:
        return ""
    words = {
        "title": facts.request.title,
        "cost": money(costed.budget.cost),
        "gap": money(costed.budget.gap),
        "fte": fte_says(costed.budget),
    }
    if not costed.budget.gap:
        return (
            _("%(title)s costs %(cost)s over five years, all of it paid; %(fte)s.")
            % words
        )
    return (
        _(
            "%(title)s costs %(cost)s over five years, of which %(gap)s has no money; "
            "%(fte)s."
        )
        % words
    )


def fte_says(gap: budget.BudgetGap) -> str:
    """How much of IT's time it takes in the busiest year."""
    most = max((year.hours_needed for year in gap.years), default=Decimal(0))
    if not most:
        return _("no hours of IT are entered")
    return _("IT’s busiest year takes %(fte)s full-time people") % {
        "fte": says.people(most)
    }


def _ongoing(facts: Facts, given: Assumptions) -> Entry:
    return entry(
        "ongoing",
        _ongoing_says(facts),
        facts.ask(Who.OWNER),
        "money",
        refs=given.of_lines(facts.lines),
    )


def _ongoing_says(facts: Facts) -> str:
    costed = facts.costed
    if costed is None:
        return ""
    years = costed.budget.years
    one_time = sum(year.one_time for year in years)
    recurring = sum(year.recurring for year in years)
    words = {"one_time": money(one_time), "recurring": money(recurring)}
    if one_time and recurring:
        return _("Both: %(one_time)s one-time, %(recurring)s ongoing") % words
    if recurring:
        return _("Ongoing: %(recurring)s over five years") % words
    if one_time:
        return _("One-time: %(one_time)s") % words
    return _("Neither: it takes hours, no dollars")


def _contains_it(facts: Facts) -> str:
    costed = facts.costed
    if costed is None:
        return ""
    mine = costed.it_budget
    if mine.cost:
        return _("Yes: IT pays %(cost)s of it over five years") % {
            "cost": money(mine.cost)
        }
    if any(year.hours_needed for year in costed.budget.years):
        return _("Yes: hours of IT’s teams, no dollars")
    return _("No cost line is IT’s")


def _decision(facts: Facts) -> str:
    decision = facts.decision
    if decision is None or decision.in_effect_at is None:
        return ""
    return _("%(outcome)s on %(on)s by %(person)s: %(reason)s") % {
        "outcome": OUTCOME_LABELS[Outcome(decision.outcome)],
        "on": says.on_moment(decision.in_effect_at),
        "person": decision.decided_by.name,
        "reason": decision.reason,
    }


def part_2(facts: Facts) -> Part:
    request, case = facts.request, facts.case
    owner = facts.ask(Who.OWNER)
    return part(
        2,
        known("problem", request.problem, fill="idea"),
        entry("users", case.users, owner, "case:users"),
        entry("evidence", case.evidence, owner, "case:evidence"),
        entry("goal", case.goal_served, facts.ask(Who.PROMOTER), "case:goal_served"),
        entry("left_out", case.left_out, owner, "case:left_out"),
        entry("if_nothing", request.if_nothing, owner, "idea"),
    )


def part_3(facts: Facts) -> Part:
    people = facts.people
    return part(
        3,
        *(
            entry(who.value, _partner(facts, who), people.ask_who(who), "idea")
            for who in (Who.OWNER, Who.FUNDER, Who.PROMOTER)
        ),
        entry(
            "it_contact", people.name(Who.IT_CONTACT), people.ask_who(Who.IT_CONTACT)
        ),
        *_concurrence(facts),
    )


def _partner(facts: Facts, who: Who) -> str:
    name, department = facts.partners.get(who.value, ("", ""))
    if not name or not department or department == facts.request.department.name:
        return name
    return f"{name}, {department}"


def affected_departments(facts: Facts) -> dict[str, tuple[str, str]]:
    """Departments whose director has to concur: name → why, and whom to ask."""
    found: dict[str, tuple[str, str]] = {}
    own = facts.request.department.name
    for touch in facts.touches:
        owner = touch.system.owner_department
        if owner.name == own or owner.is_it or owner.name in found:
            continue
        why = _("it owns %(system)s") % {"system": touch.system.name}
        found[owner.name] = (why, owner.liaison.name if owner.liaison else "")
    for person, department in facts.partners.values():
        if department and department != own:
            found.setdefault(department, (_("one of its people is a partner"), person))
    return found


def _concurrence(facts: Facts) -> Iterator[Entry]:
    affected = affected_departments(facts)
    if not affected:
        yield known("concurrence_none", _("None by what is entered"), fill="systems")
    for name, (why, liaison) in affected.items():
        text = _("To be signed by its director; %(why)s") % {"why": why}
        if liaison:
            text = _("%(text)s; ask %(person)s") % {"text": text, "person": liaison}
        yield known("concurrence", text, fill="systems", key=name, department=name)
