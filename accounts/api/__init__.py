"""What every endpoint of the API has in common."""

from accounts.api.answers import Problem, exception_handler
from accounts.api.endpoints import ApiView
from accounts.api.fields import DayField, NoRepeats, StrictSerializer, UtcDateTimeField
from accounts.api.paging import NewestFirst

__all__ = [
    "ApiView",
    "DayField",
    "NewestFirst",
    "NoRepeats",
    "Problem",
    "StrictSerializer",
    "UtcDateTimeField",
    "exception_handler",
]
