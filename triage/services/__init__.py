"""Every write of triage, one function per act. See the module of each subject."""

from triage.services.assessing import (
    AssessmentOvertaken,
    assess_request,
    retry_due_assessments,
)
from triage.services.assigning import assign_request
from triage.services.budget_days import (
    may_still_see_budget_day,
    send_budget_reminders,
)
from triage.services.budget_requests import (
    CannotSign,
    NothingNew,
    draft_budget_request,
    sign_budget_request,
)
from triage.services.cliff_alarms import send_cliff_alarms
from triage.services.cliff_mail import may_still_see_funding_line
from triage.services.counting import count_answers
from triage.services.decision_rules import StaleAssessment
from triage.services.decisions import (
    confirm_decision,
    decide_request,
    send_back_decision,
)
from triage.services.deriving_money import derive_missing_money
from triage.services.drafts import (
    DraftClosed,
    StaleDraft,
    change_draft,
    discard_draft,
    start_draft,
)
from triage.services.overriding import lift_tier, set_tier
from triage.services.planning import (
    LinkGone,
    LinkThere,
    StaleValue,
    Worth,
    link_candidates,
    set_candidate_value,
    unlink_candidates,
)
from triage.services.publishing import RubricOvertaken, publish_draft
from triage.services.reference_classes import load_reference_classes
from triage.services.reminding import remind_triage_lead
from triage.services.rescoring import start_rescoring
from triage.services.rubrics import RubricFrozen, load_rubric
from triage.services.scenarios import PlanMoved, save_plan
from triage.services.successors import (
    NothingEnds,
    Successor,
    may_name_successor,
    name_successor,
)
from triage.services.trying import start_draft_with_weights, take_cuts, take_weights

__all__ = [
    "AssessmentOvertaken",
    "CannotSign",
    "DraftClosed",
    "LinkGone",
    "LinkThere",
    "NothingEnds",
    "NothingNew",
    "PlanMoved",
    "RubricFrozen",
    "RubricOvertaken",
    "StaleAssessment",
    "StaleDraft",
    "StaleValue",
    "Successor",
    "Worth",
    "assess_request",
    "assign_request",
    "change_draft",
    "confirm_decision",
    "count_answers",
    "decide_request",
    "derive_missing_money",
    "discard_draft",
    "draft_budget_request",
    "lift_tier",
    "link_candidates",
    "load_reference_classes",
    "load_rubric",
    "may_name_successor",
    "may_still_see_budget_day",
    "may_still_see_funding_line",
    "name_successor",
    "publish_draft",
    "remind_triage_lead",
    "retry_due_assessments",
    "save_plan",
    "send_back_decision",
    "send_budget_reminders",
    "send_cliff_alarms",
    "set_candidate_value",
    "set_tier",
    "sign_budget_request",
    "start_draft",
    "start_draft_with_weights",
    "start_rescoring",
    "take_cuts",
    "take_weights",
    "unlink_candidates",
]
