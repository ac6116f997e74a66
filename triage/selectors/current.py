"""Figures of a request from the numbers triage copied onto it, for lists."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from intake.lifecycle import EDITABLE_STEPS
from intake.models import ProjectRequest
from triage.figures import (
    GapFigure,
    ImpactFigure,
    LatenessFigure,
    PromiseFigure,
    gap_figure,
    impact_figure,
    lateness_figure,
    promise_figure,
)
from triage.models import Rubric


def impact_of(request: ProjectRequest) -> ImpactFigure | None:
    """The current figures copied onto the request; None before the first assessment.

    Reads `tier_set_by`: fetch it with the request.
    """
    if not request.tier:
        return None
    return impact_figure(
        request.impact_low,
        request.impact_planning,
        request.impact_high,
        tier=request.tier,
        tier_low=request.tier_low,
        tier_high=request.tier_high,
        base_tier=request.base_tier,
        tier_set=request.tier_set,
        set_by=request.tier_set_by.name if request.tier_set_by else "",
    )


def live_rubric() -> str:
    """Version of the rubric that judges now (one query); empty before the first."""
    live = Rubric.objects.filter(is_live=True).values_list("version", flat=True)
    return live.first() or ""


def older_rubric_of(request: ProjectRequest, live: str) -> str:
    """The rubric an undecided request is still judged by where it is not the live one.

    What is decided stays as it was decided, and needs no word about it.
    """
    if request.step not in EDITABLE_STEPS or request.rubric_version == live:
        return ""
    return request.rubric_version


def gap_of(request: ProjectRequest) -> GapFigure | None:
    if not request.gap_tier:
        return None
    return gap_figure(
        request.gap_tier,
        request.gap_share,
        missing_cents=request.gap_cents,
        cost_cents=request.cost_cents,
    )


def lateness_of(request: ProjectRequest) -> LatenessFigure:
    return lateness_figure(
        request.lateness_low,
        request.lateness_high,
        request.lateness_band_low,
        request.lateness_band_high,
    )


def promise_of(
    request: ProjectRequest, today: date, holidays: Collection[date]
) -> PromiseFigure:
    answered_at = request.answered_at
    return promise_figure(
        request.answer_by_on,
        today,
        timezone.localdate(answered_at) if answered_at else None,
        paused=request.paused_on is not None,
        holidays=holidays,
    )
