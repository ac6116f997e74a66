"""A judgement in the few words that lists, mails and digests have room for."""

from django.utils.translation import gettext as _

from triage.figures import score_figure
from triage.judgement import Inputs, Judgement
from triage.models import Assessment
from triage.scoring.explain import explain
from triage.scoring.rounding import half_up
from triage.scoring.rules import Rubric


def range_says(
    inputs: Inputs,
    judgement: Judgement,
    rules: Rubric,
    *,
    tier_set: str = "",
    set_by: str = "",
) -> str:
    """Such as "51–70, planning 61: High, could be Critical".

    :param tier_set: the tier `set_by` set by hand, shown before the computed one.
    """
    score = judgement.score
    raised_by = explain(inputs.answers, rules, score).reason.raised_by
    return score_figure(
        score, rules, rules=len(raised_by), tier_set=tier_set, set_by=set_by
    ).says


def assessed_range_says(assessment: Assessment, *, tier_set: str, set_by: str) -> str:
    """The same of an assessment, read with the rubric it was made by."""
    return range_says(
        assessment.judged,
        assessment.judgement,
        assessment.rubric.rules(),
        tier_set=tier_set,
        set_by=set_by,
    )


def strongest_drivers(assessment: Assessment, limit: int = 3) -> list[str]:
    """What puts most load on IT, strongest first; rules before points.

    Rules that raise the tier come before those that only force a review.
    """
    facts = explain(
        assessment.judged.answers, assessment.rubric.rules(), assessment.judgement.score
    )
    raising = facts.reason.raised_by
    fired = sorted(facts.fired, key=lambda fact: fact.escalator.id not in raising)
    rules = [_("Rule: %(name)s") % {"name": fact.escalator.name} for fact in fired]
    points = [
        _("%(name)s: %(points)s of 100 points")
        % {"name": fact.dimension.name, "points": half_up(fact.points, 1)}
        for fact in facts.pushes_up
    ]
    return (rules + points)[:limit]
