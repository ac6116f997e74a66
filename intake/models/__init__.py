"""What departments ask for, in their own words and answers."""

from intake.models.answers import Answer, AnswerKind, Ask, Questionnaire
from intake.models.catalogue import System, SystemTouch
from intake.models.first_contact import FirstContact
from intake.models.money import (
    STAFF_TYPES,
    CostAmount,
    CostLine,
    CostType,
    FundingLine,
    Payer,
    Timing,
)
from intake.models.request import (
    Category,
    Happening,
    NumberCounter,
    Partner,
    ProjectRequest,
    QuickTick,
    StepChange,
)

__all__ = [
    "STAFF_TYPES",
    "Answer",
    "AnswerKind",
    "Ask",
    "Category",
    "CostAmount",
    "CostLine",
    "CostType",
    "FirstContact",
    "FundingLine",
    "Happening",
    "NumberCounter",
    "Partner",
    "Payer",
    "ProjectRequest",
    "Questionnaire",
    "QuickTick",
    "StepChange",
    "System",
    "SystemTouch",
    "Timing",
]
