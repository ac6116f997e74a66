"""Questionnaire and rubric as plain values.

`parsing` makes them from their versioned JSON and refuses what could not be scored,
so the rules need not check again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property


class RubricError(ValueError):
    """The data cannot be a rubric or questionnaire; the message names the item."""


class Tier(StrEnum):
    """What a score asks of IT. Compare by `rank`: as text, "high" sorts below "low"."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return _RANKS[self]


_RANKS = {tier: rank for rank, tier in enumerate(Tier)}


def highest(tiers: Iterable[Tier]) -> Tier:
    """The highest of the tiers, Low if there are none."""
    return max(tiers, key=lambda tier: tier.rank, default=Tier.LOW)


class Stage(StrEnum):
    """How far a project had come, earliest first."""

    IDEA = "idea"
    NEED = "need"
    BUDGET_DRAFT = "budget_draft"
    BUDGET_SUBMITTED = "budget_submitted"
    SPEC = "spec"
    SOLICITATION = "solicitation"
    VENDOR_CHOSEN = "vendor_chosen"
    CONTRACT = "contract"
    INSTALLED = "installed"


@dataclass(frozen=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True)
class Question:
    id: str
    text: str
    core: bool
    effort: int
    answered_by: str
    options: tuple[Option, ...]

    @cached_property
    def values(self) -> frozenset[str]:
        return frozenset(option.value for option in self.options)


@dataclass(frozen=True)
class Section:
    id: str
    name: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questionnaire:
    version: str
    sections: tuple[Section, ...]

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its id, in the order of the form."""
        return {q.id: q for section in self.sections for q in section.questions}


@dataclass(frozen=True)
class Condition:
    """Holds when the question's answer is one of the values."""

    question: str
    values: frozenset[str]

    def holds(self, known: Mapping[str, str]) -> bool:
        return known.get(self.question) in self.values

    def fails(self, known: Mapping[str, str]) -> bool:
        return self.question in known and known[self.question] not in self.values


@dataclass(frozen=True)
class Escalator:
    """A rule that forces reviews and a lowest tier, whatever the score.

    Fires when any of `any_of` (if there are any) and all of `all_of` hold.
    `small_floor` replaces `floor` when all of `small_when` hold.
    """

    id: str
    name: str
    any_of: tuple[Condition, ...]
    all_of: tuple[Condition, ...]
    floor: Tier
    small_floor: Tier | None
    small_when: tuple[Condition, ...]
    reviews: tuple[str, ...]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return self.any_of + self.all_of

    @cached_property
    def questions(self) -> frozenset[str]:
        """Every question its state or its floor depends on."""
        return frozenset(c.question for c in self.conditions + self.small_when)


@dataclass(frozen=True)
class QuestionPoints:
    """What each option of one question weighs, options in the order of the form."""

    question: str
    points: Mapping[str, int]

    @cached_property
    def lowest(self) -> int:
        return min(self.points.values())

    @cached_property
    def highest(self) -> int:
        return max(self.points.values())

    @cached_property
    def lightest_option(self) -> str:
        """The first option with the fewest points: what "not applicable" counts as."""
        return min(self.points, key=self.points.__getitem__)


@dataclass(frozen=True)
class Dimension:
    id: str
    name: str
    weight: Fraction
    questions: tuple[QuestionPoints, ...]

    @cached_property
    def points_max(self) -> int:
        return sum(question.highest for question in self.questions)


@dataclass(frozen=True)
class TierBand:
    """The tier of scores from `minimum` up, and the notice IT needs for it."""

    tier: Tier
    name: str
    minimum: Fraction
    review: str
    lead_days: int


@dataclass(frozen=True)
class StageWeight:
    stage: Stage
    name: str
    weight: Fraction


@dataclass(frozen=True)
class LatenessBand:
    """The name for lateness up to and including `maximum`."""

    name: str
    maximum: Fraction


@dataclass(frozen=True)
class LatenessRules:
    """How stage, time already gone and notice still left weigh in the index."""

    stage_weight: Fraction
    gone_weight: Fraction
    notice_weight: Fraction
    bands: tuple[LatenessBand, ...]

    def band(self, index: Fraction) -> str:
        return next(band.name for band in self.bands if index <= band.maximum)


@dataclass(frozen=True)
class Rubric:
    """What each answer weighs. `depth_share` is the formula's lambda, `planning_share` its theta."""

    version: str
    questionnaire: Questionnaire
    dimensions: tuple[Dimension, ...]
    depth_count: int
    depth_share: Fraction
    planning_share: Fraction
    ask_escalator_points: Fraction
    tiers: tuple[TierBand, ...]
    stages: tuple[StageWeight, ...]
    lateness: LatenessRules
    escalators: tuple[Escalator, ...]

    @cached_property
    def points(self) -> Mapping[str, QuestionPoints]:
        """The points of every question by its id, in the order of the rubric."""
        return {q.question: q for d in self.dimensions for q in d.questions}

    @cached_property
    def escalators_by_id(self) -> Mapping[str, Escalator]:
        return {escalator.id: escalator for escalator in self.escalators}

    @property
    def cuts(self) -> tuple[Fraction, ...]:
        """Where each tier above Low begins."""
        return tuple(band.minimum for band in self.tiers[1:])

    def tier_of(self, impact: Fraction) -> Tier:
        """The tier of an exact score, floors left aside."""
        reached = [band.tier for band in self.tiers if impact >= band.minimum]
        return reached[-1]

    def band_of(self, tier: Tier) -> TierBand:
        return self.tiers[tier.rank]

    def stage_weight(self, stage: Stage) -> Fraction:
        return next(item.weight for item in self.stages if item.stage is stage)
