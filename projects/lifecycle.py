"""The phases of a project and the only moves between them (product.md, "After the
decision").

Pure. `docs/states.md` is generated from `MOVES`.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Phase(StrEnum):
    PLANNED = "planned"
    DELIVERING = "delivering"
    LIVE = "live"
    CORE = "core"
    SIDELINED = "sidelined"
    DEFERRED = "deferred"
    RETIRED = "retired"


class MoveNotAllowed(Exception):
    """The phase does not lead there."""

    def __init__(self, phase: Phase, target: Phase) -> None:
        super().__init__(f"A project that is {phase} cannot become {target}.")
        self.phase = phase
        self.target = target


MOVES: Mapping[Phase, Mapping[Phase, str]] = MappingProxyType(
    {
        Phase.PLANNED: {
            Phase.DELIVERING: "work has started",
            Phase.SIDELINED: "set aside before work started",
            Phase.DEFERRED: "put off until a day that is named",
            Phase.RETIRED: "given up",
        },
        Phase.DELIVERING: {
            Phase.LIVE: "people use it",
            Phase.CORE: "a pilot became part of daily operations",
            Phase.SIDELINED: "work stopped, nobody knows for how long",
            Phase.DEFERRED: "put off until a day that is named",
            Phase.RETIRED: "given up",
        },
        Phase.LIVE: {
            Phase.CORE: "became part of daily operations",
            Phase.SIDELINED: "switched off for now",
            Phase.RETIRED: "ended",
        },
        Phase.CORE: {
            Phase.SIDELINED: "switched off for now",
            Phase.RETIRED: "ended",
        },
        Phase.SIDELINED: {
            Phase.PLANNED: "back on the plan",
            Phase.DELIVERING: "work has started again",
            Phase.RETIRED: "given up",
        },
        Phase.DEFERRED: {
            Phase.PLANNED: "back on the plan",
            Phase.DELIVERING: "work has started",
            Phase.SIDELINED: "set aside, no longer with a day",
            Phase.RETIRED: "given up",
        },
        Phase.RETIRED: {},
    }
)

RESTING_PHASES = frozenset({Phase.SIDELINED, Phase.DEFERRED})
"""May carry the day to look at it again."""


def check_move(phase: Phase, target: Phase) -> None:
    """:raises MoveNotAllowed: the table has no such move."""
    if target not in MOVES[phase]:
        raise MoveNotAllowed(phase, target)


class UnlikelyDate(StrEnum):
    """What is wrong with the day given for a move or a note."""

    IN_THE_FUTURE = "in_the_future"
    BEFORE_THE_PHASE = "before_the_phase"


def unlikely_move_date(
    on: date, *, phase_since_on: date, today: date
) -> UnlikelyDate | None:
    """A move lies between the day the present phase began and today, both included."""
    if on > today:
        return UnlikelyDate.IN_THE_FUTURE
    if on < phase_since_on:
        return UnlikelyDate.BEFORE_THE_PHASE
    return None


class UnlikelyWakeDate(StrEnum):
    """What is wrong with the day to look at a resting project again."""

    MISSING = "missing"
    NOT_RESTING = "not_resting"
    NOT_LATER = "not_later"


def unlikely_wake_date(
    wake_on: date | None, *, target: Phase, on: date
) -> UnlikelyWakeDate | None:
    """Deferred names a later day, sidelined may, other phases do not."""
    if wake_on is None:
        return UnlikelyWakeDate.MISSING if target is Phase.DEFERRED else None
    if target not in RESTING_PHASES:
        return UnlikelyWakeDate.NOT_RESTING
    return UnlikelyWakeDate.NOT_LATER if wake_on <= on else None
