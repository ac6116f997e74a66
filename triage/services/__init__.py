"""Every write of triage, one function per act. See the module of each subject."""

from triage.services.assessing import (
    AssessmentOvertaken,
    assess_request,
    retry_due_assessments,
)
from triage.services.rubrics import RubricFrozen, load_rubric

__all__ = [
    "AssessmentOvertaken",
    "RubricFrozen",
    "assess_request",
    "load_rubric",
    "retry_due_assessments",
]
