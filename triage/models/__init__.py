"""What IT judged requests by, how each was judged, and what was decided."""

from triage.models.answer_counts import AnswerCounts
from triage.models.assessment import Assessment
from triage.models.budget_request import BudgetRequest
from triage.models.decision import Decision
from triage.models.draft import RubricDraft
from triage.models.ending_money import EndingMoney
from triage.models.money_years import RequestMoneyYear, RequestTeamYear
from triage.models.override import TierOverride
from triage.models.portfolio import (
    CandidateLink,
    CandidateValue,
    PortfolioScenario,
)
from triage.models.reference_class import ReferenceClass
from triage.models.reminders import BudgetReminder, CliffAlarm, DailyRound
from triage.models.rubric import Rubric

__all__ = [
    "AnswerCounts",
    "Assessment",
    "BudgetReminder",
    "BudgetRequest",
    "CandidateLink",
    "CandidateValue",
    "CliffAlarm",
    "DailyRound",
    "Decision",
    "EndingMoney",
    "PortfolioScenario",
    "ReferenceClass",
    "RequestMoneyYear",
    "RequestTeamYear",
    "Rubric",
    "RubricDraft",
    "TierOverride",
]
