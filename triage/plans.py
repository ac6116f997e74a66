"""A plan: what was weighed under which limits, and what was proposed.

Stored as plain JSON (triage.plain), so new fields need defaults.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from triage.plain import to_plain
from triage.portfolio import Amount, Candidate, Link, Proposal, choose
from triage.scoring.budget import Scope

YEARS = 5


@dataclass(frozen=True)
class Terms:
    """What was asked for. A resource that `limits` does not name has none.

    `with_accepted` weighs accepted requests that still miss money as well.
    """

    first_year: int
    limits: tuple[Amount, ...] = ()
    scope: Scope = Scope.ALL
    with_accepted: bool = False

    @property
    def years(self) -> range:
        return range(self.first_year, self.first_year + YEARS)


@dataclass(frozen=True)
class Weighed:
    """A candidate with what people call it."""

    candidate: Candidate
    title: str
    department: str
    status: str
    because: str = ""

    @property
    def number(self) -> str:
        return self.candidate.number


@dataclass(frozen=True)
class Uncosted:
    """An open request that cannot be weighed yet: nobody entered what it costs."""

    number: str
    title: str
    department: str


@dataclass(frozen=True)
class Weighing:
    """Everything a proposal is made from, but for the limits."""

    weighed: tuple[Weighed, ...]
    links: tuple[Link, ...] = ()
    settled: tuple[str, ...] = ()
    uncosted: tuple[Uncosted, ...] = ()
    team_names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Plan:
    terms: Terms
    weighing: Weighing
    proposal: Proposal

    @cached_property
    def fingerprint(self) -> str:
        """Differs where anything a proposal rests on differs."""
        told = json.dumps([to_plain(self.terms), to_plain(self.weighing)])
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def propose(terms: Terms, weighing: Weighing) -> Plan:
    proposal = choose(
        [item.candidate for item in weighing.weighed],
        weighing.links,
        terms.limits,
        settled=weighing.settled,
    )
    return Plan(terms, weighing, proposal)
