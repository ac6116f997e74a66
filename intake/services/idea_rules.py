"""What an idea and a first contact may not say, each told at its field."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import CharField
from django.utils.translation import gettext as _

from accounts.errors import Refused
from intake.first_contacts import ToldFirstContact
from intake.ideas import COLUMNS, Idea, ToldHappening
from intake.models import (
    FundingLine,
    Happening,
    Partner,
    ProjectRequest,
    QuickTick,
    SystemTouch,
)
from intake.services.money_details import MOST_CENTS

# Years nobody means; some of them have no fiscal year before or after them.
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
_FIRST_CONTACT_DAYS = ("invited_on", "commit_on", "needed_on")


def check_idea(idea: Idea, *, today: date) -> None:
    """:raises Refused: by field; a happening's date is the field `when_<kind>`."""
    wrong = (
        _missing(idea)
        | _too_long(idea)
        | _unknown_choices(idea)
        | _rows(idea)
        | _dates(idea, today)
        | _unlikely_years(
            {name: getattr(idea, name) for name in COLUMNS}, idea.happenings
        )
    )
    if wrong:
        raise Refused(wrong)


def check_first_contact(told: ToldFirstContact, *, today: date) -> None:
    """:raises Refused: by field, as `check_idea`."""
    days = {name: getattr(told, name) for name in _FIRST_CONTACT_DAYS}
    wrong = (
        _ticks(told.happenings)
        | _not_yet(told.happenings, today)
        | _binding(told.commit_on, told.happenings)
        | _unlikely_years(days, told.happenings)
    )
    if told.invited_on > today:
        wrong["invited_on"] = _("This is in the future. Say when IT was first asked.")
    if wrong:
        raise Refused(wrong)


def _missing(idea: Idea) -> dict[str, str]:
    wrong = {}
    if not idea.problem.strip():
        wrong["problem"] = _("Say what the problem is, and for whom.")
    if not idea.title.strip():
        wrong["title"] = _("Give it a working name. You can change it later.")
    return wrong


def _too_long(idea: Idea) -> dict[str, str]:
    wrong = {}
    for name in COLUMNS:
        column: Any = ProjectRequest._meta.get_field(name)
        if isinstance(column, CharField) and column.max_length is not None:
            length = len(getattr(idea, name))
            if length > column.max_length:
                wrong[name] = _(
                    "Use at most %(most)d characters; these are %(now)d."
                ) % {
                    "most": column.max_length,
                    "now": length,
                }
    return wrong


def _unknown_choices(idea: Idea) -> dict[str, str]:
    wrong = {}
    if set(idea.quick_ticks) - set(QuickTick):
        wrong["quick_ticks"] = _("Choose from the list.")
    if idea.money_type and idea.money_type not in FundingLine.SourceType:
        wrong["money_type"] = _("Choose from the list.")
    if idea.money_cents is not None and idea.money_cents < 0:
        wrong["money_cents"] = _("Give an amount of 0 or more.")
    if idea.money_cents is not None and idea.money_cents > MOST_CENTS:
        wrong["money_cents"] = _("This is more than any city has.")
    return wrong


def _rows(idea: Idea) -> dict[str, str]:
    wrong = _ticks(idea.happenings)
    if not _each_once([partner.part for partner in idea.partners], Partner.Part.values):
        wrong["partners"] = _("Name one owner, one funder and one promoter at most.")
    codes = [touch.system.code for touch in idea.systems]
    fits = {touch.fit for touch in idea.systems}
    if not _each_once(codes, codes) or fits - set(SystemTouch.Fit.values):
        wrong["systems"] = _("Say of each system once whether it would do.")
    return wrong


def _ticks(happenings: Sequence[ToldHappening]) -> dict[str, str]:
    if _each_once([told.kind for told in happenings], Happening.Kind.values):
        return {}
    return {"happenings": _("Tick each thing from the list at most once.")}


def _each_once(values: Sequence[str], allowed: Collection[str]) -> bool:
    return len(set(values)) == len(values) and set(values) <= set(allowed)


def _dates(idea: Idea, today: date) -> dict[str, str]:
    wrong = _not_yet(idea.happenings, today) | _binding(idea.commit_on, idea.happenings)
    if idea.told_on and idea.told_on > today:
        wrong["told_on"] = _("This is in the future. Say when you told them.")
    return wrong


def _not_yet(happenings: Sequence[ToldHappening], today: date) -> dict[str, str]:
    return {
        f"when_{told.kind}": _("This is in the future. Tick it once it has happened.")
        for told in happenings
        if told.on and told.on > today
    }


def _binding(
    commit_on: date | None, happenings: Sequence[ToldHappening]
) -> dict[str, str]:
    idea_on = _idea_on(happenings)
    if commit_on is None or idea_on is None or commit_on > idea_on:
        return {}
    # scoring.md §3: the index divides by the time between the two.
    says = _("Money cannot become binding on or before the day of the idea.")
    return {"commit_on": says}


def _unlikely_years(
    days: Mapping[str, Any], happenings: Sequence[ToldHappening]
) -> dict[str, str]:
    days = {**days, **{f"when_{told.kind}": told.on for told in happenings}}
    return {
        name: _("Give a day between the years %(first)d and %(last)d.")
        % {"first": _FIRST_DAY.year, "last": _LAST_DAY.year}
        for name, day in days.items()
        if isinstance(day, date) and not _FIRST_DAY <= day <= _LAST_DAY
    }


def _idea_on(happenings: Sequence[ToldHappening]) -> date | None:
    dates = [told.on for told in happenings if told.kind == Happening.Kind.IDEA]
    return dates[0] if dates else None
