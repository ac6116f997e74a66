"""The score line by line: what each dimension adds, and what is open under it."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from triage.figures import (
    LineAnswer,
    LineValue,
    OpenQuestion,
    ScoreLines,
    score_lines_figure,
)
from triage.scoring.impact import DimensionRange, Line, Scale
from triage.scoring.rules import Dimension
from triage.selectors.explained import Explained

# The first open questions of a line stand as links, the rest as one count.
_OPEN_SHOWN = 2
DEPTH = gettext_lazy("Depth: the heaviest lines, once more")
AnswersByLine = Mapping[str, tuple[LineAnswer, ...]]


def score_panel(
    explained: Explained,
    settled: frozenset[str],
    answers: AnswersByLine | None = None,
) -> ScoreLines:
    """The lines as printed; their tenths add up to the printed total at both ends.

    :param settled: questions that are answered, or not applicable; the others stand
        under their line as links.
    :param answers: by dimension, what folds out under its line.
    """
    score = explained.judgement.score
    scale = Scale.of(explained.rules)
    most_of = {
        dimension.id: Fraction(unit * dimension.points_max, scale.denominator)
        for dimension, unit in zip(
            explained.rules.dimensions, scale.breadth, strict=True
        )
    }
    dimensions = {item.id: item for item in explained.rules.dimensions}
    values = [
        _depth(line)
        if line.dimension is None
        else _breadth(
            line,
            line.dimension,
            most_of[line.dimension.id],
            _open_under(dimensions[line.dimension.id], explained, settled),
            (answers or {}).get(line.dimension.id, ()),
        )
        for line in score.lines
    ]
    return score_lines_figure(values, low=score.low, high=score.high, tier=score.tier)


def _breadth(
    line: Line,
    points: DimensionRange,
    most: Fraction,
    open_questions: tuple[OpenQuestion, ...],
    answers: tuple[LineAnswer, ...],
) -> LineValue:
    return LineValue(
        label=points.name,
        low=line.low,
        high=line.high,
        most=most,
        points_low=points.points_low,
        points_high=points.points_high,
        points_most=points.points_max,
        open=open_questions,
        answers=answers,
    )


def _depth(line: Line) -> LineValue:
    return LineValue(
        label=str(DEPTH),
        low=line.low,
        high=line.high,
        why=_("so that one severe section is not averaged away"),
    )


def _open_under(
    dimension: Dimension, explained: Explained, settled: frozenset[str]
) -> tuple[OpenQuestion, ...]:
    ids = [q.question for q in dimension.questions if q.question not in settled]
    shown = [
        OpenQuestion(explained.question(item).text, explained.answer_url(item))
        for item in ids[:_OPEN_SHOWN]
    ]
    rest = len(ids) - len(shown)
    if rest:
        more = ngettext("%(count)d more", "%(count)d more", rest) % {"count": rest}
        shown.append(OpenQuestion(more))
    return tuple(shown)
