"""What departments ask for, in their own words and answers."""

from intake.models.answers import Answer, AnswerKind, Ask, Questionnaire
from intake.models.business_case import BusinessCase
from intake.models.catalogue import System, SystemTouch
from intake.models.drivers import (
    ANY_CATEGORY,
    CostDriver,
    DefaultQuantity,
    DriverPrice,
    GrantProgram,
    RefusedSuggestion,
)
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
    "ANY_CATEGORY",
    "STAFF_TYPES",
    "Answer",
    "AnswerKind",
    "Ask",
    "BusinessCase",
    "Category",
    "CostAmount",
    "CostDriver",
    "CostLine",
    "CostType",
    "DefaultQuantity",
    "DriverPrice",
    "FirstContact",
    "FundingLine",
    "GrantProgram",
    "Happening",
    "NumberCounter",
    "Partner",
    "Payer",
    "ProjectRequest",
    "Questionnaire",
    "QuickTick",
    "RefusedSuggestion",
    "StepChange",
    "System",
    "SystemTouch",
    "Timing",
]
