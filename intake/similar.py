"""What the city already has that sounds like what somebody is typing."""

import re
from collections.abc import Iterable

from intake.models import System

_WORD = re.compile(r"[a-z0-9]{3,}")
# Words that say nothing about which system is meant.
_NOISE = frozenset(
    [
        "and",
        "are",
        "but",
        "can",
        "city",
        "for",
        "from",
        "have",
        "how",
        "its",
        "new",
        "not",
        "our",
        "out",
        "system",
        "systems",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "use",
        "used",
        "uses",
        "want",
        "who",
        "will",
        "with",
        "without",
    ]
)
_NAME_WEIGHT = 3
_SHORTEST_PART = 5
_MOST = 5


def stems(text: str) -> frozenset[str]:
    """Words worth comparing, without the plural's s."""
    words = _WORD.findall(text.lower())
    return frozenset(word.rstrip("s") for word in words if word not in _NOISE)


def similar_systems(words: str, systems: Iterable[System]) -> list[System]:
    """At most five systems that share words, those that share a word of the name first."""
    wanted = stems(words)
    ranked = sorted(
        ((_likeness(wanted, system), system) for system in systems),
        key=lambda pair: (-pair[0], pair[1].name),
    )
    return [system for likeness, system in ranked[:_MOST] if likeness]


def _likeness(wanted: frozenset[str], system: System) -> int:
    in_name = _shared(wanted, stems(system.name))
    in_rest = _shared(wanted, stems(f"{system.vendor} {system.note}"))
    return _NAME_WEIGHT * in_name + in_rest


def _shared(wanted: frozenset[str], known: frozenset[str]) -> int:
    """Pairs of words that are the same, or of which one holds the other."""
    return sum(_is_alike(one, other) for one in wanted for other in known)


def _is_alike(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    # "streetlight" and "light" are alike; "art" in "department" is chance.
    return one == other or (
        shorter >= _SHORTEST_PART and (one in other or other in one)
    )
