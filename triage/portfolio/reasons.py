"""Why each request that is not proposed was left out."""

from collections.abc import Iterator

from triage.portfolio.market import Market
from triage.portfolio.proposal import LeftOut, Reason, ReasonKind


def left_out(market: Market, chosen: frozenset[str]) -> tuple[LeftOut, ...]:
    """Every other candidate, with what adding it to the proposal would break."""
    return tuple(
        why_not(market, item.number, chosen)
        for item in market.candidates
        if item.number not in chosen
    )


def why_not(market: Market, number: str, chosen: frozenset[str]) -> LeftOut:
    """What adding one request, with all it needs, would break; reasons never are empty."""
    wanted = market.with_needs([number])
    added = (wanted & market.by_number.keys()) - chosen
    reasons = tuple(_broken(market, added, chosen))
    return LeftOut(
        number=number,
        reasons=reasons or (Reason(ReasonKind.NO_POINTS),),
        brings_along=tuple(sorted(added - {number})),
    )


def _broken(
    market: Market, added: frozenset[str], chosen: frozenset[str]
) -> Iterator[Reason]:
    for _first, second in market.absent(added):
        yield Reason(ReasonKind.ABSENT, other=second)
    for _first, second in market.excluded(added, market.settled):
        yield Reason(ReasonKind.SETTLED, other=second)
    for _first, second in market.excluded(added, chosen | added):
        yield Reason(ReasonKind.EXCLUDED, other=second)
    for resource, units in sorted(market.over(chosen | added).items()):
        yield Reason(ReasonKind.BREAKS, resource=resource, units=units)
