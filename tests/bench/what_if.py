"""A what-if over every request there is: how long it takes, and whether it is exact."""

import copy
import statistics
import time

from intake.models import ProjectRequest
from triage.models import Rubric
from triage.scoring.parsing import parse_rubric
from triage.selectors.comparison import Comparison, same_scores

REACH_SECONDS = 2
_ROUNDS = 5


def report() -> str:
    spent = statistics.median(_timed() for _ in range(_ROUNDS))
    comparison = _compared()
    count = len(comparison.coded)
    wrong = sum(
        not same_scores(
            comparison.moves.then,
            place,
            comparison.coded.judged(place, comparison.then),
        )
        for place in range(count)
    )
    return (
        f"what-if over {count:,} requests {spent:.2f} s (reach {REACH_SECONDS} s), "
        f"{count - wrong:,} of {count:,} equal to the exact scorer"
    )


def _timed() -> float:
    began = time.perf_counter()
    _compared()
    return time.perf_counter() - began


def _compared() -> Comparison:
    """Read and judge all of them by the live rubric and a changed one, as the page does."""
    live = Rubric.objects.select_related("questionnaire").get(is_live=True)
    now = live.rules()
    then = parse_rubric(_changed(live.data), now.questionnaire)
    comparison = Comparison.of(ProjectRequest.objects.real(), now, then)
    moves = comparison.moves
    # Worked out once asked for: the flips both ways, and the queue as it would be.
    assert sum(map(sum, moves.matrix)) == len(moves) >= len(moves.moved)
    return comparison


def _changed(data):
    """Other weights, another planning share and a lower cut for High."""
    changed = copy.deepcopy(data)
    for place, weight in ((0, "10.5"), (3, "15.5")):
        changed["dimensions"][place]["weight"] = weight
    changed["formula"]["theta"] = "0.45"
    changed["tiers"][2]["min"] = "42.5"
    return changed
