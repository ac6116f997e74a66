"""Many requests judged in one go, to the last digit as `score` judges each of them.

Work goes question by question over all requests instead of request by request. Every
amount is a whole number of 1/`denominator`; where one could outgrow 64 bits, the arrays
hold Python's own numbers: slower, but never wrong.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from triage.scoring.coding import NOT_APPLICABLE, OPEN, PLACES
from triage.scoring.impact import Scale
from triage.scoring.rules import (
    Condition,
    Escalator,
    Question,
    Questionnaire,
    QuestionPoints,
    Rubric,
)

# Whole numbers of any size: int64 or, where that is too small, objects.
Amounts = NDArray[Any]
Places = NDArray[np.uint8]
Ranks = NDArray[np.int8]
Truths = NDArray[np.bool_]

_LARGEST = int(np.iinfo(np.int64).max)
_NO_PLACE = 255


@dataclass(frozen=True, eq=False)
class ManyScores:
    """The scores of many requests; every array holds one place for each.

    Amounts are whole units of 1/`denominator`. Tiers are ranks, from 0 for Low to 3 for
    Critical, and mean what they mean in `Score`.
    """

    denominator: int
    low: Amounts
    planning: Amounts
    high: Amounts
    tier_low: Ranks
    tier: Ranks
    tier_high: Ranks
    base_tier: Ranks
    held_tier: Ranks

    @property
    def is_certain(self) -> Truths:
        """Where no open answer can change the tier."""
        certain: Truths = self.tier_low == self.tier_high
        return certain

    def low_of(self, index: int) -> Fraction:
        return Fraction(int(self.low[index]), self.denominator)

    def planning_of(self, index: int) -> Fraction:
        return Fraction(int(self.planning[index]), self.denominator)

    def high_of(self, index: int) -> Fraction:
        return Fraction(int(self.high[index]), self.denominator)

    def worst_first(
        self, answer_by: NDArray[Any], ids: NDArray[Any]
    ) -> NDArray[np.intp]:
        """Where to find each request in the order of the queue.

        Highest held tier, then highest high score, then the earliest day, then the
        smallest id. `answer_by` are dates or whole numbers; no date (NaT) comes last.
        """
        _, high_rank = np.unique(self.high, return_inverse=True)
        return np.lexsort((ids, answer_by, -high_rank, -self.held_tier))


def judge_many(
    codes: Sequence[str], asked: Questionnaire, rubric: Rubric
) -> ManyScores:
    """Score requests by their `encode` strings, written under the questionnaire `asked`.

    The rubric may judge another questionnaire: an answer whose question or option it
    does not know does not count, and a question that was not asked is open.

    :raises ValueError: a code that cannot have been written under `asked`.
    """
    sheet = _Sheet(codes, asked, rubric)
    scale = Scale.of(rubric)
    share = rubric.planning_share
    denominator = scale.denominator * share.denominator
    dtype = _dtype(rubric, denominator)
    low = _impact(sheet.points(rubric, dtype, lowest=True), scale)
    high = _impact(sheet.points(rubric, dtype, lowest=False), scale)
    width = high - low
    low, high = low * share.denominator, high * share.denominator
    planning = low + width * share.numerator
    edges = [ceil(band.minimum * denominator) for band in rubric.tiers[1:]]
    base_tier = _tiers(planning, edges)
    states = [_Standing.of(escalator, sheet) for escalator in rubric.escalators]
    fired = [(state.fired, state.floor) for state in states]
    possible = [(state.possible, state.floor) for state in states]
    tier = _lifted(base_tier, fired)
    return ManyScores(
        denominator=denominator,
        low=low,
        planning=planning,
        high=high,
        tier_low=_lifted(
            _tiers(low, edges), [(state.fired, state.floor_at_best) for state in states]
        ),
        tier=tier,
        tier_high=_lifted(_tiers(high, edges), fired + possible),
        base_tier=base_tier,
        held_tier=_lifted(tier, possible),
    )


def count_options(
    codes: Sequence[str], asked: Questionnaire
) -> Mapping[str, Mapping[str, int]]:
    """By question, how often each of its options was said; without those nobody said.

    :raises ValueError: a code that cannot have been written under `asked`.
    """
    said = _characters(codes, len(asked.questions))
    counts = {}
    for question, characters in zip(asked.questions.values(), said, strict=True):
        of_character = np.bincount(characters, minlength=128)
        by_option = {
            option.value: int(of_character[ord(place)])
            for place, option in zip(PLACES, question.options, strict=False)
        }
        counts[question.id] = {o: count for o, count in by_option.items() if count}
    return counts


class _Sheet:
    """Every answer as the place of its option in the rubric; one place more is open."""

    def __init__(
        self, codes: Sequence[str], asked: Questionnaire, rubric: Rubric
    ) -> None:
        said = _characters(codes, len(asked.questions))
        self.count = len(codes)
        self._options = {q: list(p.points) for q, p in rubric.points.items()}
        self._places = {
            question.id: _places(question, rubric.points[question.id], characters)
            for question, characters in zip(asked.questions.values(), said, strict=True)
            if question.id in rubric.points
        }
        for question_id in rubric.points.keys() - self._places.keys():
            is_open = len(self._options[question_id])
            self._places[question_id] = np.full(self.count, is_open, np.uint8)

    def points(self, rubric: Rubric, dtype: type, *, lowest: bool) -> Amounts:
        """Points by request and dimension, open questions at one end of theirs."""
        result: Amounts = np.zeros((self.count, len(rubric.dimensions)), dtype)
        for index, dimension in enumerate(rubric.dimensions):
            for question in dimension.questions:
                if_open = question.lowest if lowest else question.highest
                by_place: Amounts = np.array(
                    [*question.points.values(), if_open], dtype
                )
                result[:, index] += by_place[self._places[question.question]]
        return result

    def settled(self, question_id: str) -> Truths:
        return self._places[question_id] < len(self._options[question_id])

    def holds(self, question_id: str, values: Collection[str]) -> Truths:
        """Where the answer is one of these options; never where it is open."""
        options = self._options[question_id]
        by_place = np.array([*(option in values for option in options), False])
        return by_place[self._places[question_id]]

    def everywhere(self, value: bool) -> Truths:
        return np.full(self.count, value)


def _characters(codes: Sequence[str], width: int) -> Places:
    """One row of characters a question, one column a request."""
    if any(len(code) != width for code in codes):
        raise ValueError(f"every code must have {width} characters")
    raw = np.frombuffer("".join(codes).encode("ascii"), np.uint8)
    return np.ascontiguousarray(raw.reshape(len(codes), width).T)


def _places(question: Question, points: QuestionPoints, characters: Places) -> Places:
    options = list(points.points)
    by_character = np.full(128, _NO_PLACE, np.uint8)
    by_character[ord(OPEN)] = len(options)
    by_character[ord(NOT_APPLICABLE)] = options.index(points.lightest_option)
    for character, option in zip(PLACES, question.options, strict=False):
        is_there = option.value in points.points
        by_character[ord(character)] = (
            options.index(option.value) if is_there else len(options)
        )
    places = by_character[characters]
    if (places == _NO_PLACE).any():
        raise ValueError(f"question {question.id}: a code that is no option of it")
    return places


def _dtype(rubric: Rubric, denominator: int) -> type:
    # The impact never passes 100, and no step on the way to it is larger than it is.
    largest = max(100 * denominator, *(d.points_max for d in rubric.dimensions))
    return np.int64 if largest <= _LARGEST else object


def _impact(points: Amounts, scale: Scale) -> Amounts:
    breadth = points @ np.array(scale.breadth, points.dtype)
    depths = np.sort(points * np.array(scale.depth, points.dtype), axis=1)
    impact: Amounts = breadth + depths[:, -scale.depth_count :].sum(axis=1)
    return impact


def _tiers(amounts: Amounts, edges: Iterable[int]) -> Ranks:
    ranks = np.zeros(len(amounts), np.int8)
    for edge in edges:
        ranks += amounts >= edge
    return ranks


def _lifted(tiers: Ranks, forced_by: Iterable[tuple[Truths, Ranks]]) -> Ranks:
    for forced, floor in forced_by:
        tiers = np.maximum(tiers, floor * forced)
    return tiers


@dataclass(frozen=True, eq=False)
class _Standing:
    """Where one escalator stands with every request, as `Escalation` has it for one."""

    fired: Truths
    possible: Truths
    floor: Ranks
    floor_at_best: Ranks

    @classmethod
    def of(cls, escalator: Escalator, sheet: _Sheet) -> "_Standing":
        required = _required(escalator.all_of)
        fired, could = sheet.everywhere(True), sheet.everywhere(all(required.values()))
        for question, values in required.items():
            holds = sheet.holds(question, values)
            fired &= holds
            could &= holds | ~sheet.settled(question)
        if escalator.any_of:
            any_fired, any_could = sheet.everywhere(False), sheet.everywhere(False)
            for condition in escalator.any_of:
                question, values = condition.question, condition.values
                holds = sheet.holds(question, values)
                any_fired |= holds
                # The same answer must satisfy what all_of asks of the question.
                if required.get(question, values) & values:
                    any_could |= holds | ~sheet.settled(question)
            fired &= any_fired
            could &= any_could
        return cls(fired, could & ~fired, *_floors(escalator, sheet))


def _required(conditions: Iterable[Condition]) -> Mapping[str, frozenset[str]]:
    """The options each question of `all_of` is left with, all its conditions together."""
    left: dict[str, frozenset[str]] = {}
    for condition in conditions:
        values = left.get(condition.question, condition.values)
        left[condition.question] = values & condition.values
    return left


def _floors(escalator: Escalator, sheet: _Sheet) -> tuple[Ranks, Ranks]:
    """The floor by what is known, and at best."""
    floor = np.full(sheet.count, escalator.floor.rank, np.int8)
    if escalator.small_floor is None:
        return floor, floor
    small = np.int8(escalator.small_floor.rank)
    is_small, is_large = sheet.everywhere(True), sheet.everywhere(False)
    for condition in escalator.small_when:
        holds = sheet.holds(condition.question, condition.values)
        is_small &= holds
        is_large |= sheet.settled(condition.question) & ~holds
    return np.where(is_small, small, floor), np.where(is_large, floor, small)
