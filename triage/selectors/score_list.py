"""All judgements of one request, newest first."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from intake.models import ProjectRequest
from triage.figures import ImpactFigure, impact_figure, printed_steps
from triage.models import Assessment
from triage.selectors import keyset
from triage.selectors.current import known_rubrics
from triage.selectors.keyset import Order, SortKey
from triage.selectors.score_page import because_of

PAGE_ROWS = 50
_NEWEST_FIRST: Order = (SortKey("pk", keyset.whole, descending=True),)


@dataclass(frozen=True)
class ScoreRow:
    """One judgement; `moved` is how far the planning figure went since the one before."""

    url: str
    made_at: datetime
    impact: ImpactFigure
    moved: str
    rubric: str
    because: str


@dataclass(frozen=True)
class ScoreList:
    number: str
    title: str
    rows: tuple[ScoreRow, ...]
    earlier: str
    later: str


def score_list(
    *, project_request: ProjectRequest, reader: User, after: str = "", before: str = ""
) -> ScoreList:
    """One page of them, in the same number of queries for every request.

    :raises BadCursor: `after` or `before` is of another list.
    """
    mine = Assessment.objects.filter(project_request=project_request)
    rows = mine.select_related("cause__by_contact", "rubric").defer(
        "inputs", "result", "rubric__data"
    )
    page = keyset.page_of(
        rows.annotate(planning_before=_planning_before()),
        _NEWEST_FIRST,
        size=PAGE_ROWS,
        after=after,
        before=before,
    )
    known = known_rubrics(row.rubric.version for row in page.rows)
    return ScoreList(
        number=project_request.number,
        title=project_request.title,
        rows=tuple(
            _row(row, project_request.number, reader, known.cuts[row.rubric.version])
            for row in page.rows
        ),
        earlier=page.earlier,
        later=page.later,
    )


def _planning_before() -> Subquery:
    return Subquery(
        Assessment.objects.filter(
            project_request=OuterRef("project_request"), pk__lt=OuterRef("pk")
        )
        .order_by("-pk")
        .values("planning")[:1]
    )


def _row(
    row: Assessment, number: str, reader: User, cuts: tuple[Fraction, ...]
) -> ScoreRow:
    return ScoreRow(
        url=reverse("triage:score", args=[number, row.pk]),
        made_at=timezone.localtime(row.made_at),
        impact=impact_figure(
            Fraction(row.low),
            Fraction(row.planning),
            Fraction(row.high),
            tier=row.tier,
            tier_low=row.tier_low,
            tier_high=row.tier_high,
            base_tier=row.base_tier,
            cuts=cuts,
        ),
        moved=_moved(row),
        rubric=row.rubric.version,
        because=because_of(row, reader),
    )


def _moved(row: Assessment) -> str:
    before: str | None = getattr(row, "planning_before", None)
    if before is None:
        return ""
    was, now = Fraction(before), Fraction(row.planning)
    (step,) = printed_steps([(was, was, was), (now, now, now)])
    return step.planning
