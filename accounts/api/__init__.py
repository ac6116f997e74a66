"""What every endpoint of the API has in common."""

from accounts.api.answers import Problem, exception_handler
from accounts.api.endpoints import ApiView
from accounts.api.fields import (
    DayField,
    DistinctRows,
    StrictSerializer,
    UtcDateTimeField,
)
from accounts.api.paging import NewestFirst

__all__ = [
    "ApiView",
    "DayField",
    "DistinctRows",
    "NewestFirst",
    "Problem",
    "StrictSerializer",
    "UtcDateTimeField",
    "exception_handler",
]
