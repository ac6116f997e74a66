"""How requests stood at a moment, told from moves and moments that never change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts import city
from accounts.calendar import add_business_days, business_days_between
from accounts.models import User
from intake.lifecycle import OPEN_STEPS, Outcome, Step
from intake.models import ProjectRequest, StepChange
from projects.lifecycle import Phase
from projects.models import PhaseChange
from triage.models import Assessment, Decision

_Pause = tuple[datetime, datetime | None]


@dataclass(frozen=True)
class Standing:
    """One request that was with IT and not decided. `answer_by_on` is as promised then."""

    pk: int
    step: Step
    is_answered: bool
    answer_by_on: date

    @property
    def is_waiting(self) -> bool:
        """Nobody in IT had answered yet."""
        return not self.is_answered

    def is_due(self, until: date) -> bool:
        """A leader had to confirm it, or IT had to decide it by that day."""
        if self.step is Step.AWAITING_CONFIRMATION:
            return True
        in_hand = self.step is Step.IN_TRIAGE and self.is_answered
        return in_hand and self.answer_by_on <= until


def counted(reader: User | None) -> QuerySet[ProjectRequest]:
    """What figures count: what the reader may see, without documented cases."""
    rows = ProjectRequest.objects.all()
    return (rows.visible_to(reader) if reader else rows).real()


def open_at(moment: datetime, reader: User | None = None) -> list[Standing]:
    """Everything that was with IT and not decided then (two queries and the city's)."""
    rows = list(
        counted(reader)
        .filter(Q(decided_at__isnull=True) | Q(decided_at__gt=moment))
        .filter(submitted_at__lte=moment)
        .annotate(step_then=_step_at(moment))
        .filter(step_then__in=OPEN_STEPS)
        .order_by("pk")
        .values("pk", "step_then", "submitted_at", "answered_at", "answer_by_on")
    )
    pauses = _pauses(row["pk"] for row in rows if row["answered_at"] is not None)
    promises = _Promises.of_the_city()
    return [
        Standing(
            pk=row["pk"],
            step=Step(row["step_then"]),
            is_answered=bool(row["answered_at"] and row["answered_at"] <= moment),
            answer_by_on=promises.as_of(moment, row, pauses.get(row["pk"], ())),
        )
        for row in rows
    ]


def open_or_accepted_at(
    moment: datetime, reader: User | None = None
) -> QuerySet[ProjectRequest]:
    """Open, or accepted and its project not retired then."""
    accepted = Decision.objects.filter(
        Q(needs_confirmation=False, decided_at__lte=moment)
        | Q(confirmed_at__lte=moment),
        Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment),
        project_request=OuterRef("pk"),
        outcome=Outcome.ACCEPTED,
    )
    phase_then = (
        PhaseChange.objects.filter(
            project__project_request=OuterRef("pk"), at__lte=moment
        )
        .order_by("-at", "-pk")
        .values("to_phase")[:1]
    )
    return (
        counted(reader)
        .filter(submitted_at__lte=moment)
        .annotate(step_then=_step_at(moment), phase_then=Subquery(phase_then))
        .filter(
            Q(step_then__in=OPEN_STEPS)
            | Q(step_then=Step.DECIDED) & Q(Exists(accepted))
        )
        .filter(Q(phase_then__isnull=True) | ~Q(phase_then=Phase.RETIRED))
    )


def newest_assessments(
    requests: QuerySet[ProjectRequest], moment: datetime
) -> QuerySet[Assessment]:
    """Of each request the assessment that was the newest then; no order."""
    newest = (
        Assessment.objects.filter(project_request=OuterRef("pk"), made_at__lte=moment)
        .order_by("-made_at", "-pk")
        .values("pk")[:1]
    )
    chosen = requests.annotate(newest=Subquery(newest)).values("newest")
    return Assessment.objects.filter(pk__in=chosen).order_by()


def _step_at(moment: datetime) -> Subquery:
    """Where a request stood then."""
    return Subquery(
        StepChange.objects.filter(project_request=OuterRef("pk"), at__lte=moment)
        .order_by("-at", "-pk")
        .values("to_step")[:1]
    )


def _pauses(pks: Iterable[int]) -> Mapping[int, Sequence[_Pause]]:
    """When each request waited for information: from, and until if it has ended."""
    pauses: defaultdict[int, list[_Pause]] = defaultdict(list)
    changes = StepChange.objects.filter(
        Q(to_step=Step.NEEDS_INFORMATION) | Q(from_step=Step.NEEDS_INFORMATION),
        project_request__in=list(pks),
    ).order_by("at", "pk")
    for pk, to_step, at in changes.values_list("project_request", "to_step", "at"):
        if to_step == Step.NEEDS_INFORMATION:
            pauses[pk].append((at, None))
        elif pauses[pk]:
            pauses[pk][-1] = (pauses[pk][-1][0], at)
    return pauses


@dataclass(frozen=True)
class _Promises:
    """The answer-by date as it stood at a moment.

    The stored date holds all pauses that ended. If one ended only after the moment, the
    date is counted again from the submission, with the pauses that had ended by then.
    """

    zone: ZoneInfo
    holidays: frozenset[date]
    business_days: int

    @classmethod
    def of_the_city(cls) -> "_Promises":
        settings = city.current()
        return cls(city.zone(), city.holidays(), settings.answer_by_business_days)

    def as_of(
        self, moment: datetime, row: Mapping[str, Any], pauses: Sequence[_Pause]
    ) -> date:
        if all(until is None or until <= moment for _since, until in pauses):
            stored: date = row["answer_by_on"]
            return stored
        submitted_on = self._day(row["submitted_at"])
        promised = add_business_days(submitted_on, self.business_days, self.holidays)
        for since, until in pauses:
            if until is not None and until <= moment:
                waited = business_days_between(
                    self._day(since), self._day(until), self.holidays
                )
                promised = add_business_days(promised, waited, self.holidays)
        return promised

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()
