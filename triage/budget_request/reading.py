"""Write the budget request of one request from what is entered."""

from datetime import datetime

from accounts import city
from intake.models import ProjectRequest
from triage.budget_request.assumptions import assumptions_of
from triage.budget_request.document import Document
from triage.budget_request.facts import Facts, read_facts
from triage.budget_request.parts.attachments import part_13, signatures
from triage.budget_request.parts.impact import part_4
from triage.budget_request.parts.money import part_5, part_7
from triage.budget_request.parts.opening import part_1, part_2, part_3, summary_of
from triage.budget_request.parts.plan import part_8, part_9, part_11, part_12
from triage.budget_request.parts.safety import part_10
from triage.budget_request.parts.staffing import part_6


def read_document(
    project_request: ProjectRequest, fiscal_year: int, *, now: datetime
) -> Document:
    """The budget request as it is now, in the same number of queries for every request.

    :param project_request: with department, its liaison, category and assignee.
    :param fiscal_year: the year money is asked for.
    """
    return write_document(read_facts(project_request, fiscal_year, now=now))


def write_document(facts: Facts) -> Document:
    given = assumptions_of(facts)
    assessment = facts.assessment
    return Document(
        number=facts.request.number,
        title=facts.request.title,
        department=facts.request.department.name,
        city=city.current().name,
        fiscal_year=facts.fiscal_year,
        made_on=facts.today,
        judged_on=city.day_of(assessment.made_at) if assessment else None,
        summary=summary_of(facts),
        parts=(
            part_1(facts, given),
            part_2(facts),
            part_3(facts),
            part_4(facts),
            part_5(facts, given),
            part_6(facts, given),
            part_7(facts, given),
            part_8(facts),
            part_9(facts),
            part_10(facts),
            part_11(facts),
            part_12(facts, given),
            part_13(facts, given),
        ),
        assumptions=given.items,
        signatures=signatures(facts),
    )
