"""Parts 8, 9, 11 and 12: other ways, the plan, what shall come of it, and its end."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from triage.budget_request import says
from triage.budget_request.assumptions import Assumptions
from triage.budget_request.document import Entry, Part
from triage.budget_request.facts import Facts
from triage.budget_request.people import Who
from triage.budget_request.words import entry, part
from triage.scoring import budget
from triage.scoring.budget.costing import purchase_years

_WAYS = {
    "nothing": "alternative_nothing",
    "delay": "alternative_delay",
    "smaller": "alternative_smaller",
    "existing": "alternative_existing",
    "shared": "alternative_shared",
    "proposed": "why_proposed",
}
_OUTCOMES = ("measure", "baseline", "target", "target_on", "measured_by", "stop_rule")


def part_8(facts: Facts) -> Part:
    owner = facts.ask(Who.OWNER)
    said = {code: getattr(facts.case, field) for code, field in _WAYS.items()}
    said["existing"] = says.lines(said["existing"], *_systems(facts))
    return part(
        8,
        *(
            entry(code, said[code], owner, f"case:{field}")
            for code, field in _WAYS.items()
        ),
    )


def _systems(facts: Facts) -> Iterator[str]:
    """What the department said of the systems the city has."""
    for touch in facts.touches:
        text = _("%(system)s: %(fit)s") % {
            "system": touch.system.name,
            "fit": touch.get_fit_display(),
        }
        if touch.because:
            text = _("%(text)s, because %(because)s") % {
                "text": text,
                "because": touch.because,
            }
        yield text


def part_9(facts: Facts) -> Part:
    request, case = facts.request, facts.case
    owner = facts.ask(Who.OWNER)
    return part(
        9,
        entry("wanted", says.on(request.wanted_on), owner, "idea"),
        entry("fixed", _fixed(facts), owner, "idea"),
        entry("purchase", says.on(case.purchase_on), owner, "case:purchase_on"),
        entry("binding", says.on(facts.first.commit_on), facts.ask(Who.FUNDER), "idea"),
        entry(
            "contract_ends",
            says.on(case.contract_ends_on),
            owner,
            "case:contract_ends_on",
        ),
        entry("depends_on", case.depends_on, owner, "case:depends_on"),
        answered(facts, "approval", "PUB4"),
        answered(facts, "mounting", "NET3"),
        entry("procurement", case.procurement, owner, "case:procurement"),
        entry(
            "vendors",
            case.vendors_contacted or request.vendors_met,
            owner,
            "case:vendors_contacted",
        ),
        entry("calendar", _calendar(facts), facts.ask(Who.IT_FINANCE)),
        entry(
            "by_day", case.runs_by_day or facts.said("OPS2"), owner, "case:runs_by_day"
        ),
        entry("at_night", case.answers_at_night, owner, "case:answers_at_night"),
        entry("risks", case.risks, owner, "case:risks"),
    )


def answered(
    facts: Facts, code: str, question: str, own: str = "", field: str = ""
) -> Entry:
    """What the form says, else the answer to a question of the questionnaire."""
    fill = f"case:{field}" if field else f"answer:{question}"
    return entry(code, own or facts.said(question), facts.ask_answer(question), fill)


def _fixed(facts: Facts) -> str:
    request = facts.request
    if request.fixed_on is None:
        return facts.said("TIM1")
    if not request.fixed_because:
        return says.on(request.fixed_on)
    return _("%(on)s: %(because)s") % {
        "on": says.on(request.fixed_on),
        "because": request.fixed_because,
    }


def _calendar(facts: Facts) -> str:
    return says.lines(*(f"{says.on(event.on)}: {event.name}" for event in facts.events))


def part_11(facts: Facts) -> Part:
    owner = facts.ask(Who.OWNER)
    return part(
        11,
        *(
            entry(code, _outcome(facts, code), owner, f"case:{code}")
            for code in _OUTCOMES
        ),
    )


def _outcome(facts: Facts, code: str) -> str:
    value = getattr(facts.case, code)
    return says.on(value) if code == "target_on" else str(value)


def part_12(facts: Facts, given: Assumptions) -> Part:
    case, owner = facts.case, facts.ask(Who.OWNER)
    worn = [line for line in facts.lines if _wears_out(line)]
    reserve = [line for line in facts.lines if line.is_reserve]
    return part(
        12,
        answered(facts, "lasts", "OPS5"),
        answered(facts, "replaces", "LEG1"),
        entry(
            "replacement",
            _replacement(facts, worn) or facts.said("LEG3"),
            facts.ask_answer("LEG3"),
            "money",
            refs=given.of_lines(worn),
        ),
        entry(
            "reserve",
            _reserve(facts, worn, reserve),
            facts.ask(Who.FUNDER),
            "money",
            refs=given.of_lines(reserve),
        ),
        entry("removal", case.removal_owner, owner, "case:removal_owner"),
        answered(facts, "removal_money", "LEG4"),
    )


def _reserve(
    facts: Facts, worn: list[budget.CostLine], reserve: list[budget.CostLine]
) -> str:
    if reserve:
        return "; ".join(line.description for line in reserve)
    if facts.costed is not None and not worn:
        return _("None needed: nothing is bought that wears out")
    return ""


def _wears_out(line: budget.CostLine) -> bool:
    return bool(
        line.priced
        and line.priced.life_years
        and line.timing is budget.Timing.ONE_TIME
        and line.cost_type is budget.CostType.CAPITAL
    )


def _replacement(facts: Facts, worn: list[budget.CostLine]) -> str:
    """The fiscal year each thing that was bought has worn out in."""
    if facts.assessment is None:
        return ""
    window = facts.assessment.judged.fiscal_years
    texts = []
    for line in worn:
        if line.priced is None or line.priced.life_years is None:
            continue
        bought = purchase_years(line.priced, window)
        if bought:
            year = bought[0] + line.priced.life_years
            texts.append(f"{line.description}: FY{year}")
    return says.lines(*texts)
