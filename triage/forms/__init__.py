"""Forms of triage, one per act and the filter of the queue.

They check shape and wording; the services behind them check the rules again.
"""

from triage.forms.coming_back import caught_up, kept_texts, show_refusal
from triage.forms.queue import AssignManyForm, QueueFilterForm
from triage.forms.workbench import (
    AskForm,
    AssignForm,
    ConfirmDecisionForm,
    DecideForm,
    LiftTierForm,
    SendBackDecisionForm,
    SetTierForm,
)

__all__ = [
    "AskForm",
    "AssignForm",
    "AssignManyForm",
    "ConfirmDecisionForm",
    "DecideForm",
    "LiftTierForm",
    "QueueFilterForm",
    "SendBackDecisionForm",
    "SetTierForm",
    "caught_up",
    "kept_texts",
    "show_refusal",
]
