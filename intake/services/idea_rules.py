"""What an idea may not say, each told at its field."""

from datetime import date
from typing import Any

from django.db.models import CharField
from django.utils.translation import gettext as _

from accounts.errors import Refused
from intake.ideas import COLUMNS, Idea, ToldHappening
from intake.models import FundingLine, Happening, ProjectRequest, QuickTick


def check_idea(idea: Idea, *, today: date) -> None:
    """:raises Refused: by field; a happening's date is the field `when_<kind>`."""
    wrong = (
        _missing(idea) | _too_long(idea) | _unknown_choices(idea) | _dates(idea, today)
    )
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
    kinds = [told.kind for told in idea.happenings]
    if set(kinds) - set(Happening.Kind) or len(kinds) != len(set(kinds)):
        wrong["happenings"] = _("Tick each thing from the list at most once.")
    return wrong


def _dates(idea: Idea, today: date) -> dict[str, str]:
    wrong = {
        f"when_{told.kind}": _("This is in the future. Tick it once it has happened.")
        for told in idea.happenings
        if told.on and told.on > today
    }
    if idea.told_on and idea.told_on > today:
        wrong["told_on"] = _("This is in the future. Say when you told them.")
    idea_on = _idea_on(idea.happenings)
    if idea.commit_on and idea_on and idea.commit_on <= idea_on:
        # scoring.md §3: the index divides by the time between the two.
        wrong["commit_on"] = _(
            "Money cannot become binding on or before the day of the idea."
        )
    return wrong


def _idea_on(happenings: tuple[ToldHappening, ...]) -> date | None:
    dates = [told.on for told in happenings if told.kind == Happening.Kind.IDEA]
    return dates[0] if dates else None
