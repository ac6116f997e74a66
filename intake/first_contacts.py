"""What stood when IT was first asked, as one value: given to services, compared in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intake.ideas import IdeaChange, ToldHappening, happenings_in_words
from intake.models import FirstContact, Happening


@dataclass(frozen=True)
class ToldFirstContact:
    """The order of happenings says nothing: they are sorted, as in an idea."""

    invited_on: date
    happenings: tuple[ToldHappening, ...] = ()
    commit_on: date | None = None
    needed_on: date | None = None

    def __post_init__(self) -> None:
        ordered = sorted(self.happenings, key=lambda told: told.kind)
        object.__setattr__(self, "happenings", tuple(ordered))


def told_by(row: FirstContact) -> ToldFirstContact:
    """What a row on record says."""
    return ToldFirstContact(
        invited_on=row.invited_on,
        happenings=tuple(
            ToldHappening(
                item["kind"],
                date.fromisoformat(item["on"]) if item["on"] else None,
                item["precision"],
            )
            for item in row.happenings
        ),
        commit_on=row.commit_on,
        needed_on=row.needed_on,
    )


def as_columns(told: ToldFirstContact) -> dict[str, Any]:
    """The columns of a row that says this."""
    return {
        "invited_on": told.invited_on,
        "happenings": plain_happenings(told.happenings),
        "commit_on": told.commit_on,
        "needed_on": told.needed_on,
    }


def plain_happenings(
    happenings: Iterable[Happening | ToldHappening],
) -> list[dict[str, str | None]]:
    """As a row on record keeps them."""
    return [
        {
            "kind": item.kind,
            "on": item.on.isoformat() if item.on else None,
            "precision": item.precision,
        }
        for item in happenings
    ]


def first_contact_changes(
    before: ToldFirstContact, after: ToldFirstContact
) -> tuple[IdeaChange, ...]:
    """What two tellings of the first contact say differently, in words."""
    old, new = in_words(before), in_words(after)
    return tuple(
        IdeaChange(field, label, said, new[field][1])
        for field, (label, said) in old.items()
        if getattr(before, field) != getattr(after, field)
    )


def in_words(told: ToldFirstContact) -> dict[str, tuple[str, str]]:
    """Field → its label and what was said."""
    return {
        "invited_on": (_("IT first asked"), date_format(told.invited_on)),
        "happenings": (
            _("What had already happened"),
            happenings_in_words(told.happenings),
        ),
        "commit_on": (_("Money becomes binding on"), _day(told.commit_on)),
        "needed_on": (_("Needed by"), _day(told.needed_on)),
    }


def _day(day: date | None) -> str:
    return date_format(day) if day else _("don’t know yet")
