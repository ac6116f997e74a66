"""What a little more of each limit would bring."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from triage.portfolio.model import Resource
from triage.portfolio.program import PROVEN_UP_TO, Program
from triage.portfolio.proposal import Price
from triage.portfolio.solver import Effort, marginal_values, maximize

MONEY_STEP = 1_000_000  # $10,000 in cents
HOURS_STEP = 10_000  # 100 hours in hundredths

# How many limits are tried at the largest size that is proven; solving again costs what
# solving cost, which grows with the square of the size.
_TRIES = 2
_DIGITS = 10_000


def prices(
    program: Program, chosen: frozenset[str], effort: Effort, *, is_proven: bool
) -> tuple[Price, ...]:
    """One price for each limit that keeps something out, dearest first.

    What really changes is tried only from a proposal that is proven best: what a longer
    search finds would look like what the raise brought.
    """
    found = sorted(
        _estimates(program), key=lambda price: (-price.per_step, price.resource)
    )
    tries = _TRIES * PROVEN_UP_TO**2 // program.size**2 if is_proven else 0
    return tuple(
        _tried(program, price, chosen, effort) if place < tries else price
        for place, price in enumerate(found)
    )


def step_of(resource: Resource) -> int:
    return MONEY_STEP if resource.is_money else HOURS_STEP


def _estimates(program: Program) -> Iterator[Price]:
    values = marginal_values(program.points, program.rows)
    for resource, value in zip(program.limit_rows, values, strict=False):
        step = step_of(resource)
        limit = program.market.limits[resource]
        yield Price(
            resource=resource,
            step=step,
            per_step=Fraction(round(value * step * _DIGITS), _DIGITS),
            raised_by=max(limit // 10, step),
        )


def _tried(
    program: Program, price: Price, chosen: frozenset[str], effort: Effort
) -> Price:
    market = program.market
    raised = {price.resource: market.limits[price.resource] + price.raised_by}
    wider = Program(replace(market, limits={**market.limits, **raised}))
    start = wider.columns(chosen)
    answer = maximize(wider.points, wider.rows, start, effort)
    then = wider.numbers(answer.chosen)
    gained = market.points(then) - market.points(chosen)
    if not gained:
        return replace(price, gained=0)
    return replace(
        price,
        gained=gained,
        comes_in=tuple(sorted(then - chosen)),
        goes_out=tuple(sorted(chosen - then)),
    )
