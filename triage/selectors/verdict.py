"""The one sentence of news on the requester's page."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intake.lifecycle import Step
from intake.models import ProjectRequest
from triage.figures import TIER_NAMES
from triage.models import Decision
from triage.scoring.rules import Tier
from triage.selectors.decided import outcome_sentence
from triage.selectors.explained import Explained

_EXPECTS: Mapping[Tier, str | Promise] = {
    Tier.LOW: gettext_lazy("IT expects a light load"),
    Tier.MODERATE: gettext_lazy("IT expects a moderate load"),
    Tier.HIGH: gettext_lazy("IT expects a high load"),
    Tier.CRITICAL: gettext_lazy("IT expects a critical load"),
}
TIER_MEANS: Mapping[Tier, str | Promise] = {
    Tier.LOW: gettext_lazy("Low means IT can help without much planning."),
    Tier.MODERATE: gettext_lazy("Moderate means IT needs to plan its part."),
    Tier.HIGH: gettext_lazy("High means it needs planning. It does not mean no."),
    Tier.CRITICAL: gettext_lazy(
        "Critical means the city’s leaders decide with IT. It does not mean no."
    ),
}


def verdict(
    project_request: ProjectRequest,
    explained: Explained | None,
    decision: Decision | None,
    open_asks: int,
    today: date,
) -> str:
    """What is new for the department: the decision, a question, else the expected load."""
    step = Step(project_request.step)
    if step is Step.WITHDRAWN:
        return _("This was withdrawn. Nothing more happens with it.")
    if step is Step.DECIDED and decision is not None:
        return outcome_sentence(decision, today)
    if step is Step.AWAITING_CONFIRMATION:
        return _("IT has made up its mind; a leader has to confirm it first.")
    if step is Step.NEEDS_INFORMATION and open_asks:
        return ngettext(
            "IT is waiting for one answer.",
            "IT is waiting for %(count)d answers.",
            open_asks,
        ) % {"count": open_asks}
    if explained is None:
        return _("The score is being computed.")
    if project_request.tier_set:
        return _set_by_hand(project_request, explained)
    return _expected(explained)


def _set_by_hand(project_request: ProjectRequest, explained: Explained) -> str:
    """The set tier is the news; beside it the computed one, which stays."""
    return _("%(expects)s: a manager set the tier; the answers alone say %(tier)s.") % {
        "expects": _EXPECTS[Tier(project_request.tier_set)],
        "tier": TIER_NAMES[explained.judgement.score.tier],
    }


def _expected(explained: Explained) -> str:
    score, reason = explained.judgement.score, explained.facts.reason
    if score.is_provisional:
        # The tier shown beside it is the middle of a range too wide to promise.
        expects = _("It is too early to say how heavy this is for IT")
        clauses = _narrowed(explained)
    else:
        expects = str(_EXPECTS[score.tier])
        clauses = [*_lifted(len(reason.raised_by)), *_narrowed(explained)]
    if not clauses:
        return _("%(expects)s, and nothing is open.") % {"expects": expects}
    return _("%(expects)s: %(clauses)s.") % {
        "expects": expects,
        "clauses": _(", and ").join(clauses),
    }


def _lifted(rules: int) -> list[str]:
    if not rules:
        return []
    return [
        ngettext("one rule lifts it", "%(count)d rules lift it", rules)
        % {"count": rules}
    ]


def _narrowed(explained: Explained) -> list[str]:
    answers = min(2, len(explained.judgement.ask_next))
    if not answers:
        return []
    return [
        ngettext("one answer would narrow it", "two answers would narrow it", answers)
    ]
