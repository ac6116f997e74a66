"""Every write of intake, one function per act. See the module of each subject."""

from intake.services.changes import request_changed
from intake.services.moves import StaleRequest, move_request
from intake.services.numbers import next_number
from intake.services.visibility import may_still_see_request

__all__ = [
    "StaleRequest",
    "may_still_see_request",
    "move_request",
    "next_number",
    "request_changed",
]
