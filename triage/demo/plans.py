"""What requests of the example city are worth, and the plans made of it."""

from datetime import datetime

from intake.models import ProjectRequest
from triage.demo.files import Row
from triage.demo.people import People
from triage.plans import Plan, Terms, propose
from triage.portfolio import Amount, Resource
from triage.selectors.plan import usual_limits, weighing
from triage.services import Worth, link_candidates, save_plan, set_candidate_value

_CENTS = 100


def make_plans(portfolio: Row, people: People, now: datetime) -> None:
    """Values, links and saved plans of data/city/portfolio.json."""
    named = {request.number: request for request in ProjectRequest.objects.all()}
    for row in portfolio["values"]:
        set_candidate_value(
            project_request=named[row["request"]],
            worth=Worth(row["points"], row.get("is_mandated", False), row["because"]),
            seen_version=0,
            by=people.decider,
            now=now,
        )
    for row in portfolio["links"]:
        link_candidates(
            first=named[row["first"]],
            second=named[row["second"]],
            kind=row["kind"],
            by=people.decider,
            now=now,
        )
    for row in portfolio["plans"]:
        plan = _plan(row, people)
        save_plan(
            name=row["name"],
            plan=plan,
            seen=plan.fingerprint,
            by=people.decider,
            now=now,
        )


def _plan(row: Row, people: People) -> Plan:
    """Under a budget by year, and what each team has for projects in a year."""
    reader = people.decider.user
    assert reader is not None  # noqa: S101 -- deciders are users
    years = [int(year) for year in row["dollars"]]
    money = [
        Amount(Resource("", int(year)), dollars * _CENTS)
        for year, dollars in row["dollars"].items()
    ]
    hours = [
        Amount(Resource(code, year), count * _CENTS)
        for code, _name, count in usual_limits()
        for year in years
    ]
    terms = Terms(row["first_year"], (*money, *hours))
    return propose(terms, weighing(reader, terms))
