"""Everything a budget request is written from, read in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q

from accounts import city
from accounts.models import AuditEntry, BudgetEvent, Contact, ITTeam, User
from accounts.roles import Role
from intake.models import (
    Answer,
    AnswerKind,
    BusinessCase,
    CostLine,
    FundingLine,
    ProjectRequest,
    SystemTouch,
)
from intake.selectors.drivers import lines_with_prices
from projects.models import Project
from triage.budget_request.people import People, Who
from triage.inputs.first_contact import ReadFirstContact, first_contact
from triage.inputs.money import line_key, source_key
from triage.judgement import Judgement
from triage.models import Assessment, Decision, ReferenceClass, TierOverride
from triage.scoring import budget
from triage.selectors.decided import live_decision
from triage.selectors.explained import Explained


@dataclass(frozen=True)
class Facts:
    """A request as it is now. `cost_rows` and `funding_rows` go by the keys of lines."""

    request: ProjectRequest
    fiscal_year: int
    today: date
    people: People
    first: ReadFirstContact
    assessment: Assessment | None
    override: TierOverride | None
    cost_rows: Mapping[str, CostLine]
    funding_rows: Mapping[str, FundingLine]
    touches: Sequence[SystemTouch]
    partners: Mapping[str, tuple[str, str]]
    case: BusinessCase
    answers: Sequence[Answer]
    decision: Decision | None
    events: Sequence[BudgetEvent]
    teams: Mapping[str, ITTeam]
    elsewhere: Sequence[ReferenceClass]
    money_entered: Sequence[tuple[str, datetime]]
    cio: str

    @cached_property
    def explained(self) -> Explained | None:
        if self.assessment is None:
            return None
        return Explained.of(self.assessment, self.request.number)

    @property
    def judgement(self) -> Judgement | None:
        return self.assessment.judgement if self.assessment else None

    @property
    def lines(self) -> tuple[budget.CostLine, ...]:
        """The cost lines the figures were reckoned from."""
        return self.assessment.judged.cost_lines if self.assessment else ()

    @property
    def funding(self) -> tuple[budget.FundingLine, ...]:
        return self.assessment.judged.funding if self.assessment else ()

    @property
    def costed(self) -> Judgement | None:
        """What the money was judged; None while no line says what it costs."""
        judgement = self.judgement
        return judgement if judgement and judgement.is_costed else None

    def ask(self, who: Who) -> str:
        return self.people.ask(who)

    def said(self, question_id: str) -> str:
        """The answer in words; empty while it is not known."""
        answer = self._answers.get(question_id)
        explained = self.explained
        if (
            answer is None
            or explained is None
            or question_id not in explained.questions
        ):
            return ""
        if answer.kind in (AnswerKind.UNKNOWN, AnswerKind.NOT_ASKED):
            return ""
        return explained.question(question_id).says(
            answer.kind, answer.option, answer.reason
        )

    def ask_answer(self, question_id: str) -> str:
        explained = self.explained
        known = explained.questions.get(question_id) if explained else None
        return self.people.ask_answer(known.answered_by if known else "department")

    def entered_on(self, what: str) -> date:
        """The day a line of money was last written, else the request's first."""
        named = f"“{what}”"
        moment = next((at for after, at in self.money_entered if named in after), None)
        return city.day_of(moment or self.request.created_at)

    @cached_property
    def _answers(self) -> Mapping[str, Answer]:
        return {answer.question: answer for answer in self.answers}


def read_facts(
    project_request: ProjectRequest, fiscal_year: int, *, now: datetime
) -> Facts:
    today = city.day_of(now)
    partners = {
        row.part: (row.name, _department_of(row.contact))
        for row in project_request.partners.select_related("contact__department")
    }
    rows = list(lines_with_prices(project_request.cost_lines.all()))
    funding = list(project_request.funding_lines.select_related("program", "matches"))
    return Facts(
        request=project_request,
        fiscal_year=fiscal_year,
        today=today,
        people=_people(project_request, partners),
        first=first_contact(project_request, today=today),
        assessment=Assessment.objects.current_for(project_request),
        override=TierOverride.objects.in_force(project_request),
        cost_rows={line_key(row): row for row in rows},
        funding_rows={source_key(row): row for row in funding},
        touches=list(
            project_request.system_touches.select_related(
                "system__owner_department__liaison"
            )
        ),
        partners=partners,
        case=_case(project_request),
        answers=list(
            project_request.answers.select_related("answered_by").order_by("question")
        ),
        decision=live_decision(project_request),
        events=calendar_of(fiscal_year),
        teams={team.code: team for team in ITTeam.objects.select_related("lead").all()},
        elsewhere=list(ReferenceClass.objects.order_by("position", "pk")),
        money_entered=_money_entered(project_request),
        cio=chief_information_officer(),
    )


def calendar_of(fiscal_year: int) -> list[BudgetEvent]:
    """The days of the budget calendar on which this fiscal year's money is settled."""
    settles = ~Q(kind=BudgetEvent.Kind.OTHER)
    return list(BudgetEvent.objects.filter(settles, fiscal_year=fiscal_year))


def chief_information_officer() -> str:
    """Who leads IT; empty where no one person does."""
    leaders = User.objects.filter(
        is_active=True, department__is_it=True, role_grants__role=Role.LEADER
    )
    names = list(leaders.values_list("name", flat=True).distinct()[:2])
    return names[0] if len(names) == 1 else ""


def _people(
    project_request: ProjectRequest, partners: Mapping[str, tuple[str, str]]
) -> People:
    settings = city.current()
    project = (
        Project.objects.filter(project_request=project_request)
        .select_related("lead")
        .first()
    )
    lead = project.lead if project else None
    assignee = project_request.assignee
    liaison = project_request.department.liaison
    named = {
        **{Who(part): name for part, (name, _dept) in partners.items()},
        Who.IT_CONTACT: lead.name if lead else assignee.name if assignee else "",
        Who.LIAISON: liaison.name if liaison else "",
        Who.IT_FINANCE: _name(settings.it_finance),
        Who.TRIAGE_LEAD: _name(settings.triage_lead),
    }
    return People({who: name for who, name in named.items() if name})


def _name(contact: Contact | None) -> str:
    return contact.name if contact else ""


def _department_of(contact: Contact | None) -> str:
    return contact.department.name if contact and contact.department else ""


def _case(project_request: ProjectRequest) -> BusinessCase:
    """The business case; an empty one, never stored, where nobody began it."""
    found = BusinessCase.objects.filter(project_request=project_request).first()
    return found or BusinessCase(project_request=project_request)


def _money_entered(project_request: ProjectRequest) -> list[tuple[str, datetime]]:
    """What was written about money and when, the newest first."""
    entries = AuditEntry.objects.filter(
        subject_type="intake.projectrequest",
        subject_id=project_request.pk,
        action__startswith="intake.money_",
    )
    rows = entries.order_by("-pk").values_list("facts__after", "at")
    return [(after or "", at) for after, at in rows]
