"""Figures of a request from the numbers triage copied onto it, for lists."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Q
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
from triage.figures.impact import CUTS
from triage.models import Rubric


@dataclass(frozen=True)
class KnownRubrics:
    """What lists need of the rubrics their rows were scored by.

    `live` is the version in use, empty before the first; `cuts` say where the tiers of
    each version begin, but for Low.
    """

    live: str
    cuts: Mapping[str, tuple[Fraction, ...]]


def known_rubrics(versions: Iterable[str]) -> KnownRubrics:
    """The live rubric and those of these versions (one query)."""
    rows = Rubric.objects.filter(Q(is_live=True) | Q(version__in=set(versions)))
    live, cuts = "", {}
    for version, is_live, bands in rows.values_list(
        "version", "is_live", "data__tiers"
    ):
        live = version if is_live else live
        cuts[version] = tuple(Fraction(str(band["min"])) for band in bands[1:])
    return KnownRubrics(live, cuts)


def impact_of(request: ProjectRequest, known: KnownRubrics) -> ImpactFigure | None:
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
        cuts=known.cuts.get(request.rubric_version, CUTS),
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
        share_low=request.gap_share_low,
        share_high=request.gap_share_high,
        tier_low=request.gap_tier_low,
        tier_high=request.gap_tier_high,
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
