"""Why the score is what it is, in plain words for the department; no arithmetic."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from accounts.permissions import may
from accounts.roles import Permission
from intake.lifecycle import EDITABLE_STEPS, Step
from intake.models import ProjectRequest
from triage.figures import TierMark
from triage.models import Assessment, TierOverride
from triage.scoring.rules import Tier
from triage.selectors.explained import Explained, NextQuestion
from triage.selectors.reasons import Reasons, reasons
from triage.selectors.said import who_said
from triage.selectors.tier_verdict import in_plain_words
from triage.selectors.verdict import TIER_MEANS
from triage.selectors.what_changed import Change, what_changed


@dataclass(frozen=True)
class WhyPage:
    """Without a first assessment only `number` and `title` are there.

    `set_because` is why a manager set the tier by hand; `changes` are those between the
    last assessment and the one before; `questions` what would help, for who may answer.
    """

    number: str
    title: str
    verdict: str = ""
    mark: TierMark | None = None
    set_because: str = ""
    means: str = ""
    has_earlier: bool = False
    changes: tuple[Change, ...] = ()
    reasons: Reasons | None = None
    questions: tuple[NextQuestion, ...] = ()
    score_url: str = ""


def why_page(*, project_request: ProjectRequest, reader: User) -> WhyPage:
    """The page, in the same number of queries for every request that was judged twice."""
    newest = Assessment.objects.filter(project_request=project_request).select_related(
        "rubric__questionnaire", "project_request"
    )
    judged = list(newest.order_by("-pk")[:2])
    number, title = project_request.number, project_request.title
    if not judged:
        return WhyPage(number, title)
    now, *earlier = (Explained.of(assessment, number) for assessment in judged)
    override = TierOverride.objects.in_force(project_request)
    tier = override.tier if override else now.judgement.score.tier
    return WhyPage(
        number=number,
        title=title,
        verdict=in_plain_words(now),
        mark=now.impact(override).mark,
        set_because=override.reason if override else "",
        means=str(TIER_MEANS[Tier(tier)]),
        has_earlier=bool(earlier),
        changes=what_changed(
            earlier[0], now, who_said(judged[0], now.questions)
        ).changes
        if earlier
        else (),
        reasons=reasons(now),
        questions=now.next_questions() if _can_answer(project_request, reader) else (),
        score_url=reverse("triage:score", args=[number, judged[0].pk]),
    )


def _can_answer(project_request: ProjectRequest, reader: User) -> bool:
    is_open = Step(project_request.step) in EDITABLE_STEPS
    return is_open and may(reader, Permission.REQUEST_ANSWER, project_request)
