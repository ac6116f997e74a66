"""Every heading and label of the budget request, in one place."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from triage.budget_request.document import Entry, Part, SourceClass

Words = Mapping[str, str | Promise]

PARTS: Mapping[int, str | Promise] = {
    1: gettext_lazy("The request in short"),
    2: gettext_lazy("Problem and who is served"),
    3: gettext_lazy("Partners and concurrence"),
    4: gettext_lazy("What it means for IT"),
    5: gettext_lazy("Cost and funding by fiscal year"),
    6: gettext_lazy("Positions and hours"),
    7: gettext_lazy("Where the money comes from"),
    8: gettext_lazy("Alternatives"),
    9: gettext_lazy("Plan"),
    10: gettext_lazy("Security, privacy, accessibility and records"),
    11: gettext_lazy("Outcomes"),
    12: gettext_lazy("Lifecycle"),
    13: gettext_lazy("Assumptions, answers and signatures"),
}

LABELS: Words = {
    "year": gettext_lazy("Fiscal year"),
    "number": gettext_lazy("Request number"),
    "department": gettext_lazy("Department"),
    "program": gettext_lazy("Program area"),
    "priority": gettext_lazy("Department’s priority"),
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("In one sentence"),
    "ongoing": gettext_lazy("One-time or ongoing"),
    "contains_it": gettext_lazy("Contains IT"),
    "decision": gettext_lazy("IT’s decision"),
    "problem": gettext_lazy("The problem, and for whom"),
    "users": gettext_lazy("Who will use it, and how many"),
    "evidence": gettext_lazy("What shows the need"),
    "goal": gettext_lazy("City goal or law served"),
    "left_out": gettext_lazy("Who could be left out or harmed"),
    "if_nothing": gettext_lazy("If nothing is done"),
    "owner": gettext_lazy("Owner"),
    "funder": gettext_lazy("Funder"),
    "promoter": gettext_lazy("Promoter"),
    "it_contact": gettext_lazy("Contact in IT"),
    "concurrence": gettext_lazy("Concurrence of %(department)s"),
    "concurrence_none": gettext_lazy("Other departments affected"),
    "impact": gettext_lazy("Impact on IT, 0 to 100"),
    "tier": gettext_lazy("Tier"),
    "reviews": gettext_lazy("Rules that apply and the reviews they force"),
    "possible": gettext_lazy("Rules that may still apply"),
    "unknowns": gettext_lazy("What would help most to know"),
    "involvement": gettext_lazy("Early involvement of IT, 0 to 100"),
    "invited": gettext_lazy("IT first asked"),
    "stage_then": gettext_lazy("How far it had come then"),
    "asked_year": gettext_lazy("In the fiscal year asked for"),
    "cost": gettext_lazy("Five-year cost"),
    "gap": gettext_lazy("Money missing over five years"),
    "it_part": gettext_lazy("IT’s part of it"),
    "cost_80": gettext_lazy("Range with four chances in five"),
    "cliff": gettext_lazy("Year a grant stops paying"),
    "flags": gettext_lazy("Warnings"),
    "stage": gettext_lazy("How far the estimate has come"),
    "contingency": gettext_lazy("Contingency"),
    "next_number": gettext_lazy("Number to get next"),
    "elsewhere": gettext_lazy("How such estimates held up"),
    "team": gettext_lazy("Team %(team)s"),
    "teams_none": gettext_lazy("IT’s hours"),
    "positions": gettext_lazy("Positions"),
    "hours_gap": gettext_lazy("Hours that are short"),
    "slips": gettext_lazy("What slips if it is not funded"),
    "amount": gettext_lazy("%(source)s: amount and period"),
    "match": gettext_lazy("%(source)s: match"),
    "allowable": gettext_lazy("%(source)s: may pay for"),
    "successor": gettext_lazy("%(source)s: who pays afterward"),
    "funding_none": gettext_lazy("Sources of money"),
    "it_money": gettext_lazy("Money for IT’s part"),
    "nothing": gettext_lazy("Do nothing"),
    "delay": gettext_lazy("A year later"),
    "smaller": gettext_lazy("A smaller scope"),
    "existing": gettext_lazy("Use what the city has"),
    "shared": gettext_lazy("Share somebody’s service"),
    "proposed": gettext_lazy("Why this way"),
    "wanted": gettext_lazy("Wanted go-live"),
    "fixed": gettext_lazy("Date that cannot move"),
    "purchase": gettext_lazy("Purchase"),
    "binding": gettext_lazy("Money becomes binding"),
    "contract_ends": gettext_lazy("Contract ends"),
    "depends_on": gettext_lazy("What must happen first"),
    "approval": gettext_lazy("Hearing, council vote or policy"),
    "mounting": gettext_lazy("Mounting and power"),
    "procurement": gettext_lazy("How it will be bought"),
    "vendors": gettext_lazy("Vendors contacted"),
    "calendar": gettext_lazy("Budget calendar"),
    "by_day": gettext_lazy("Who runs it by day"),
    "at_night": gettext_lazy("Who answers at night"),
    "risks": gettext_lazy("Largest risks"),
    "security": gettext_lazy("Security proof"),
    "updates": gettext_lazy("Security updates"),
    "access": gettext_lazy("Who can log in or connect"),
    "sensitive": gettext_lazy("Most sensitive information"),
    "rules": gettext_lazy("Rules it falls under"),
    "tracking": gettext_lazy("Could follow a person"),
    "sharing": gettext_lazy("Who outside gets the data"),
    "ai": gettext_lazy("Artificial intelligence"),
    "accessibility": gettext_lazy("Accessibility and languages"),
    "retention": gettext_lazy("How long records are kept"),
    "data_owner": gettext_lazy("Who owns the data"),
    "exit": gettext_lazy("How the city gets out"),
    "measure": gettext_lazy("Measure"),
    "baseline": gettext_lazy("Today’s number"),
    "target": gettext_lazy("Target"),
    "target_on": gettext_lazy("By when"),
    "measured_by": gettext_lazy("Who reports it to the public"),
    "stop_rule": gettext_lazy("What result would end it"),
    "lasts": gettext_lazy("How long it should last"),
    "replaces": gettext_lazy("What it replaces"),
    "replacement": gettext_lazy("Replacement year"),
    "reserve": gettext_lazy("Money put aside for replacement"),
    "removal": gettext_lazy("Who takes it down at the end"),
    "removal_money": gettext_lazy("Who replaces or removes it, with what money"),
    "assumptions": gettext_lazy("Numbers these figures rest on"),
    "answers": gettext_lazy("Answers on record"),
    "requests": gettext_lazy("Requests with cost for IT"),
    "not_costed": gettext_lazy("Not costed yet"),
    "of_request": gettext_lazy("%(number)s %(title)s"),
}

TABLES: Words = {
    "fiscal": gettext_lazy("Cost, funding and gap by fiscal year"),
    "lines": gettext_lazy("Cost line by line, likely case"),
    "hours": gettext_lazy("IT hours by team and fiscal year"),
    "requests": gettext_lazy("IT’s part of each request"),
}

SOURCE_CLASSES: Mapping[SourceClass, str | Promise] = {
    SourceClass.QUOTE: gettext_lazy("quote"),
    SourceClass.SOURCED: gettext_lazy("sourced: published figures"),
    SourceClass.MIXED: gettext_lazy("partly sourced: some published figures"),
    SourceClass.MEMORY: gettext_lazy("memory: practitioners’ estimate"),
    SourceClass.DEPARTMENT: gettext_lazy("department: entered as known"),
    SourceClass.IT: gettext_lazy("IT: as its teams are set up"),
    SourceClass.RULE: gettext_lazy("rule of the budget model"),
}


def label(code: str, **words: str) -> str:
    return str(LABELS[code]) % words if words else str(LABELS[code])


def known(
    code: str,
    value: str,
    *,
    fill: str = "",
    refs: tuple[str, ...] = (),
    key: str = "",
    **words: str,
) -> Entry:
    """:param key: tells apart entries of one label; `words` complete the label."""
    name = f"{code}:{key}" if key else code
    return Entry(name, label(code, **words), value, "", fill, refs)


def entry(
    code: str,
    value: object,
    ask: str,
    fill: str = "",
    *,
    refs: tuple[str, ...] = (),
    key: str = "",
    **words: str,
) -> Entry:
    """What is known, else whom to ask."""
    said = "" if value is None else str(value).strip()
    if said:
        return known(code, said, fill=fill, refs=refs, key=key, **words)
    name = f"{code}:{key}" if key else code
    return Entry(name, label(code, **words), "", ask, fill)


def part(number: int, *entries: Entry, **rest: object) -> Part:
    return Part(number, str(PARTS[number]), tuple(entries), **rest)  # type: ignore[arg-type]


def not_yet_known(ask: str) -> str:
    """How a gap in the paper is printed."""
    return _("NOT YET KNOWN: ask %(who)s") % {"who": ask}
