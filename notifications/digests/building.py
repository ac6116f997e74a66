"""Compose one edition of a digest and freeze it."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts import city
from accounts.models import User
from accounts.roles import Permission
from notifications.digests.parts import Section
from notifications.models import DigestEdition
from notifications.periods import Period

# What decides which rows a person may read; whoever holds all of an edition's may read it.
READING = frozenset(
    {
        Permission.REQUEST_SEE_ALL,
        Permission.PROJECT_SEE_ALL,
        Permission.TRIAGE_SEE,
    }
)
_SUBJECT_LENGTH = 68
_SEPARATOR = " · "


def rights_of(reader: User) -> tuple[str, ...]:
    """What the reader's edition depends on: readers with the same share one."""
    rights = sorted(reader.permissions)
    if Permission.REQUEST_SEE_ALL in reader.permissions:
        return tuple(rights)
    return (*rights, f"department:{reader.department_id}")


def build_edition(
    period: Period, *, reader: User, rights: Sequence[str], by_hand: bool
) -> DigestEdition:
    """An unsaved edition for everybody with the reader's rights."""
    with timezone.override(city.zone()):
        sections = [
            import_string(path)(period, reader) for path in settings.DIGEST_SECTIONS
        ]
        snapshot = _snapshot(period, sections, by_hand=by_hand)
    return DigestEdition(
        rights=list(rights),
        rights_key=hashlib.sha256("\n".join(rights).encode()).hexdigest(),
        subject=subject_line(_fragments(sections)),
        snapshot=snapshot,
    )


def subject_line(fragments: Sequence[str]) -> str:
    """The verdict: as many fragments, gravest first, as fit one line."""
    if not fragments:
        return _("A quiet week: nothing needs you")
    line = fragments[0]
    for fragment in fragments[1:]:
        longer = line + _SEPARATOR + fragment
        if len(longer) > _SUBJECT_LENGTH:
            break
        line = longer
    return line


def verdict_sentence(fragments: Sequence[str]) -> str:
    """The fragments as one sentence."""
    if not fragments:
        return _("A quiet week: nothing needs you, and nothing changed.")
    *first, last = fragments
    sentence = (
        _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}
        if first
        else last
    )
    return sentence[0].upper() + sentence[1:] + "."


def _snapshot(
    period: Period, sections: Sequence[Section], *, by_hand: bool
) -> dict[str, Any]:
    fragments = _fragments(sections)
    day = date_format(timezone.localtime(period.end).date(), "j F Y")
    pattern = _("as of %(day)s") if by_hand else _("week of %(day)s")
    return {
        "heading": pattern % {"day": day},
        "verdict": verdict_sentence(fragments),
        "is_quiet": not fragments and not any(section.rows for section in sections),
        "sections": [section.as_json() for section in sections],
    }


def _fragments(sections: Iterable[Section]) -> list[str]:
    return [fragment for section in sections for fragment in section.verdict]
