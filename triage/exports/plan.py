"""A plan as rows of a spreadsheet: what is proposed, then what is left out and why."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from triage.exports import cells
from triage.plans import Plan, Weighed
from triage.portfolio import Resource
from triage.selectors.plan.words import PlanWords


def headers(plan: Plan) -> list[str]:
    words = PlanWords.of(plan)
    return [
        _("Number"),
        _("Title"),
        _("Department"),
        _("Proposed"),
        _("Points"),
        _("Mandated"),
        _("Why it has that value"),
        *(
            _("%(resource)s ($)") % {"resource": words.resource(Resource("", year))}
            for year in plan.terms.years
        ),
        *(words.resource(resource) for resource in _hours(plan)),
        _("Why it is left out"),
    ]


def rows(plan: Plan) -> Iterator[list[str]]:
    words = PlanWords.of(plan)
    by_number = {item.number: item for item in plan.weighing.weighed}
    resources = _hours(plan)
    for number in plan.proposal.chosen:
        yield _cells(plan, by_number[number], resources, is_chosen=True, why="")
    for left in plan.proposal.left_out:
        item, why = by_number[left.number], words.why_not(left)
        yield _cells(plan, item, resources, is_chosen=False, why=why)


def _hours(plan: Plan) -> list[Resource]:
    """Every team and year that some candidate needs."""
    return sorted(
        {
            need.of
            for item in plan.weighing.weighed
            for need in item.candidate.needs
            if not need.of.is_money
        }
    )


def _cells(
    plan: Plan, item: Weighed, resources: list[Resource], *, is_chosen: bool, why: str
) -> list[str]:
    candidate = item.candidate
    return [
        item.number,
        item.title,
        item.department,
        cells.yes_or_no(is_chosen),
        str(candidate.points),
        cells.yes_or_no(candidate.is_mandated),
        item.because,
        *(
            cells.dollars(candidate.need(Resource("", year)))
            for year in plan.terms.years
        ),
        *(f"{Decimal(candidate.need(hours)) / 100:.2f}" for hours in resources),
        why,
    ]
