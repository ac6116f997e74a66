"""The requester's page: where it stands, why, and what would help."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import city
from accounts.models import BudgetEvent, User
from accounts.permissions import may
from accounts.roles import Permission
from intake.lifecycle import EDITABLE_STEPS, MOVES, Step
from intake.models import Ask, FundingLine, ProjectRequest
from triage.figures import (
    ImpactFigure,
    PromiseFigure,
    day,
    money,
)
from triage.models import Assessment, Decision, TierOverride
from triage.scoring.rules import Tier
from triage.selectors.asked import AskLine, ask_lines, ask_texts
from triage.selectors.current import live_rubric, older_rubric_of, promise_of
from triage.selectors.decided import (
    DecisionWords,
    decision_words,
    live_decision,
    project_ref,
)
from triage.selectors.explained import Explained, NextQuestion
from triage.selectors.history import history_told
from triage.selectors.money_told import MoneyTold, money_told
from triage.selectors.next_steps import OPEN, Entry, next_steps
from triage.selectors.reasons import Reasons, reasons
from triage.selectors.reference_class import ReferenceFigure, reference_of_early
from triage.selectors.status import requester_status
from triage.selectors.told import Told, told
from triage.selectors.verdict import TIER_MEANS, verdict
from triage.selectors.waits import usual_wait_days

HELPFUL_ANSWERS = 2


@dataclass(frozen=True)
class Fact:
    """As `components/facts.html` prints it."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class AskedQuestion:
    """A question IT waits for; `url` is empty for who may not answer it."""

    id: str
    text: str
    to: str
    due_on: date
    note: str
    url: str


@dataclass(frozen=True)
class Standing:
    """What changes with every save: the fragment that reloads by itself.

    Without an assessment yet there is no `impact` and there are no `reasons`; `is_due`
    says that the figures are older than the answers. `asked` is what IT waits for,
    `questions` what would help besides, for those who may answer; `decision` is there
    once it is in effect.
    """

    number: str
    version: int
    can_submit: bool
    verdict: str
    is_due: bool
    impact: ImpactFigure | None
    settled_says: str
    older_rubric: str
    tier_means: str
    facts: tuple[Fact, ...]
    decision: DecisionWords | None
    project_ref: str
    asked: tuple[AskedQuestion, ...]
    questions: tuple[NextQuestion, ...]
    reasons: Reasons | None


@dataclass(frozen=True)
class MoneySoFar:
    """What is entered about money; `told` is what was made of it, None before."""

    sources: tuple[str, ...]
    told: MoneyTold | None
    held_up: ReferenceFigure | None
    """How such estimates held up; None beside one that is not early."""


@dataclass(frozen=True)
class RequestActions:
    can_answer: bool
    can_submit: bool
    can_withdraw: bool
    can_triage: bool


@dataclass(frozen=True)
class RequestPage:
    number: str
    title: str
    problem: str
    department: str
    sent_on: date | None
    standing: Standing
    next_steps: tuple[Entry, ...]
    asked: tuple[AskLine, ...]
    money: MoneySoFar
    told: Told | None
    history: tuple[Entry, ...]
    actions: RequestActions


@dataclass(frozen=True)
class _Read:
    """What both the page and its fragment are made of."""

    explained: Explained | None
    asks: tuple[Ask, ...]
    """The open ones."""
    all_asks: tuple[Ask, ...]
    decision: Decision | None
    override: TierOverride | None


def request_page(
    *, project_request: ProjectRequest, reader: User, now: datetime
) -> RequestPage:
    """Everything the page shows, in the same number of queries for every request
    but for those of how early estimates held up.

    :param project_request: visible to the reader, with department and assignee.
    """
    read, actions = _read(project_request), _actions(project_request, reader)
    return RequestPage(
        number=project_request.number,
        title=project_request.title,
        problem=project_request.problem,
        department=project_request.department.name,
        sent_on=timezone.localdate(project_request.submitted_at)
        if project_request.submitted_at
        else None,
        standing=_standing(project_request, read, reader, now),
        next_steps=next_steps(
            project_request,
            read.asks,
            _budget_day(now),
            city.current().answer_by_business_days,
        ),
        asked=ask_lines(read.all_asks, read.explained, timezone.localdate(now)),
        money=_money_so_far(project_request, read.explained, actions.can_answer),
        told=told(project_request, read.explained, reader),
        history=history_told(project_request),
        actions=actions,
    )


def request_standing(
    *, project_request: ProjectRequest, reader: User, now: datetime
) -> Standing:
    """The fragment alone.

    :param project_request: visible to the reader, with its assignee.
    """
    return _standing(project_request, _read(project_request), reader, now)


def _read(project_request: ProjectRequest) -> _Read:
    assessment = Assessment.objects.current_for(project_request)
    asks = tuple(project_request.asks.select_related("to", "asked_by", "answered_by"))
    return _Read(
        explained=Explained.of(assessment, project_request.number)
        if assessment
        else None,
        asks=tuple(ask for ask in asks if ask.is_open),
        all_asks=asks,
        decision=live_decision(project_request),
        override=TierOverride.objects.in_force(project_request),
    )


def _standing(
    project_request: ProjectRequest, read: _Read, reader: User, now: datetime
) -> Standing:
    explained, today = read.explained, timezone.localdate(now)
    actions = _actions(project_request, reader)
    decision = read.decision
    in_effect = decision is not None and decision.in_effect_at is not None
    return Standing(
        number=project_request.number,
        version=project_request.version,
        can_submit=actions.can_submit,
        verdict=verdict(project_request, explained, decision, len(read.asks), today),
        is_due=project_request.assessment_due_at is not None,
        impact=explained.impact(read.override) if explained else None,
        settled_says=explained.settled_says() if explained else "",
        older_rubric=older_rubric_of(project_request, live_rubric()),
        tier_means=str(
            TIER_MEANS[Tier(project_request.tier_set or project_request.tier)]
        )
        if explained
        else "",
        facts=_facts(project_request, today, now),
        decision=decision_words(decision) if decision and in_effect else None,
        project_ref=project_ref(project_request),
        asked=_asked(explained, read.asks, reader, actions) if explained else (),
        questions=_helpful(explained, read.asks)
        if explained and actions.can_answer
        else (),
        reasons=reasons(explained) if explained else None,
    )


def _asked(
    explained: Explained, asks: tuple[Ask, ...], reader: User, actions: RequestActions
) -> tuple[AskedQuestion, ...]:
    texts = ask_texts(asks, explained)
    return tuple(
        AskedQuestion(
            id=ask.question,
            text=texts[ask.question],
            to=ask.to.name,
            due_on=ask.due_on,
            note=ask.note,
            url=explained.answer_url(ask.question)
            if actions.can_answer or ask.to.user_id == reader.pk
            else "",
        )
        for ask in reversed(asks)
    )


def _helpful(explained: Explained, asks: tuple[Ask, ...]) -> tuple[NextQuestion, ...]:
    """What would help most besides what IT waits for already."""
    asked = {ask.question for ask in asks}
    open_ones = [one for one in explained.next_questions() if one.id not in asked]
    return tuple(open_ones[:HELPFUL_ANSWERS])


def _facts(
    project_request: ProjectRequest, today: date, now: datetime
) -> tuple[Fact, ...]:
    promise = promise_of(project_request, today, city.holidays())
    wait = usual_wait_days(now)
    return (
        Fact(_("Where it is"), requester_status(project_request)),
        Fact(_("First answer promised by"), _promise_says(promise, today)),
        Fact(_("Usual wait"), _wait_says(wait)),
    )


def _promise_says(promise: PromiseFigure, today: date) -> str:
    if promise.due_on is None:
        days = city.current().answer_by_business_days
        return _("%(days)d business days after you send it") % {"days": days}
    on = day(promise.due_on, today=today)
    says = {
        "kept": _("%(day)s, given"),
        "missed": _("%(day)s, given late"),
        "over": _("%(day)s, overdue"),
        "paused": _("%(day)s, paused until the answer is there"),
    }
    return says.get(promise.kind, "%(day)s") % {"day": on}


def _wait_says(days: int | None) -> str:
    if days is None:
        return _("nothing answered yet to tell from")
    return ngettext("%(count)d business day", "%(count)d business days", days) % {
        "count": days
    }


def _money_so_far(
    project_request: ProjectRequest, explained: Explained | None, can_answer: bool
) -> MoneySoFar:
    return MoneySoFar(
        sources=tuple(map(_source_says, project_request.funding_lines.all())),
        told=money_told(explained, can_answer=can_answer) if explained else None,
        held_up=reference_of_early(explained.judgement) if explained else None,
    )


def _source_says(line: FundingLine) -> str:
    return _("%(amount)s %(source)s, %(certainty)s") % {
        "amount": money(line.cents),
        "source": line.source,
        "certainty": line.get_certainty_display(),
    }


def _budget_day(now: datetime) -> Entry | None:
    """The next day of the city's budget calendar."""
    event = BudgetEvent.objects.filter(on__gte=timezone.localdate(now)).first()
    return Entry(event.name, on=event.on, kind=OPEN) if event else None


def _actions(project_request: ProjectRequest, reader: User) -> RequestActions:
    step = Step(project_request.step)
    return RequestActions(
        can_answer=step in EDITABLE_STEPS
        and may(reader, Permission.REQUEST_ANSWER, project_request),
        can_submit=step is Step.DRAFT
        and may(reader, Permission.REQUEST_SUBMIT, project_request),
        can_withdraw=Step.WITHDRAWN in MOVES[step]
        and may(reader, Permission.REQUEST_WITHDRAW, project_request),
        can_triage=project_request.submitted_at is not None
        and may(reader, Permission.TRIAGE_SEE),
    )
