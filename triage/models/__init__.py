"""What IT judged requests by, how each was judged, and what was decided."""

from triage.models.assessment import Assessment
from triage.models.decision import Decision
from triage.models.rubric import Rubric

__all__ = ["Assessment", "Decision", "Rubric"]
