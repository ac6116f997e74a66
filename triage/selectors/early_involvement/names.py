"""What came of a request, in words."""

from django.utils.translation import gettext as _

from intake.lifecycle import Outcome, Step
from projects.lifecycle import Phase
from projects.models import PHASE_LABELS
from triage.models.decision import OUTCOME_LABELS


def outcome_name(code: str) -> str:
    if code == Step.WITHDRAWN:
        return _("Withdrawn")
    return str(OUTCOME_LABELS[Outcome(code)]) if code else _("Not decided")


def phase_name(code: str) -> str:
    return str(PHASE_LABELS[Phase(code)]) if code else ""
