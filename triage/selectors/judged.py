"""The newest assessment, ready to print on the workbench."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from triage.figures import (
    TIER_NAMES,
    GapFigure,
    ImpactFigure,
    LatenessFigure,
    RuleLine,
    ScoreLines,
)
from triage.inputs.priors import ENOUGH_ANSWERS
from triage.models import Assessment, TierOverride
from triage.scoring.rules import Tier
from triage.selectors.explained import Explained, NextQuestion
from triage.selectors.money_told import MoneyTold, money_told
from triage.selectors.reasons import rule_lines
from triage.selectors.score_lines import score_panel
from triage.selectors.teams import TeamNeed, team_needs


@dataclass(frozen=True)
class Judged:
    """The newest assessment, ready to print."""

    assessment_id: int
    rubric: str
    impact: ImpactFigure
    settled_says: str
    lines: ScoreLines
    rules: tuple[RuleLine, ...]
    fired_count: int
    possible_count: int
    next_question: NextQuestion | None
    chances_says: str
    """How likely each answer of the next question was taken to be."""
    then: str
    gap: GapFigure
    lateness: LatenessFigure
    stage: str
    money: MoneyTold
    teams: tuple[TeamNeed, ...]
    hours_says: str
    held_above: str
    """Name of the held tier where it is above the tier, else empty."""
    is_held_critical: bool


def judged(
    assessment: Assessment,
    explained: Explained,
    settled: frozenset[str],
    asked: frozenset[str],
    override: TierOverride | None = None,
    *,
    can_answer: bool = False,
) -> Judged:
    """:param settled: questions answered or not applicable now.
    :param asked: questions somebody was sent and has not answered; not proposed again.
    """
    judgement, reason = explained.judgement, explained.facts.reason
    questions = [one for one in explained.next_questions() if one.id not in asked]
    is_held = reason.held_tier.rank > reason.tier.rank
    impact = explained.impact(override)
    told = money_told(explained, can_answer=can_answer)
    return Judged(
        assessment_id=assessment.pk,
        rubric=assessment.rubric.version,
        impact=impact,
        settled_says=explained.settled_says(),
        lines=score_panel(explained, settled),
        rules=rule_lines(explained),
        fired_count=len(explained.facts.fired),
        possible_count=len(explained.facts.possible),
        next_question=questions[0] if questions else None,
        chances_says=_chances_says(assessment, questions[0].id) if questions else "",
        then=" · ".join(_then(question) for question in questions[1:]),
        gap=told.whole.gap,
        lateness=explained.lateness(),
        stage=explained.stage_name(),
        money=told,
        teams=team_needs(judgement.budget),
        hours_says=told.hours_says,
        held_above=str(TIER_NAMES[reason.held_tier]) if is_held else "",
        is_held_critical=reason.held_tier is Tier.CRITICAL,
    )


def _then(question: NextQuestion) -> str:
    return _("%(question)s (%(who)s)") % {
        "question": question.text,
        "who": question.who,
    }


def _chances_says(assessment: Assessment, question: str) -> str:
    counts = assessment.judged.priors.get(question)
    if not counts:
        return _(
            "Every answer counted as equally likely: fewer than %(enough)d requests of "
            "this kind have answered it."
        ) % {"enough": ENOUGH_ANSWERS}
    return _(
        "How likely each answer is was taken from the %(count)d requests of this kind "
        "that answered it."
    ) % {"count": sum(counts.values())}
