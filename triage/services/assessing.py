"""Judging a request afresh, and healing what could not be judged."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.actors import THE_CLOCK
from accounts.models import AuditEntry
from intake.models import ProjectRequest
from triage.inputs import read_inputs
from triage.judgement import Inputs, Judgement, judge
from triage.models import Assessment, Rubric
from triage.plain import to_plain
from triage.scoring import rules as scoring_rules
from triage.scoring.coding import encode
from triage.scoring.rounding import half_up
from triage.services.ending_money import keep_ending_money
from triage.services.money_years import gap_figures, keep_money_years
from triage.wording import range_says

logger = logging.getLogger(__name__)

# Every turn means somebody saved another answer within milliseconds.
_ATTEMPTS = 5
# A tick of the clock stays short; what is left is taken by the next one.
_RETRIES_A_TICK = 50

audit.register(
    {"triage.assessment_recovered": _("%(by)s computed the score of %(subject)s again")}
)


class AssessmentOvertaken(Exception):
    """Answers kept changing while they were being judged."""


@transaction.atomic
def assess_request(
    *, project_request: ProjectRequest, cause: AuditEntry, now: datetime
) -> Assessment:
    """Judge a request by the live rubric and keep the result for ever.

    :raises Rubric.DoesNotExist: no rubric has been loaded.
    :raises AssessmentOvertaken: the answers would not hold still.
    """
    rubric = Rubric.objects.select_related("questionnaire").get(is_live=True)
    return assess_by(
        Measure.of(rubric), project_request=project_request, cause=cause, now=now
    )


@dataclass(frozen=True)
class Measure:
    """A rubric, read once, that judges one request or many."""

    rubric: Rubric
    rules: scoring_rules.Rubric

    @classmethod
    def of(cls, rubric: Rubric) -> Self:
        """:param rubric: with its questionnaire."""
        return cls(rubric, rubric.rules())


def assess_by(
    measure: Measure,
    *,
    project_request: ProjectRequest,
    cause: AuditEntry,
    now: datetime,
) -> Assessment:
    """Judge a request, inside the caller's transaction.

    The figures are copied onto the request only while its answers' revision is the
    one judged; when it has moved, everything is read and judged again. Never raises
    the request's version: people who look at it may still act.

    :raises AssessmentOvertaken: the answers would not hold still.
    """
    rubric, rules = measure.rubric, measure.rules
    for _attempt in range(_ATTEMPTS):
        # The revision is read before the answers: whatever changes after it shows in
        # the WHERE below.
        project_request.refresh_from_db()
        inputs = read_inputs(project_request, rules.questionnaire, now=now)
        judgement = judge(inputs, rules)
        copied = ProjectRequest.objects.filter(
            pk=project_request.pk, answers_revision=project_request.answers_revision
        ).update(
            **_current_figures(judgement),
            rubric_version=rubric.version,
            answer_codes=encode(inputs.answers, rules.questionnaire),
            impact_says=range_says(
                inputs,
                judgement,
                rules,
                tier_set=project_request.tier_set,
                set_by=project_request.tier_set_by.name
                if project_request.tier_set_by
                else "",
            ),
            assessed_at=now,
            assessment_due_at=None,
        )
        if copied:
            assessment = _keep(project_request, rubric, inputs, judgement, cause, now)
            keep_ending_money(project_request, inputs, judgement)
            keep_money_years(project_request, judgement)
            project_request.refresh_from_db()
            return assessment
    raise AssessmentOvertaken(project_request.number)


def retry_due_assessments(now: datetime) -> None:
    """Judge the requests whose scoring failed; those that fail again stay due."""
    due = ProjectRequest.objects.filter(assessment_due_at__lte=now)
    for project_request in due.order_by("assessment_due_at", "pk")[:_RETRIES_A_TICK]:
        try:
            _recover(project_request, now)
        except Exception:
            logger.exception(
                "assessment failed again", extra={"request": project_request.number}
            )
            _put_off(project_request, now)


@transaction.atomic
def _recover(project_request: ProjectRequest, now: datetime) -> None:
    # Nobody decides until this commits; what was decided meanwhile is due no more.
    due = ProjectRequest.objects.filter(
        pk=project_request.pk, assessment_due_at__isnull=False
    )
    if not due.update(assessment_due_at=now):
        return
    cause = audit.record(
        "triage.assessment_recovered", subject=project_request, by=THE_CLOCK, now=now
    )
    assess_request(project_request=project_request, cause=cause, now=now)


def _put_off(project_request: ProjectRequest, now: datetime) -> None:
    # To the end of the line, or fifty broken ones would keep all others waiting.
    ProjectRequest.objects.filter(
        pk=project_request.pk, assessment_due_at__isnull=False
    ).update(assessment_due_at=now)


def _keep(
    project_request: ProjectRequest,
    rubric: Rubric,
    inputs: Inputs,
    judgement: Judgement,
    cause: AuditEntry,
    now: datetime,
) -> Assessment:
    score = judgement.score
    cents, year = _unfunded_recurring(judgement)
    return Assessment.objects.create(
        project_request=project_request,
        rubric=rubric,
        answers_revision=project_request.answers_revision,
        made_at=now,
        cause=cause,
        inputs=to_plain(inputs),
        result=to_plain(judgement),
        low=to_plain(score.low),
        planning=to_plain(score.planning),
        high=to_plain(score.high),
        tier_low=score.tier_low,
        tier=score.tier,
        tier_high=score.tier_high,
        base_tier=score.base_tier,
        held_tier=score.held_tier,
        first_stage=judgement.first_stage,
        unfunded_recurring_cents=cents,
        unfunded_from_year=year,
    )


def _current_figures(judgement: Judgement) -> dict[str, Any]:
    """The columns of a request that lists sort and filter by, rounded to fit."""
    score, late = judgement.score, judgement.lateness
    cents, year = _unfunded_recurring(judgement)
    return {
        "impact_low": half_up(score.low, 4),
        "impact_planning": half_up(score.planning, 4),
        "impact_high": half_up(score.high, 4),
        "base_tier": score.base_tier,
        "tier": score.tier,
        "tier_low": score.tier_low,
        "tier_high": score.tier_high,
        "held_tier": score.held_tier,
        "held_rank": score.held_tier.rank + 1,
        "first_stage": judgement.first_stage,
        "lateness_low": half_up(late.low, 4),
        "lateness_high": half_up(late.high, 4),
        "lateness_band_low": late.band_low,
        "lateness_band_high": late.band_high,
        **gap_figures(judgement),
        "unfunded_recurring_cents": cents,
        "unfunded_from_year": year,
    }


def _unfunded_recurring(judgement: Judgement) -> tuple[int | None, int | None]:
    """Cents and fiscal year of the first year with recurring cost nobody pays."""
    first = judgement.budget.first_unfunded_recurring
    return (first.unfunded_recurring, first.year) if first else (None, None)
