"""Small markets, and the best of one found by looking at every choice there is."""

from collections.abc import Iterator
from itertools import chain, combinations

from hypothesis import strategies as st

from triage.portfolio import Amount, Candidate, Link, LinkKind, Resource
from triage.portfolio.market import Market

MONEY_27, MONEY_28 = Resource("", 2027), Resource("", 2028)
NET_27 = Resource("net", 2027)
RESOURCES = (MONEY_27, MONEY_28, NET_27)


def candidate(number: str, points: int, *, mandated: bool = False, **needs: int):
    """:param needs: money27, money28, net27, in whole units."""
    names = {"money27": MONEY_27, "money28": MONEY_28, "net27": NET_27}
    amounts = tuple(Amount(names[name], units) for name, units in needs.items())
    return Candidate(number, points, amounts, mandated)


def limit(resource: Resource, units: int) -> Amount:
    return Amount(resource, units)


def needs(first: str, second: str) -> Link:
    return Link(first, second, LinkKind.NEEDS)


def excludes(first: str, second: str) -> Link:
    return Link(first, second, LinkKind.EXCLUDES)


def choices(market: Market) -> Iterator[frozenset[str]]:
    """Every choice the limits allow."""
    numbers = [item.number for item in market.candidates]
    sizes = range(len(numbers) + 1)
    every = chain.from_iterable(combinations(numbers, size) for size in sizes)
    return (frozenset(choice) for choice in every if market.allows(choice))


@st.composite
def markets(draw, most: int = 8, mandated: bool = True) -> Market:
    """Small amounts, so that limits are often met exactly and choices often tie."""
    count = draw(st.integers(1, most))
    # Cents of a large budget, whose sums a careless float would get wrong.
    unit = draw(st.sampled_from([1, 100, 33_333_333_333]))
    amounts = st.integers(0, 6).map(lambda size: size * unit)
    found = [
        Candidate(
            number=f"HB-{place}",
            points=draw(st.integers(0, 4)),
            needs=tuple(Amount(resource, draw(amounts)) for resource in RESOURCES),
            is_mandated=mandated and draw(st.integers(0, 5)) == 5,
        )
        for place in range(count)
    ]
    # One beyond the candidates, which is absent or settled.
    ends = st.sampled_from([f"HB-{place}" for place in range(count + 1)])
    ties = st.builds(Link, ends, ends, st.sampled_from(LinkKind))
    links = draw(st.lists(ties.filter(lambda tie: tie.first != tie.second), max_size=5))
    limited = draw(st.lists(st.sampled_from(RESOURCES), unique=True))
    limits = [Amount(item, draw(st.integers(0, 15)) * unit) for item in limited]
    settled = draw(st.sampled_from([(), (f"HB-{count}",)]))
    return Market.of(found, links, limits, settled)
