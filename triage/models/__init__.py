"""What IT judged requests by, how each was judged, and what was decided."""

from triage.models.answer_counts import AnswerCounts
from triage.models.assessment import Assessment
from triage.models.decision import Decision
from triage.models.draft import RubricDraft
from triage.models.override import TierOverride
from triage.models.rubric import Rubric

__all__ = [
    "AnswerCounts",
    "Assessment",
    "Decision",
    "Rubric",
    "RubricDraft",
    "TierOverride",
]
