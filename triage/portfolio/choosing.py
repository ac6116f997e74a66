"""The proposal: most points, then least money, then the lower numbers."""

from collections.abc import Collection, Iterable

from triage.portfolio.clashes import clashes
from triage.portfolio.market import Market
from triage.portfolio.model import Amount, Candidate, Link
from triage.portfolio.prices import prices
from triage.portfolio.program import Program
from triage.portfolio.proposal import Proposal, ReasonKind, Use
from triage.portfolio.reasons import left_out, why_not
from triage.portfolio.solver import Answer, Effort, Row, maximize

SECONDS = 10.0


def choose(
    candidates: Iterable[Candidate],
    links: Iterable[Link] = (),
    limits: Iterable[Amount] = (),
    *,
    settled: Collection[str] = (),
    seconds: float = SECONDS,
) -> Proposal:
    """Propose the requests that bring most points within the limits.

    All mandated requests are in, with what they need. A resource without a limit is
    free. Of equally good choices the one that needs least money, then the one of the
    lower numbers, is proposed.

    :param settled: numbers of requests that are taken already.
    :param seconds: when to stop looking for something better.
    """
    market = Market.of(candidates, links, limits, settled)
    if found := clashes(market):
        return Proposal(clashes=found)
    program = Program(market)
    effort = program.effort(seconds)
    answer = _best(program, effort)
    chosen = _completed(market, program.numbers(answer.chosen))
    points = market.points(chosen)
    is_proven = points >= answer.at_most
    if is_proven:
        chosen = _settled_ties(program, chosen, effort)
    if not market.allows(chosen):
        raise AssertionError("the solver proposed what the limits do not allow")
    return Proposal(
        chosen=tuple(sorted(chosen)),
        points=points,
        at_most=max(answer.at_most, points),
        left_out=left_out(market, chosen),
        uses=_uses(market, chosen),
        prices=prices(program, chosen, effort, is_proven=is_proven),
    )


def _uses(market: Market, chosen: frozenset[str]) -> tuple[Use, ...]:
    return tuple(
        Use(resource, market.limits[resource], used)
        for resource, used in sorted(market.used(chosen).items())
    )


def _best(program: Program, effort: Effort) -> Answer:
    start = program.market.with_needs(program.market.mandated)
    return maximize(program.points, program.rows, program.columns(start), effort)


def _completed(market: Market, chosen: frozenset[str]) -> frozenset[str]:
    """With whatever still fits: a search that stopped early may have left room."""
    for item in sorted(market.candidates, key=lambda item: (-item.points, item.number)):
        if item.number in chosen or not item.points:
            continue
        found = why_not(market, item.number, chosen)
        if found.reasons[0].kind is ReasonKind.NO_POINTS:
            chosen |= {item.number, *found.brings_along}
    return chosen


def _settled_ties(
    program: Program, chosen: frozenset[str], effort: Effort
) -> frozenset[str]:
    """Among all that bring as much: least money, then the smallest sum of places."""
    candidates = program.market.candidates
    points = Row(
        {j: -value for j, value in enumerate(program.points) if value},
        -program.market.points(chosen),
    )
    columns, rows = program.columns(chosen), [*program.rows, points]
    money = [item.cents for item in candidates]
    columns = maximize([-cents for cents in money], rows, columns, effort).chosen
    rows.append(Row(dict(enumerate(money)), sum(money[j] for j in columns)))
    places = [-place for place in range(1, len(candidates) + 1)]
    return program.numbers(maximize(places, rows, columns, effort).chosen)
