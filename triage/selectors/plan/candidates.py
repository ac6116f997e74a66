"""The requests a portfolio is chosen from, with what each asks of money and teams."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from accounts.models import ITTeam, User
from intake.lifecycle import OPEN_STEPS, Outcome, Step
from intake.models import ProjectRequest
from triage.figures.gap import NOT_COSTED
from triage.models import Assessment, CandidateLink, CandidateValue
from triage.plain import from_plain
from triage.plans import Terms, Uncosted, Weighed, Weighing
from triage.portfolio import Amount, Candidate, Link, LinkKind, Resource
from triage.scoring.budget import BudgetGap, Scope
from triage.selectors.status import it_status

_JUDGED = {Scope.ALL: "result__budget", Scope.IT: "result__it_budget"}
_ACCEPTED = Q(step=Step.DECIDED, outcome=Outcome.ACCEPTED)


def candidate_requests(
    reader: User, *, with_accepted: bool = False
) -> QuerySet[ProjectRequest]:
    """Open requests, and accepted ones that miss money, by number."""
    wanted = Q(step__in=OPEN_STEPS)
    if with_accepted:
        wanted |= _ACCEPTED & Q(gap_cents__gt=0)
    requests = ProjectRequest.objects.visible_to(reader).real().filter(wanted)
    open_first = Case(When(step=Step.DECIDED, then=1), default=0)
    return requests.select_related("department", "candidate_value").order_by(
        open_first, "number", "pk"
    )


def weighing(reader: User, terms: Terms) -> Weighing:
    """Everything to choose from as it stands now (four queries at any number).

    Money is the likely gap by fiscal year; hours are all a request needs of each team,
    because a limit is on what the team has, not on what it lacks.
    """
    newest = Assessment.objects.filter(project_request=OuterRef("pk")).order_by("-pk")
    rows = list(
        candidate_requests(reader, with_accepted=terms.with_accepted).annotate(
            newest=Subquery(newest.values("pk")[:1])
        )
    )
    costed = [row for row in rows if row.gap_tier not in ("", NOT_COSTED)]
    budgets = _budgets([row.newest for row in costed], terms.scope)
    links = list(CandidateLink.objects.select_related("first", "second"))
    ends = {end for link in links for end in (link.first, link.second)}
    return Weighing(
        weighed=tuple(
            _weighed(row, budgets[row.newest], terms.years)
            for row in costed
            if row.newest in budgets
        ),
        links=tuple(
            Link(link.first.number, link.second.number, LinkKind(link.kind))
            for link in links
        ),
        settled=tuple(sorted(end.number for end in ends if _is_accepted(end))),
        uncosted=tuple(
            Uncosted(row.number, row.title, row.department.name)
            for row in rows
            if row.newest not in budgets
        ),
        team_names=tuple(ITTeam.objects.values_list("code", "name")),
    )


def usual_limits() -> list[tuple[str, str, int]]:
    """Code, name and project hours a fiscal year of every team (one query)."""
    teams = ITTeam.objects.values_list("code", "name", "project_hours_per_fiscal_year")
    return list(teams)


def worth_of(request: ProjectRequest) -> CandidateValue | None:
    """None while nobody said what it is worth; it must be selected with the request."""
    return getattr(request, "candidate_value", None)


def _budgets(assessments: list[int | None], scope: Scope) -> Mapping[int, BudgetGap]:
    found = Assessment.objects.filter(pk__in=[pk for pk in assessments if pk])
    rows: Iterator[tuple[int, Any]] = found.values_list("pk", _JUDGED[scope]).iterator()
    return {pk: from_plain(BudgetGap, budget) for pk, budget in rows}


def _weighed(request: ProjectRequest, budget: BudgetGap, years: range) -> Weighed:
    value = worth_of(request)
    return Weighed(
        candidate=Candidate(
            number=request.number,
            points=value.points if value else 0,
            needs=tuple(_needs(budget, years)),
            is_mandated=value.is_mandated if value else False,
        ),
        title=request.title,
        department=request.department.name,
        status=it_status(request),
        because=value.because if value else "",
    )


def _needs(budget: BudgetGap, years: range) -> Iterator[Amount]:
    for year in budget.years:
        if year.year not in years:
            continue
        if year.gap:
            yield Amount(Resource("", year.year), year.gap)
        for hours in year.hours:
            if hours.team and hours.needed:
                yield Amount(Resource(hours.team, year.year), int(hours.needed * 100))


def _is_accepted(request: ProjectRequest) -> bool:
    return request.step == Step.DECIDED and request.outcome == Outcome.ACCEPTED
