"""The weekly digest: what sections are made of, and the work that sends them."""

from notifications.digests.parts import Figure, Row, Section
from notifications.digests.runs import (
    edition_for,
    may_still_see_digest,
    preview_edition,
    run_due_digests,
    send_digest_as_of,
)

__all__ = [
    "Figure",
    "Row",
    "Section",
    "edition_for",
    "may_still_see_digest",
    "preview_edition",
    "run_due_digests",
    "send_digest_as_of",
]
