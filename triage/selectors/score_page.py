"""One assessment explained: why it is what it is, what moved it, and who said what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import audit
from accounts.models import User
from accounts.permissions import may
from accounts.roles import Permission
from intake.models import ProjectRequest
from triage.figures import ImpactFigure, LineAnswer, RuleLine, ScoreLines, TornadoFigure
from triage.models import Assessment, TierOverride
from triage.scoring.answers import Answer, AnswerKind, settled_options
from triage.scoring.impact import DimensionRange
from triage.scoring.rounding import half_up
from triage.scoring.rules import QuestionPoints
from triage.selectors.explained import Explained
from triage.selectors.history import may_be_told
from triage.selectors.open_pulls import open_pulls
from triage.selectors.reasons import Reasons, counted_reasons, rule_lines
from triage.selectors.request_page import Fact
from triage.selectors.said import Said, who_said
from triage.selectors.score_lines import score_panel
from triage.selectors.tier_verdict import tier_verdict
from triage.selectors.what_changed import WhatChanged, what_changed

_NOT_ASKED = Answer(AnswerKind.NOT_ASKED)


@dataclass(frozen=True)
class ScorePage:
    """Everything on the page.

    `impact` has the tier set by hand beside the computed one, which the rest explains.
    `earlier_url` and `later_url` are empty at the ends; without an earlier one nothing
    `changed`. `compare_url` shows what differs between the two rubrics, where there are
    two and the reader may see rubrics. `pulls` is None once nothing is open. `counting` tells the arithmetic.
    """

    number: str
    title: str
    made_on: date
    verdict: str
    impact: ImpactFigure
    settled_says: str
    facts: tuple[Fact, ...]
    earlier_url: str
    later_url: str
    changed: WhatChanged | None
    compare_url: str
    pulls: TornadoFigure | None
    open_count: int
    lines: ScoreLines
    counting: tuple[str, ...]
    rules: tuple[RuleLine, ...]
    fired_count: int
    possible_count: int
    reasons: Reasons


def score_page(*, assessment: Assessment, reader: User) -> ScorePage:
    """The page of one assessment, in the same number of queries for every one.

    :param assessment: of a request visible to the reader; with that request, its cause
        and who caused it, its rubric and questionnaire.
    """
    project_request = assessment.project_request
    explained = Explained.of(assessment, project_request.number)
    said = who_said(assessment, explained.questions)
    earlier, later = _neighbours(assessment)
    pulls = open_pulls(explained)
    override = _override_beside(assessment, later)
    return ScorePage(
        number=project_request.number,
        title=project_request.title,
        made_on=timezone.localdate(assessment.made_at),
        verdict=tier_verdict(explained),
        impact=explained.impact(override),
        settled_says=explained.settled_says(),
        facts=_facts(assessment, reader),
        earlier_url=_url(project_request, earlier.pk) if earlier else "",
        later_url=_url(project_request, later.pk) if later else "",
        changed=_changed(earlier, explained, said) if earlier else None,
        compare_url=_compare_url(earlier, assessment, reader) if earlier else "",
        pulls=pulls,
        open_count=len(pulls.rows) + len(pulls.more_rows) if pulls else 0,
        lines=score_panel(
            explained, frozenset(explained.questions), _answers(explained, said)
        ),
        counting=tuple(_counting(explained)),
        rules=rule_lines(explained),
        fired_count=len(explained.facts.fired),
        possible_count=len(explained.facts.possible),
        reasons=counted_reasons(explained),
    )


def because_of(assessment: Assessment, reader: User) -> str:
    """The act that made it be judged anew, if the reader may know of it."""
    if may_be_told(assessment.cause) or may(reader, Permission.TRIAGE_SEE):
        return audit.sentence(assessment.cause)
    return _("IT looked at it again")


def _neighbours(
    assessment: Assessment,
) -> tuple[Assessment | None, Assessment | None]:
    """The one before, with its rubric, and the one after: no more than when it was made."""
    others = Assessment.objects.filter(project_request=assessment.project_request_id)
    earlier = others.filter(pk__lt=assessment.pk).order_by("-pk")
    later = others.filter(pk__gt=assessment.pk).order_by("pk")
    return (
        earlier.select_related("rubric__questionnaire").first(),
        later.only("made_at").first(),
    )


def _override_beside(
    assessment: Assessment, later: Assessment | None
) -> TierOverride | None:
    """The tier set by hand that counted last while this was the newest judgement."""
    if later is None:
        return TierOverride.objects.in_force(assessment.project_request)
    then = TierOverride.objects.at(later.made_at)
    mine = then.filter(project_request=assessment.project_request_id)
    return mine.select_related("set_by").first()


def _changed(
    earlier: Assessment, explained: Explained, said: Mapping[str, Said]
) -> WhatChanged:
    return what_changed(Explained.of(earlier, explained.number), explained, said)


def _compare_url(earlier: Assessment, assessment: Assessment, reader: User) -> str:
    before, after = earlier.rubric.version, assessment.rubric.version
    if before == after or not may(reader, Permission.TRIAGE_SEE):
        return ""
    chosen = urlencode({"before": before, "after": after})
    return f"{reverse('triage:compare')}?{chosen}"


def _url(project_request: ProjectRequest, assessment_id: int) -> str:
    return reverse("triage:score", args=[project_request.number, assessment_id])


def _facts(assessment: Assessment, reader: User) -> tuple[Fact, ...]:
    made_at = timezone.localtime(assessment.made_at)
    version = assessment.rubric.version
    may_read_it = may(reader, Permission.TRIAGE_SEE)
    return (
        Fact(_("Scored"), date_format(made_at, "j M Y, H:i")),
        Fact(_("Because"), because_of(assessment, reader)),
        Fact(
            _("By rubric"),
            version,
            reverse("triage:rubric", args=[version]) if may_read_it else "",
        ),
    )


def _answers(
    explained: Explained, said: Mapping[str, Said]
) -> dict[str, tuple[LineAnswer, ...]]:
    """By dimension, its answers in the order of the rubric."""
    settled = settled_options(explained.answers, explained.rules)
    return {
        dimension.id: tuple(
            _line_answer(
                points,
                settled.get(points.question),
                explained,
                said.get(points.question),
            )
            for points in dimension.questions
        )
        for dimension in explained.rules.dimensions
    }


def _line_answer(
    points: QuestionPoints, option: str | None, explained: Explained, by: Said | None
) -> LineAnswer:
    answer = explained.answers.get(points.question, _NOT_ASKED)
    return LineAnswer(
        question=explained.question(points.question).text,
        label=explained.says(points.question, answer),
        kind=answer.kind,
        points=_points_say(points, option),
        by=by.by if by else "",
        on=by.on if by else None,
        once_said=by.once_said if by else "",
    )


def _points_say(points: QuestionPoints, option: str | None) -> str:
    if option is None:
        counts = f"{points.lowest}–{points.highest}"
    else:
        counts = str(points.points[option])
    return ngettext(
        "%(points)s of %(most)d point", "%(points)s of %(most)d points", points.highest
    ) % {"points": counts, "most": points.highest}


def _counting(explained: Explained) -> Iterator[str]:
    """The arithmetic in sentences, with the numbers of its own rubric."""
    rules, dimensions = explained.rules, explained.judgement.score.dimensions
    breadth = half_up(1 - rules.depth_share, 2)
    yield _(
        "A line’s share is its points divided by the most they could be. It adds its "
        "share times its weight times %(breadth)s; the weights add up to 100."
    ) % {"breadth": breadth}
    yield _(
        "Depth adds %(depth)s times the mean of the %(count)d largest shares. At low: "
        "%(lows)s. At high: %(highs)s."
    ) % {
        "depth": half_up(100 * rules.depth_share, 0),
        "count": rules.depth_count,
        "lows": _largest(dimensions, rules.depth_count, "low"),
        "highs": _largest(dimensions, rules.depth_count, "high"),
    }
    yield _(
        "An open answer counts as its lightest choice at low and as its heaviest at "
        "high. The planning figure lies %(share)s of the way from low to high."
    ) % {"share": half_up(rules.planning_share, 2)}
    yield _("All of it is counted exactly; only what is printed is rounded.")


def _largest(dimensions: tuple[DimensionRange, ...], count: int, end: str) -> str:
    by_share = sorted(dimensions, key=lambda item: -getattr(item, end))
    return ", ".join(
        f"{item.name} {half_up(getattr(item, end), 2)}" for item in by_share[:count]
    )
