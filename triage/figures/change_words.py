"""What two rubrics say differently, in words: of a draft so far, or side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from triage.figures.impact import TIER_NAMES
from triage.figures.numbers import exact_decimal
from triage.figures.rubric_words import conditions_say, rule_says, share
from triage.figures.who import who_answers
from triage.scoring.changes import Change, Edition, Line, Part, Value
from triage.scoring.rules import Condition, Tier

Words = SafeString | str

PART_NAMES: Mapping[Part, str | Promise] = {
    Part.TIERS: gettext_lazy("Tiers"),
    Part.WEIGHTS: gettext_lazy("Weights"),
    Part.FORMULA: gettext_lazy("Formula"),
    Part.ESCALATORS: gettext_lazy("Rules that raise the tier"),
    Part.POINTS: gettext_lazy("Points per answer"),
    Part.LATENESS: gettext_lazy("Lateness"),
    Part.QUESTIONS: gettext_lazy("Questions"),
}

# What a field is called where it stands beside its value; alike wherever it occurs.
_LABELS: Mapping[str, str | Promise] = {
    "name": gettext_lazy("Name"),
    "minimum": gettext_lazy("Begins at"),
    "review": gettext_lazy("What happens"),
    "lead_days": gettext_lazy("Notice IT needs, days"),
    "weight": gettext_lazy("Weight"),
    "depth_share": gettext_lazy("Share of the heaviest sections"),
    "depth_count": gettext_lazy("How many of the heaviest sections"),
    "planning_share": gettext_lazy("Where the planning figure stands in the range"),
    "ask_escalator_points": gettext_lazy(
        "Points a rule that may apply counts when the next question is chosen"
    ),
    "any_of": gettext_lazy("Applies when any of"),
    "all_of": gettext_lazy("Applies when all of"),
    "floor": gettext_lazy("At least"),
    "small_floor": gettext_lazy("At least, where it is small"),
    "small_when": gettext_lazy("Small when all of"),
    "reviews": gettext_lazy("Forces"),
    "basis": gettext_lazy("Based on"),
    "dimension": gettext_lazy("Counts in"),
    "stage_weight": gettext_lazy("Share of how far the project had come"),
    "gone_weight": gettext_lazy("Share of the time already gone"),
    "notice_weight": gettext_lazy("Share of the notice that was missing"),
    "maximum": gettext_lazy("Up to"),
    "plain": gettext_lazy("In plain words"),
    "text": gettext_lazy("Wording"),
    "section": gettext_lazy("Section"),
    "help": gettext_lazy("Help"),
    "why": gettext_lazy("Why it is asked"),
    "answered_by": gettext_lazy("Who usually knows"),
    "effort": gettext_lazy("How hard it is to answer"),
    "core": gettext_lazy("Asked first"),
    "unknown_label": gettext_lazy("Choice for what is not known yet"),
    "order": gettext_lazy("Order"),
}
EFFORT_NAMES: Mapping[int, str | Promise] = {
    1: gettext_lazy("Easy"),
    2: gettext_lazy("Takes asking around"),
    3: gettext_lazy("Hard"),
}
_SHARES = {
    "depth_share",
    "planning_share",
    "stage_weight",
    "gone_weight",
    "notice_weight",
}


@dataclass(frozen=True)
class LineWords:
    """One field of both; empty where one of them has no such field."""

    label: str
    before: Words
    after: Words
    differs: bool


@dataclass(frozen=True)
class ChangeWords:
    """One thing of both; `state` is "new" or "gone" where only one has it, else "".

    `says` is that one thing in a sentence, empty for what both have.
    """

    name: str
    state: str
    says: Words
    lines: tuple[LineWords, ...]


@dataclass(frozen=True)
class PartWords:
    part: Part
    name: str
    changes: tuple[ChangeWords, ...]


def changes_in_words(
    changes: Sequence[Change], before: Edition, after: Edition
) -> tuple[PartWords, ...]:
    """Part by part, in the order people read a rubric; parts without any left out."""
    return tuple(
        PartWords(
            part=part,
            name=str(PART_NAMES[part]),
            changes=tuple(_change(change, before, after) for change in here),
        )
        for part in Part
        if (here := [change for change in changes if change.part is part])
    )


def _change(change: Change, before: Edition, after: Edition) -> ChangeWords:
    if change.is_new:
        state, says = "new", _whole(change, after)
    elif change.is_gone:
        state, says = "gone", _whole(change, before)
    else:
        state, says = "", ""
    return ChangeWords(
        name=_name(change),
        state=state,
        says=says,
        lines=tuple(
            _line(change, line, before, after)
            for line in change.lines
            # Of what is new or gone, only the fields that say something.
            if not state or _is_filled(line)
        ),
    )


def _is_filled(line: Line) -> bool:
    return any(value not in (None, "", ()) for value in (line.before, line.after))


def _name(change: Change) -> str:
    match change.part, change.id:
        case Part.FORMULA, _id:
            return _("From the sections to one score")
        case Part.LATENESS, "index":
            return _("Lateness index")
        case Part.QUESTIONS, "questionnaire":
            return _("Sections")
        case ((Part.POINTS | Part.QUESTIONS), id) if ":" not in id:
            return f"{id} {change.name}"
    return change.name


def _whole(change: Change, edition: Edition) -> Words:
    asked = edition.rules.questionnaire
    match change.part:
        case Part.ESCALATORS:
            return rule_says(edition.rules.escalators_by_id[change.id], asked)
        case Part.POINTS:
            points = edition.rules.points[change.id].points
            return ", ".join(
                f"{_option(change.id, value, edition)} {points[value]}"
                for value in points
            )
        case Part.QUESTIONS if change.id in asked.questions:
            return ", ".join(o.label for o in asked.questions[change.id].options)
    return ""


def _line(change: Change, line: Line, before: Edition, after: Edition) -> LineWords:
    there = before if line.after is None else after
    return LineWords(
        label=_label(change, line.field, there),
        before=_says(change, line.field, line.before, before),
        after=_says(change, line.field, line.after, after),
        differs=line.differs,
    )


def _label(change: Change, field: str, edition: Edition) -> str:
    kind, _colon, value = field.partition(":")
    if kind != "option":
        return str(_LABELS[field])
    choice = {"choice": _option(change.id, value, edition)}
    if change.part is Part.POINTS:
        return _("Points for “%(choice)s”") % choice
    return _("Choice “%(choice)s”") % choice


def _option(question: str, value: str, edition: Edition) -> str:
    options = edition.rules.questionnaire.questions[question].options
    return next(option.label for option in options if option.value == value)


def _says(change: Change, field: str, value: Value | None, edition: Edition) -> Words:
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case Tier.LOW if field == "floor":
            return _("reviews only")
        case Tier():
            return str(TIER_NAMES[value])
        case Fraction():
            is_share = field in _SHARES or change.id.startswith("stage:")
            return share(value) if is_share else exact_decimal(value)
        case () | "":
            return _("nothing")
        case (Condition(), *_rest):
            asked = edition.rules.questionnaire
            return conditions_say(value, asked, "; ")  # type: ignore[arg-type]  # all are
        case tuple():
            return "; ".join(_named(change, field, str(id), edition) for id in value)
    return _named(change, field, str(value), edition)


def _named(change: Change, field: str, value: str, edition: Edition) -> str:
    """The name of what an id stands for, the value itself where it is no id."""
    rules = edition.rules
    match field:
        case "answered_by":
            return who_answers(value)
        case "effort":
            return str(EFFORT_NAMES.get(int(value), value))
        case "dimension":
            return next(d.name for d in rules.dimensions if d.id == value)
        case "section":
            return _section(value, edition)
        case "order" if change.id == "questionnaire":
            return _section(value, edition)
        case "order" if change.id in rules.questionnaire.questions:
            return _option(change.id, value, edition)
    return value


def _section(id: str, edition: Edition) -> str:
    sections = edition.rules.questionnaire.sections
    return next(section.name for section in sections if section.id == id)
