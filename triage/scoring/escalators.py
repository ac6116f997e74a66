"""Escalators: rules that force reviews and a lowest tier, whatever the score."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from triage.scoring.rules import Escalator, Rubric, Tier


class EscalatorState(StrEnum):
    FIRED = "fired"
    POSSIBLE = "possible"
    NO = "no"


@dataclass(frozen=True)
class Escalation:
    """Where one escalator stands.

    `floor` is the small one only when every small-deployment answer is known to
    hold; `floor_at_best` is the small one until an answer is known to fail.
    """

    escalator: Escalator
    state: EscalatorState
    floor: Tier
    floor_at_best: Tier


def escalations(settled: Mapping[str, str], rubric: Rubric) -> tuple[Escalation, ...]:
    """The state of every escalator, in the order of the rubric."""
    return tuple(escalation(escalator, settled) for escalator in rubric.escalators)


def escalation(escalator: Escalator, settled: Mapping[str, str]) -> Escalation:
    return Escalation(
        escalator=escalator,
        state=state_of(escalator, settled),
        floor=_floor(escalator, settled),
        floor_at_best=_floor_at_best(escalator, settled),
    )


def state_of(escalator: Escalator, settled: Mapping[str, str]) -> EscalatorState:
    if fires(escalator, settled):
        return EscalatorState.FIRED
    if _could_fire(escalator, settled):
        return EscalatorState.POSSIBLE
    return EscalatorState.NO


def fires(escalator: Escalator, settled: Mapping[str, str]) -> bool:
    """Whether settled answers alone satisfy the escalator."""
    if not all(condition.holds(settled) for condition in escalator.all_of):
        return False
    return not escalator.any_of or any(c.holds(settled) for c in escalator.any_of)


def _could_fire(escalator: Escalator, settled: Mapping[str, str]) -> bool:
    # A question may stand in several conditions, so what the first ones leave of its
    # options must satisfy the later ones too.
    left: dict[str, frozenset[str]] = {}
    for condition in escalator.all_of:
        if condition.fails(settled):
            return False
        left[condition.question] = (
            left.get(condition.question, condition.values) & condition.values
        )
    if not all(left.values()):
        return False
    return not escalator.any_of or any(
        not condition.fails(settled)
        and bool(left.get(condition.question, condition.values) & condition.values)
        for condition in escalator.any_of
    )


def _floor(escalator: Escalator, settled: Mapping[str, str]) -> Tier:
    if escalator.small_floor is None:
        return escalator.floor
    is_small = all(condition.holds(settled) for condition in escalator.small_when)
    return escalator.small_floor if is_small else escalator.floor


def _floor_at_best(escalator: Escalator, settled: Mapping[str, str]) -> Tier:
    if escalator.small_floor is None:
        return escalator.floor
    is_large = any(condition.fails(settled) for condition in escalator.small_when)
    return escalator.floor if is_large else escalator.small_floor
