"""Which requests bring most under limits of money and hours.

Pure: no Django, no clock, no settings. The same candidates, links and limits give the
same proposal. It proposes; people decide.
"""

from triage.portfolio.choosing import choose
from triage.portfolio.model import Amount, Candidate, Link, LinkKind, Resource
from triage.portfolio.proposal import (
    Clash,
    ClashKind,
    LeftOut,
    Price,
    Proposal,
    Reason,
    ReasonKind,
    Use,
)

__all__ = [
    "Amount",
    "Candidate",
    "Clash",
    "ClashKind",
    "LeftOut",
    "Link",
    "LinkKind",
    "Price",
    "Proposal",
    "Reason",
    "ReasonKind",
    "Resource",
    "Use",
    "choose",
]
