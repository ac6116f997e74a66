"""The steps a request can be in, and the only moves between them (product.md).

Pure. `docs/states.md` is generated from `MOVES`. One status for the requester and one
for IT follow from the stored step and outcome; neither is stored.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Step(StrEnum):
    DRAFT = "draft"
    AWAITING_DEPARTMENT = "awaiting_department"
    SUBMITTED = "submitted"
    IN_TRIAGE = "in_triage"
    NEEDS_INFORMATION = "needs_information"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    DECLINED = "declined"
    MERGED = "merged"
    NOT_IT = "not_it"


class MoveNotAllowed(Exception):
    """The step does not lead there."""

    def __init__(self, step: Step, target: Step) -> None:
        super().__init__(f"A request that is {step} cannot become {target}.")
        self.step = step
        self.target = target


MOVES: Mapping[Step, Mapping[Step, str]] = MappingProxyType(
    {
        Step.DRAFT: {
            Step.AWAITING_DEPARTMENT: "the department wants to approve it first",
            Step.SUBMITTED: "handed to IT",
            Step.WITHDRAWN: "given up",
        },
        Step.AWAITING_DEPARTMENT: {
            Step.SUBMITTED: "approved by the department",
            Step.DRAFT: "sent back by the department",
            Step.WITHDRAWN: "given up",
        },
        Step.SUBMITTED: {
            Step.IN_TRIAGE: "somebody in IT took it",
            Step.WITHDRAWN: "given up",
        },
        Step.IN_TRIAGE: {
            Step.NEEDS_INFORMATION: "IT asked a question",
            Step.AWAITING_CONFIRMATION: "accepted, and a leader has to confirm",
            Step.DECIDED: "decided",
            Step.WITHDRAWN: "given up",
        },
        Step.NEEDS_INFORMATION: {
            Step.IN_TRIAGE: "answered, or no longer asked",
            Step.AWAITING_CONFIRMATION: "accepted, and a leader has to confirm",
            Step.DECIDED: "decided without waiting for the answer",
            Step.WITHDRAWN: "given up",
        },
        Step.AWAITING_CONFIRMATION: {
            Step.DECIDED: "confirmed by a leader",
            Step.IN_TRIAGE: "sent back by a leader",
            Step.WITHDRAWN: "given up",
        },
        Step.DECIDED: {
            Step.IN_TRIAGE: "woken, reopened with a reason, or the approval expired",
        },
        Step.WITHDRAWN: {},
    }
)

OPEN_STEPS = frozenset(
    {
        Step.SUBMITTED,
        Step.IN_TRIAGE,
        Step.NEEDS_INFORMATION,
        Step.AWAITING_CONFIRMATION,
    }
)
"""With IT and not decided: what the queue shows."""

EDITABLE_STEPS = frozenset(Step) - {Step.DECIDED, Step.WITHDRAWN}
"""The requester may change answers until decided."""


def check_move(step: Step, target: Step) -> None:
    """:raises MoveNotAllowed: the table has no such move."""
    if target not in MOVES[step]:
        raise MoveNotAllowed(step, target)
