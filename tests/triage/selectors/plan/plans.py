"""Plans made by hand, without a database."""

from triage.plans import Plan, Terms, Weighed, Weighing, propose
from triage.portfolio import Amount, Candidate, Link, LinkKind, Resource

MONEY = Resource("", 2027)
HOURS = Resource("network", 2027)
THOUSAND = 100_000  # dollars in cents


def weighed(
    number: str,
    points: int = 10,
    *,
    thousands: int = 0,
    hours: int = 0,
    mandated: bool = False,
) -> Weighed:
    needs = (Amount(MONEY, thousands * THOUSAND), Amount(HOURS, hours * 100))
    return Weighed(
        candidate=Candidate(
            number, points, tuple(n for n in needs if n.units), is_mandated=mandated
        ),
        title=f"Idea {number}",
        department="Parks",
        status="New",
    )


def needs(first: str, second: str) -> Link:
    return Link(first, second, LinkKind.NEEDS)


def excludes(first: str, second: str) -> Link:
    return Link(first, second, LinkKind.EXCLUDES)


def weighing(*items: Weighed, links=(), settled=()) -> Weighing:
    return Weighing(
        items, tuple(links), tuple(settled), team_names=(("network", "Network"),)
    )


def plan(*items: Weighed, thousands=None, hours=None, links=(), settled=()) -> Plan:
    limits = []
    if thousands is not None:
        limits.append(Amount(MONEY, thousands * THOUSAND))
    if hours is not None:
        limits.append(Amount(HOURS, hours * 100))
    return propose(
        Terms(2027, tuple(limits)), weighing(*items, links=links, settled=settled)
    )
