"""A 0/1 program in whole numbers, solved by HiGHS and checked in whole numbers.

HiGHS reckons in floating point. Rows are scaled by powers of two, which loses nothing,
and what it answers is believed only after exact sums agree; an answer that is over a
row by a hair is cut off and the program solved again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

# Coefficients near a thousand keep the solver's tolerance of 1e-6 under a cent in
# ten million dollars.
_BITS = 10
_ALMOST = 1e-6


@dataclass(frozen=True)
class Row:
    """Σ weight · x ≤ at_most."""

    weights: Mapping[int, int]
    at_most: int

    def holds(self, chosen: frozenset[int]) -> bool:
        return sum(w for j, w in self.weights.items() if j in chosen) <= self.at_most

    def cut_off(self, chosen: frozenset[int]) -> "Row":
        """A row that this choice breaks by a whole one, and no allowed choice breaks.

        Where all weights are positive, those of the chosen may never come together.
        """
        if min(self.weights.values()) < 0:
            cut = {j: 1 if j in chosen else -1 for j in self.weights}
        else:
            cut = {j: 1 for j in self.weights if j in chosen}
        return Row(cut, sum(1 for j in self.weights if j in chosen) - 1)


@dataclass(frozen=True)
class Answer:
    """`at_most` is what no choice can bring more than."""

    chosen: frozenset[int]
    at_most: int


@dataclass(frozen=True)
class Effort:
    """When to stop: at a proven distance from the best, or after so long."""

    within: float = 0.0
    seconds: float = 10.0


def maximize(
    values: Sequence[int], rows: Sequence[Row], start: frozenset[int], effort: Effort
) -> Answer:
    """The choice that brings most.

    :param start: a choice that holds every row; what is answered is no worse.
    """
    cuts: list[Row] = []
    while True:
        chosen, at_most = _solve(values, [*rows, *cuts], start, effort)
        broken = [row for row in rows if not row.holds(chosen)]
        if not broken:
            break
        cuts += [row.cut_off(chosen) for row in broken]
    if _worth(values, chosen) < _worth(values, start):
        chosen = start
    return Answer(chosen, max(at_most, _worth(values, chosen)))


def marginal_values(values: Sequence[int], rows: Sequence[Row]) -> list[float]:
    """What a further unit of each row would bring if things could be taken in parts."""
    solver, scales = _loaded(values, rows, Effort())
    solver.run()
    duals = solver.getSolution().row_dual
    unit = _scale(values)
    return [abs(dual) * scale / unit for dual, scale in zip(duals, scales, strict=True)]


def _worth(values: Sequence[int], chosen: frozenset[int]) -> int:
    return sum(values[j] for j in chosen)


def _solve(
    values: Sequence[int], rows: Sequence[Row], start: frozenset[int], effort: Effort
) -> tuple[frozenset[int], int]:
    import highspy  # a quarter of a second, which no other page has to wait for

    solver, _scales = _loaded(values, rows, effort)
    count = len(values)
    whole = [highspy.HighsVarType.kInteger] * count
    solver.changeColsIntegrality(count, list(range(count)), whole)
    guess = highspy.HighsSolution()
    guess.col_value = [float(j in start) for j in range(count)]
    solver.setSolution(guess)
    solver.run()
    info = solver.getInfo()
    answer = solver.getSolution().col_value
    is_there = len(answer) == count and info.primal_solution_status == 2
    chosen = (
        frozenset(j for j in range(count) if answer[j] > 0.5) if is_there else start
    )
    bound = -info.mip_dual_bound / _scale(values)
    most = sum(value for value in values if value > 0)
    return chosen, floor(min(bound + _ALMOST, most))


def _loaded(
    values: Sequence[int], rows: Sequence[Row], effort: Effort
) -> tuple[Any, list[float]]:
    """A solver with the program in it, and the scale of each row."""
    import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    for name, value in _options(effort).items():
        solver.setOptionValue(name, value)
    unit = _scale(values)
    for value in values:
        solver.addCol(-value * unit, 0.0, 1.0, 0, [], [])
    scales = []
    for row in rows:
        scale = _scale(list(row.weights.values()))
        columns = list(row.weights)
        weights = [weight * scale for weight in row.weights.values()]
        solver.addRow(
            -highspy.kHighsInf, row.at_most * scale, len(columns), columns, weights
        )
        scales.append(scale)
    return solver, scales


def _options(effort: Effort) -> dict[str, Any]:
    return {
        "threads": 1,
        "parallel": "off",
        "random_seed": 1,
        "mip_rel_gap": effort.within,
        "mip_abs_gap": 0.0,
        "time_limit": effort.seconds,
    }


def _scale(weights: Sequence[int]) -> float:
    """The power of two that brings the largest weight near a thousand."""
    largest = max((abs(weight) for weight in weights), default=1)
    return float(2.0 ** (_BITS - max(largest, 1).bit_length()))
