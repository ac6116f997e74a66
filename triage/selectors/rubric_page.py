"""A published rubric, or a draft of one, as a page in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import pairwise
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from triage.figures import TierMark, tier_mark
from triage.figures.numbers import Exact, exact_decimal, percent
from triage.figures.rubric_words import RuleWords, rule_words, share
from triage.models import Rubric
from triage.scoring.changes import Edition
from triage.scoring.rules import Dimension
from triage.scoring.rules import Rubric as Rules
from triage.selectors.rubrics import judged_by


@dataclass(frozen=True)
class Bar:
    """One thing and how much it counts; its bar begins at `start_percent`."""

    name: str
    says: str
    percent: str
    start_percent: str = "0.0"


@dataclass(frozen=True)
class TierWords:
    """One tier: where its scores lie, in words and on a line of 0 to 100."""

    mark: TierMark
    begins: str
    scores: str
    start_percent: str
    width_percent: str
    review: str
    lead_days: int


@dataclass(frozen=True)
class Cell:
    """The choices of a question that have these points, in the order of the form."""

    points: int
    labels: tuple[str, ...]


@dataclass(frozen=True)
class QuestionPoints:
    """A question with one cell for each column of its area."""

    id: str
    text: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class AreaPoints:
    """One area's questions; `columns` are the points its choices have, lightest first."""

    id: str
    name: str
    weight: str
    columns: tuple[int, ...]
    questions: tuple[QuestionPoints, ...]


@dataclass(frozen=True)
class RubricWords:
    """What a rubric says, whoever published it or not. Reads no database."""

    verdict: str
    tiers: tuple[TierWords, ...]
    areas: tuple[Bar, ...]
    depth_says: str
    range_says: str
    rules: tuple[RuleWords, ...]
    anchors: tuple[tuple[str, str], ...]
    points: tuple[AreaPoints, ...]
    lateness_says: str
    stages: tuple[Bar, ...]
    bands: tuple[Bar, ...]

    @classmethod
    def of(cls, edition: Edition) -> Self:
        rules = edition.rules
        return cls(
            verdict=_verdict(rules),
            tiers=_tiers(rules),
            areas=_areas(rules),
            depth_says=_depth_says(rules),
            range_says=_range_says(rules),
            rules=_rules(edition),
            anchors=tuple(edition.rubric.get("point_anchor", {}).items()),
            points=tuple(_area(area, rules) for area in rules.dimensions),
            lateness_says=_lateness_says(rules),
            stages=tuple(
                Bar(stage.name, share(stage.weight), percent(stage.weight * 100))
                for stage in rules.stages
            ),
            bands=_bands(rules),
        )


@dataclass(frozen=True)
class RubricPage:
    """One published version, with what became of it."""

    version: str
    is_live: bool
    published_at: datetime
    published_by: str
    reason: str
    based_on: str
    questionnaire: str
    open_count: int
    closed_count: int
    words: RubricWords


def rubric_page(rubric: Rubric) -> RubricPage:
    """:param rubric: with its questionnaire, author and origin (one query)."""
    open_count, closed_count = judged_by().get(rubric.version, (0, 0))
    return RubricPage(
        version=rubric.version,
        is_live=rubric.is_live,
        published_at=rubric.published_at,
        published_by=rubric.published_by.name if rubric.published_by else "",
        reason=rubric.reason,
        based_on=rubric.based_on.version if rubric.based_on else "",
        questionnaire=rubric.questionnaire.version,
        open_count=open_count,
        closed_count=closed_count,
        words=RubricWords.of(Edition(rubric.data, rubric.questionnaire.data)),
    )


def _verdict(rules: Rules) -> str:
    questions = len(rules.questionnaire.questions)
    areas = len(rules.dimensions)
    says = ngettext(
        "%(questions)d questions in %(sections)d section make a score from 0 to 100.",
        "%(questions)d questions in %(sections)d sections make a score from 0 to 100.",
        areas,
    ) % {"questions": questions, "sections": areas}
    more = ngettext(
        "The score gives the tier; %(count)d rule can raise it.",
        "The score gives the tier; %(count)d rules can raise it.",
        len(rules.escalators),
    ) % {"count": len(rules.escalators)}
    return f"{says} {more}"


def _tiers(rules: Rules) -> tuple[TierWords, ...]:
    ends: list[Exact] = [*(band.minimum for band in rules.tiers[1:]), 100]
    return tuple(
        TierWords(
            mark=tier_mark(band.tier),
            begins=exact_decimal(band.minimum),
            scores=_scores(band.minimum, end),
            start_percent=percent(band.minimum),
            width_percent=percent(Fraction(end) - band.minimum),
            review=band.review,
            lead_days=band.lead_days,
        )
        for band, end in zip(rules.tiers, ends, strict=True)
    )


def _scores(begin: Fraction, end: Exact) -> str:
    ends = {"begin": exact_decimal(begin), "end": exact_decimal(end)}
    if begin == 0:
        return _("under %(end)s") % ends
    if end == 100:
        return _("%(begin)s and more") % ends
    return _("%(begin)s to under %(end)s") % ends


def _areas(rules: Rules) -> tuple[Bar, ...]:
    heaviest = max(area.weight for area in rules.dimensions)
    return tuple(
        Bar(
            area.name,
            exact_decimal(area.weight),
            percent(area.weight * 100 / heaviest),
        )
        for area in sorted(rules.dimensions, key=lambda area: -area.weight)
    )


def _depth_says(rules: Rules) -> str:
    says = _(
        "Each section counts by the share of its points that is reached. All sections "
        "together, by their weights, make %(breadth)s of the score. The %(count)d "
        "heaviest alone make the other %(depth)s, so that one severe section is not "
        "averaged away."
    )
    return says % {
        "breadth": share(1 - rules.depth_share),
        "depth": share(rules.depth_share),
        "count": rules.depth_count,
    }


def _range_says(rules: Rules) -> str:
    says = _(
        "What is not known yet is neither zero nor the most: the score becomes a range "
        "from every open question's lightest choice to its heaviest. The planning "
        "figure stands %(share)s of the way up."
    )
    return says % {"share": share(rules.planning_share)}


def _rules(edition: Edition) -> tuple[RuleWords, ...]:
    written: Mapping[str, Any] = {
        item["id"]: item for item in edition.rubric["escalators"]
    }
    asked = edition.rules.questionnaire
    rules = (
        rule_words(escalator, asked, str(written[escalator.id].get("basis", "")))
        for escalator in edition.rules.escalators
    )
    return tuple(sorted(rules, key=lambda rule: -rule.tier.rank))


def _area(area: Dimension, rules: Rules) -> AreaPoints:
    columns = sorted({p for q in area.questions for p in q.points.values()})
    questions = []
    for scored in area.questions:
        asked = rules.questionnaire.questions[scored.question]
        cells = tuple(
            Cell(
                points,
                tuple(
                    o.label for o in asked.options if scored.points[o.value] == points
                ),
            )
            for points in columns
        )
        questions.append(QuestionPoints(asked.id, asked.text, cells))
    return AreaPoints(
        id=area.id,
        name=area.name,
        weight=exact_decimal(area.weight),
        columns=tuple(columns),
        questions=tuple(questions),
    )


def _lateness_says(rules: Rules) -> str:
    says = _(
        "How late IT was asked runs from 0 to 100: %(stage)s of it is how far the "
        "project had come, %(gone)s how much of the time to the commitment was gone, "
        "%(notice)s how much of the notice IT needs was missing. It never moves the "
        "score."
    )
    return says % {
        "stage": share(rules.lateness.stage_weight),
        "gone": share(rules.lateness.gone_weight),
        "notice": share(rules.lateness.notice_weight),
    }


def _bands(rules: Rules) -> tuple[Bar, ...]:
    bands = rules.lateness.bands
    starts = [Fraction(0), *(band.maximum for band in bands)]
    return tuple(
        Bar(
            band.name,
            _("up to %(end)s") % {"end": exact_decimal(end)},
            percent(end - start),
            percent(start),
        )
        for band, (start, end) in zip(bands, pairwise(starts), strict=True)
    )
