"""Part 10: security, privacy, accessibility, records, data ownership and exit."""

from triage.budget_request.document import Part
from triage.budget_request.facts import Facts
from triage.budget_request.parts.plan import answered
from triage.budget_request.words import part

# What the paper calls it, and the question whose answer says it.
_ANSWERS = {
    "security": "SEC4",
    "updates": "SEC5",
    "access": "SEC3",
    "sensitive": "DAT1",
    "rules": "DAT2",
    "tracking": "DAT3",
    "sharing": "DAT5",
    "ai": "DAT6",
    "accessibility": "PUB2",
}


def part_10(facts: Facts) -> Part:
    case = facts.case
    return part(
        10,
        *(answered(facts, code, question) for code, question in _ANSWERS.items()),
        answered(facts, "retention", "DAT4", case.retention, "retention"),
        answered(facts, "data_owner", "VEN5", case.data_owner, "data_owner"),
        answered(facts, "exit", "VEN3", case.exit_plan, "exit_plan"),
    )
