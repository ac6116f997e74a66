"""Choosing under limits, ready to print."""

from triage.selectors.plan.candidates import (
    candidate_requests,
    usual_limits,
    weighing,
)
from triage.selectors.plan.comparison import PlanComparison, compare_plans
from triage.selectors.plan.moved import moved_since
from triage.selectors.plan.page import PlanPage, plan_page, plan_row
from triage.selectors.plan.saved import plan_of, saved_plans

__all__ = [
    "PlanComparison",
    "PlanPage",
    "candidate_requests",
    "compare_plans",
    "moved_since",
    "plan_of",
    "plan_page",
    "plan_row",
    "saved_plans",
    "usual_limits",
    "weighing",
]
