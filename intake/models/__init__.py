"""What departments ask for, in their own words and answers."""

from intake.models.answers import Answer, Ask, Questionnaire
from intake.models.catalogue import System, SystemTouch
from intake.models.money import CostAmount, CostLine, FundingLine
from intake.models.request import (
    Category,
    Happening,
    NumberCounter,
    Partner,
    ProjectRequest,
    StepChange,
)

__all__ = [
    "Answer",
    "Ask",
    "Category",
    "CostAmount",
    "CostLine",
    "FundingLine",
    "Happening",
    "NumberCounter",
    "Partner",
    "ProjectRequest",
    "Questionnaire",
    "StepChange",
    "System",
    "SystemTouch",
]
