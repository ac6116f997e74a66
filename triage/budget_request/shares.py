"""IT's part of every request that is open or accepted, read for one paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Max, Q

from accounts import city
from accounts.models import AuditEntry, BudgetEvent, ITTeam
from intake.lifecycle import OPEN_STEPS, Outcome
from intake.models import BusinessCase, CostLine, ProjectRequest
from intake.selectors.drivers import lines_with_prices
from triage.budget_request.facts import calendar_of, chief_information_officer
from triage.budget_request.people import People, Who
from triage.inputs.money import line_key
from triage.models import Assessment, BudgetRequest
from triage.plain import from_plain
from triage.scoring import budget
from triage.scoring.budget.forecast import BudgetRange


@dataclass(frozen=True)
class Share:
    """One request: IT's own gap, and what it was reckoned from."""

    request: ProjectRequest
    people: People
    gap: budget.BudgetGap
    spread: BudgetRange | None
    lines: tuple[budget.CostLine, ...]
    funding: tuple[budget.FundingLine, ...]
    judged_on: date

    @property
    def is_costed(self) -> bool:
        """Whether anything was entered at all, by whomever it is paid."""
        return bool(self.lines)

    @cached_property
    def its_lines(self) -> tuple[budget.CostLine, ...]:
        """What IT pays, and staff time, which is IT's whoever pays."""
        it = budget.Payer.IT
        return tuple(
            line for line in self.lines if line.is_staff_time or line.payer is it
        )

    def year(self, year: int) -> budget.YearGap | None:
        return next((item for item in self.gap.years if item.year == year), None)

    def matters_in(self, year: int) -> bool:
        """Whether IT has cost or work in that fiscal year."""
        item = self.year(year)
        return item is not None and bool(item.cost or item.hours_needed)


@dataclass(frozen=True)
class WholeFacts:
    """What the paper of IT as a whole is written from."""

    fiscal_year: int
    today: date
    shares: Sequence[Share]
    not_costed: Sequence[ProjectRequest]
    people: People
    cases: Mapping[int, BusinessCase]
    rows: Mapping[str, CostLine]
    teams: Mapping[str, ITTeam]
    versions: Mapping[int, BudgetRequest]
    events: Sequence[BudgetEvent]
    money_entered: Mapping[int, Sequence[tuple[str, datetime]]]
    cio: str

    def entered_on(self, share: Share, what: str) -> date:
        named = f"“{what}”"
        written = self.money_entered.get(share.request.pk, ())
        moment = next((at for after, at in written if named in after), None)
        return city.day_of(moment or share.request.created_at)

    def case(self, share: Share) -> BusinessCase:
        found = self.cases.get(share.request.pk)
        return found or BusinessCase(project_request=share.request)


def read_whole(fiscal_year: int, *, now: datetime) -> WholeFacts:
    """In the same number of queries for any number of requests."""
    requests = list(_requests())
    shares = [_share(request, row) for request, row in _newest(requests)]
    judged = {share.request.pk for share in shares if share.is_costed}
    mattering = [share for share in shares if share.matters_in(fiscal_year)]
    ids = [share.request.pk for share in mattering]
    rows = lines_with_prices(CostLine.objects.filter(project_request__in=ids))
    settings = city.current()
    leads = {
        Who.TRIAGE_LEAD: settings.triage_lead,
        Who.IT_FINANCE: settings.it_finance,
    }
    return WholeFacts(
        fiscal_year=fiscal_year,
        today=city.day_of(now),
        shares=mattering,
        not_costed=[request for request in requests if request.pk not in judged],
        people=People({who: one.name for who, one in leads.items() if one}),
        cases={
            case.project_request_id: case
            for case in BusinessCase.objects.filter(project_request__in=ids)
        },
        rows={line_key(row): row for row in rows},
        teams={t.code: t for t in ITTeam.objects.select_related("lead")},
        versions=_versions(ids, fiscal_year),
        events=calendar_of(fiscal_year),
        money_entered=_money_entered(ids),
        cio=chief_information_officer(),
    )


def _requests() -> Iterable[ProjectRequest]:
    goes_on = Q(step__in=OPEN_STEPS) | Q(outcome=Outcome.ACCEPTED)
    return (
        ProjectRequest.objects.real()
        .filter(goes_on)
        .select_related("department__liaison", "assignee", "category")
        .prefetch_related("partners")
        .order_by("number_year", "number_serial", "pk")
    )


def _newest(
    requests: Sequence[ProjectRequest],
) -> list[tuple[ProjectRequest, Assessment]]:
    """Each with its newest assessment; those never judged are left out."""
    by_id = {request.pk: request for request in requests}
    newest = (
        Assessment.objects.filter(project_request__in=by_id)
        .order_by()
        .values("project_request")
        .annotate(newest=Max("pk"))
        .values("newest")
    )
    rows = {
        row.project_request_id: row for row in Assessment.objects.filter(pk__in=newest)
    }
    return [(by_id[pk], rows[pk]) for pk in by_id if pk in rows]


def _share(request: ProjectRequest, row: Assessment) -> Share:
    # Only what is wanted is read back: a whole judgement of each would take seconds.
    result, inputs = row.result, row.inputs
    return Share(
        request=request,
        people=_people(request),
        gap=from_plain(budget.BudgetGap, result["it_budget"]),
        spread=_spread(result.get("it_budget_range")),
        lines=from_plain(tuple[budget.CostLine, ...], inputs["cost_lines"]),
        funding=from_plain(tuple[budget.FundingLine, ...], inputs["funding"]),
        judged_on=city.day_of(row.made_at),
    )


def _spread(data: object) -> BudgetRange | None:
    return from_plain(BudgetRange, data) if data else None


def _people(request: ProjectRequest) -> People:
    liaison = request.department.liaison
    named = {
        **{Who(row.part): row.name for row in request.partners.all()},
        Who.LIAISON: liaison.name if liaison else "",
        Who.IT_CONTACT: request.assignee.name if request.assignee else "",
    }
    return People({who: name for who, name in named.items() if name})


def _versions(ids: Sequence[int], fiscal_year: int) -> dict[int, BudgetRequest]:
    """The newest version of each request's own paper for this year."""
    rows = BudgetRequest.objects.filter(
        project_request__in=ids, fiscal_year=fiscal_year
    ).select_related("signed_by")
    return {
        row.project_request_id: row
        for row in rows.order_by("version")
        if row.project_request_id is not None
    }


def _money_entered(ids: Sequence[int]) -> dict[int, list[tuple[str, datetime]]]:
    entries = AuditEntry.objects.filter(
        subject_type="intake.projectrequest",
        subject_id__in=ids,
        action__startswith="intake.money_",
    )
    found: dict[int, list[tuple[str, datetime]]] = {}
    rows = entries.order_by("-pk").values_list("subject_id", "facts__after", "at")
    for pk, after, at in rows:
        found.setdefault(int(pk), []).append((after or "", at))
    return found
