"""How early IT is asked: by department, quarter and fiscal year."""

from triage.selectors.early_involvement.names import outcome_name, phase_name
from triage.selectors.early_involvement.page import EarlyInvolvement, early_involvement
from triage.selectors.early_involvement.rows import asked_lately, asked_since

__all__ = [
    "EarlyInvolvement",
    "asked_lately",
    "asked_since",
    "early_involvement",
    "outcome_name",
    "phase_name",
]
