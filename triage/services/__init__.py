"""Every write of triage, one function per act. See the module of each subject."""

from triage.services.assessing import (
    AssessmentOvertaken,
    assess_request,
    retry_due_assessments,
)
from triage.services.assigning import assign_request
from triage.services.counting import count_answers
from triage.services.decision_rules import StaleAssessment
from triage.services.decisions import (
    confirm_decision,
    decide_request,
    send_back_decision,
)
from triage.services.drafts import (
    DraftClosed,
    StaleDraft,
    change_draft,
    discard_draft,
    start_draft,
)
from triage.services.overriding import lift_tier, set_tier
from triage.services.publishing import RubricOvertaken, publish_draft
from triage.services.reminding import remind_triage_lead
from triage.services.rescoring import start_rescoring
from triage.services.rubrics import RubricFrozen, load_rubric
from triage.services.trying import start_draft_with_weights, take_cuts, take_weights

__all__ = [
    "AssessmentOvertaken",
    "DraftClosed",
    "RubricFrozen",
    "RubricOvertaken",
    "StaleAssessment",
    "StaleDraft",
    "assess_request",
    "assign_request",
    "change_draft",
    "confirm_decision",
    "count_answers",
    "decide_request",
    "discard_draft",
    "lift_tier",
    "load_rubric",
    "publish_draft",
    "remind_triage_lead",
    "retry_due_assessments",
    "send_back_decision",
    "set_tier",
    "start_draft",
    "start_draft_with_weights",
    "start_rescoring",
    "take_cuts",
    "take_weights",
]
