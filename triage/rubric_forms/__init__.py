"""Forms of the pages that change a draft of a rubric, one per page.

They refuse what could not be scored by at the field where it was typed; the service
behind them checks the whole text again.
"""

from triage.rubric_forms.base import Difference, DraftForm
from triage.rubric_forms.lateness import LatenessForm
from triage.rubric_forms.points import PointsForm
from triage.rubric_forms.question import QuestionForm
from triage.rubric_forms.questions import QuestionsForm
from triage.rubric_forms.removing import RemoveQuestionForm, RemoveRuleForm
from triage.rubric_forms.rule import RuleForm
from triage.rubric_forms.tiers import TiersForm
from triage.rubric_forms.weights import WeightsForm

__all__ = [
    "Difference",
    "DraftForm",
    "LatenessForm",
    "PointsForm",
    "QuestionForm",
    "QuestionsForm",
    "RemoveQuestionForm",
    "RemoveRuleForm",
    "RuleForm",
    "TiersForm",
    "WeightsForm",
]
