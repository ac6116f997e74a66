"""Whether what is mandated can be done at all."""

from collections.abc import Iterator

from triage.portfolio.market import Market
from triage.portfolio.proposal import Clash, ClashKind


def clashes(market: Market) -> tuple[Clash, ...]:
    """What keeps the mandated requests, with all they need, from being done together.

    Without a clash they are a choice that is allowed, so that there is a proposal.
    """
    return tuple(_found(market))


def _found(market: Market) -> Iterator[Clash]:
    forced = market.with_needs(market.mandated)
    for first, second in market.absent(forced):
        yield Clash(ClashKind.ABSENT, first, second)
    present = forced & market.by_number.keys()
    for first, second in market.excluded(present, present):
        if first < second:
            yield Clash(ClashKind.EXCLUDE, first, second)
    for first, second in market.excluded(present, market.settled):
        yield Clash(ClashKind.SETTLED, first, second)
    for resource, units in sorted(market.over(present).items()):
        yield Clash(ClashKind.OVER, resource=resource, units=units)
