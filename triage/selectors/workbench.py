"""The workbench: one request with everything a decision needs, on one screen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import city
from accounts.models import User
from intake.lifecycle import OPEN_STEPS
from intake.models import Partner, ProjectRequest
from intake.selectors import people_to_ask
from projects.models import Project
from triage.figures import PromiseFigure
from triage.models import Assessment, TierOverride
from triage.selectors.answered import AnswerSection, answer_sections, settled_questions
from triage.selectors.current import live_rubric, older_rubric_of, promise_of
from triage.selectors.decided import DecisionWords, decision_words, live_decision
from triage.selectors.explained import Explained
from triage.selectors.history import history_inside
from triage.selectors.judged import Judged, judged
from triage.selectors.next_steps import Entry
from triage.selectors.queue import assignable_people
from triage.selectors.rights import Rights, rights_on
from triage.selectors.status import it_status
from triage.selectors.told import Told, told

# What the form proposes; the triager may choose another day.
_ANSWER_WITHIN_DAYS = 5


@dataclass(frozen=True)
class OpenAsk:
    question_id: str
    question: str
    to: str
    due_on: date
    url: str


@dataclass(frozen=True)
class TouchedSystem:
    name: str
    url: str
    fit: str
    because: str
    support_ends_on: date | None


@dataclass(frozen=True)
class Workbench:
    number: str
    title: str
    problem: str
    department: str
    category: str
    people_says: str
    status: str
    is_open: bool
    asked_on: date | None
    is_due: bool
    version: int
    assignee_id: int | None
    assignee: str
    promise: PromiseFigure
    judged: Judged | None
    live_rubric: str
    """Named only where the request is still judged by an older one."""
    asks: tuple[OpenAsk, ...]
    ask_to: tuple[tuple[int, str], ...]
    ask_due_on: date
    answers: tuple[AnswerSection, ...]
    systems: tuple[TouchedSystem, ...]
    override: TierOverride | None
    decision: DecisionWords | None
    decision_id: int | None
    project_ref: str
    told: Told | None
    history: tuple[Entry, ...]
    people: tuple[tuple[int, str], ...]
    rights: Rights

    @property
    def told_says(self) -> str:
        """Who hears of a decision, and when a leader comes first."""
        words = {"department": self.department}
        if self.judged and self.judged.is_held_critical:
            return (
                _(
                    "Accepting goes to the leaders first: one of them confirms, then the "
                    "project opens and %(department)s is told. Any other outcome is told at "
                    "once."
                )
                % words
            )
        return (
            _(
                "%(department)s, the partners and the owners of the systems are told by mail. "
                "Accepting opens a project at once, unless you set the tier to Critical: then "
                "a leader confirms first."
            )
            % words
        )


def workbench(
    *, project_request: ProjectRequest, reader: User, now: datetime
) -> Workbench:
    """Everything on the page, in the same number of queries for every request.

    :param project_request: visible to the reader, with department, category, assignee
        and who created and submitted it.
    """
    today, live = timezone.localdate(now), live_rubric()
    assessment = Assessment.objects.current_for(project_request)
    explained = Explained.of(assessment, project_request.number) if assessment else None
    answers = list(project_request.answers.select_related("answered_by"))
    asks = _open_asks(project_request, explained)
    decision = live_decision(project_request)
    override = TierOverride.objects.in_force(project_request)
    rights = rights_on(
        project_request, decision, reader, is_judged=assessment is not None
    )
    return Workbench(
        number=project_request.number,
        title=project_request.title,
        problem=project_request.problem,
        department=project_request.department.name,
        category=project_request.category.name if project_request.category else "",
        people_says=_people_says(project_request.partners.all()),
        status=it_status(project_request),
        is_open=project_request.step in OPEN_STEPS,
        asked_on=_day_of(project_request.submitted_at),
        is_due=project_request.assessment_due_at is not None,
        version=project_request.version,
        assignee_id=project_request.assignee_id,
        assignee=project_request.assignee.name if project_request.assignee else "",
        promise=promise_of(project_request, today, city.holidays()),
        judged=judged(
            assessment,
            explained,
            settled_questions(answers),
            asked=frozenset(ask.question_id for ask in asks),
            override=override,
        )
        if assessment and explained
        else None,
        live_rubric=live if older_rubric_of(project_request, live) else "",
        asks=asks,
        ask_to=_who_may_be_asked(project_request),
        ask_due_on=city.business_days_after(today, _ANSWER_WITHIN_DAYS),
        answers=answer_sections(answers, explained) if explained else (),
        systems=_systems(project_request),
        override=override,
        decision=decision_words(decision) if decision else None,
        decision_id=decision.pk if decision else None,
        project_ref=_project_ref(project_request),
        told=told(project_request, explained, reader),
        history=history_inside(project_request),
        people=assignable_people(),
        rights=rights,
    )


def _people_says(partners: Iterable[Partner]) -> str:
    """Who stands behind it: “owner: L. Vega · funder: State grant office”."""
    return " · ".join(
        _("%(part)s: %(name)s")
        % {"part": partner.get_part_display(), "name": partner.name}
        for partner in partners
    )


def _open_asks(
    project_request: ProjectRequest, explained: Explained | None
) -> tuple[OpenAsk, ...]:
    rows = project_request.asks.open().select_related("to")
    return tuple(
        OpenAsk(
            question_id=row.question,
            question=explained.question(row.question).text
            if explained
            else row.question,
            to=row.to.name,
            due_on=row.due_on,
            url=reverse("intake:answer", args=[project_request.number, row.question]),
        )
        for row in rows
    )


def _who_may_be_asked(project_request: ProjectRequest) -> tuple[tuple[int, str], ...]:
    """Who sent it first, then the others who can be asked, by name."""
    asker = project_request.submitted_by_id or project_request.created_by_id
    people = people_to_ask(project_request).order_by("name", "pk")
    found = list(people.values_list("pk", "name", "user"))
    found.sort(key=lambda person: person[2] != asker)
    return tuple((pk, name) for pk, name, _user in found)


def _systems(project_request: ProjectRequest) -> tuple[TouchedSystem, ...]:
    touches = project_request.system_touches.select_related("system")
    return tuple(
        TouchedSystem(
            name=touch.system.name,
            url=reverse("intake:system", args=[touch.system.code]),
            fit=str(touch.get_fit_display()),
            because=touch.because,
            support_ends_on=touch.system.end_of_support_on,
        )
        for touch in touches
    )


def _project_ref(project_request: ProjectRequest) -> str:
    project = Project.objects.filter(project_request=project_request).first()
    return project.ref if project else ""


def _day_of(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
