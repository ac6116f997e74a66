"""How long choosing takes at the largest size we promise: `python -m tests.bench.portfolio`.

Random requests of the shape the example city's have: a start, recurring cost from
there, a first year with most of the hours. Prints seconds; nothing is asserted.
"""

import random
import sys
import time

from triage.portfolio import Amount, Candidate, Link, LinkKind, Resource, choose

YEARS = range(2027, 2032)
TEAMS = tuple(f"team{n}" for n in range(9))


def candidates(chance: random.Random, count: int) -> list[Candidate]:
    return [
        Candidate(
            number=f"HB-2026-{n:03}",
            points=5 * chance.randint(1, 20),
            needs=tuple(_money(chance) + _hours(chance)),
        )
        for n in range(1, count + 1)
    ]


def _money(chance: random.Random) -> list[Amount]:
    first = chance.choice([2027, 2027, 2027, 2028, 2029])
    once, yearly = (int(chance.lognormvariate(mean, 1.1)) * 100 for mean in (11, 10))
    return [
        Amount(Resource("", year), yearly + (once if year == first else 0))
        for year in YEARS
        if year >= first
    ]


def _hours(chance: random.Random) -> list[Amount]:
    found = []
    for team in chance.sample(TEAMS, chance.randrange(4)):
        build, run = chance.randrange(2_000, 40_000), chance.choice([0, 2_000, 8_000])
        found.append(Amount(Resource(team, 2027), build))
        found += [Amount(Resource(team, year), run) for year in YEARS[1:] if run]
    return found


def links(chance: random.Random, numbers: list[str], count: int) -> list[Link]:
    kinds = (LinkKind.NEEDS, LinkKind.NEEDS, LinkKind.EXCLUDES)
    pairs = (chance.sample(numbers, 2) for _ in range(count))
    return [Link(first, second, chance.choice(kinds)) for first, second in pairs]


def limits(found: list[Candidate], share: float, teams: int) -> list[Amount]:
    """A share of what all would need in their hardest year, the same every year."""
    resources = [("", YEARS), *((team, YEARS) for team in TEAMS[:teams])]
    result = []
    for team, years in resources:
        wanted = [sum(item.need(Resource(team, y)) for item in found) for y in years]
        result += [Amount(Resource(team, y), int(max(wanted) * share)) for y in years]
    return result


def main() -> None:
    for count, teams, share in [
        (30, 9, 0.4), (100, 9, 0.4), (300, 0, 0.4), (300, 3, 0.4), (300, 9, 0.7), (300, 9, 0.4),
    ]:  # fmt: skip
        for seed in range(int(sys.argv[1]) if len(sys.argv) > 1 else 3):
            chance = random.Random(seed)  # noqa: S311 -- figures, no secrets
            found = candidates(chance, count)
            ties = links(chance, [item.number for item in found], count // 3)
            bounds = limits(found, share, teams)
            began = time.perf_counter()
            result = choose(found, ties, bounds)
            seconds = time.perf_counter() - began
            tried = sum(price.gained is not None for price in result.prices)
            print(  # noqa: T201
                f"{count} candidates, {len(bounds)} limits at {share:.0%}: "
                f"{seconds:.2f} s, {result.points} points, "
                f"{float(result.short_of):.2%} short, {tried} of "
                f"{len(result.prices)} prices tried",
                flush=True,
            )


if __name__ == "__main__":
    main()
