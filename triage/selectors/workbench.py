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
from intake.selectors import mark_gone
from triage.figures import PromiseFigure
from triage.models import Assessment, TierOverride
from triage.selectors.answered import AnswerSection, answer_sections, settled_questions
from triage.selectors.asked import AskLine, WhoToAsk, ask_lines, who_to_ask
from triage.selectors.current import live_rubric, older_rubric_of, promise_of
from triage.selectors.decided import (
    DecisionWords,
    decision_words,
    live_decision,
    project_ref,
)
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
    asks: tuple[AskLine, ...]
    ask_to: WhoToAsk
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
    if explained:
        mark_gone(answers, explained.questions)
    asks = project_request.asks.select_related("to", "asked_by", "answered_by")
    lines = ask_lines(asks, explained, today, answers)
    decision = live_decision(project_request)
    override = TierOverride.objects.in_force(project_request)
    rights = rights_on(
        project_request, decision, reader, is_judged=assessment is not None
    )
    shown = (
        judged(
            assessment,
            explained,
            settled_questions(answers),
            asked=frozenset(line.question_id for line in lines if line.is_open),
            override=override,
            can_answer=rights.can_answer,
        )
        if assessment and explained
        else None
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
        asked_on=timezone.localdate(project_request.submitted_at)
        if project_request.submitted_at
        else None,
        is_due=project_request.assessment_due_at is not None,
        version=project_request.version,
        assignee_id=project_request.assignee_id,
        assignee=project_request.assignee.name if project_request.assignee else "",
        promise=promise_of(project_request, today, city.holidays()),
        judged=shown,
        live_rubric=live if older_rubric_of(project_request, live) else "",
        asks=lines,
        ask_to=who_to_ask(
            project_request, reader, shown.next_question if shown else None, asks
        ),
        ask_due_on=city.business_days_after(today, _ANSWER_WITHIN_DAYS),
        answers=answer_sections(answers, explained) if explained else (),
        systems=_systems(project_request),
        override=override,
        decision=decision_words(decision) if decision else None,
        decision_id=decision.pk if decision else None,
        project_ref=project_ref(project_request),
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
