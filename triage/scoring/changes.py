"""What two rubrics say differently, as facts a page can put into words.

Both come with the questionnaire they judge. Numbers are compared by value, so 14 and
14.0 are the same weight; a question or option that keeps its id is the same one, however
it is worded.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from triage.scoring.parsing import parse_questionnaire, parse_rubric
from triage.scoring.rules import Condition, Dimension, Escalator, Rubric, Tier

Value = str | int | bool | Fraction | Tier | tuple[str, ...] | tuple[Condition, ...]


class Part(StrEnum):
    """Where in a rubric something stands, in the order people read it."""

    TIERS = "tiers"
    WEIGHTS = "weights"
    FORMULA = "formula"
    ESCALATORS = "escalators"
    POINTS = "points"
    LATENESS = "lateness"
    QUESTIONS = "questions"


@dataclass(frozen=True)
class Edition:
    """A rubric and its questionnaire as they were written."""

    rubric: Mapping[str, Any]
    questionnaire: Mapping[str, Any]

    @cached_property
    def rules(self) -> Rubric:
        return parse_rubric(self.rubric, parse_questionnaire(self.questionnaire))


@dataclass(frozen=True)
class Item:
    """One thing a rubric speaks of, with all it says of it, in a fixed order."""

    part: Part
    id: str
    name: str
    fields: Mapping[str, Value]


@dataclass(frozen=True)
class Line:
    """One field before and after; None: it is not there."""

    field: str
    before: Value | None
    after: Value | None

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Change:
    """One item before and after; a name of "" says that it was, or is, not there."""

    part: Part
    id: str
    name_before: str
    name_after: str
    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        return self.name_after or self.name_before

    @property
    def is_new(self) -> bool:
        return not self.name_before

    @property
    def is_gone(self) -> bool:
        return not self.name_after

    @property
    def differs(self) -> bool:
        return any(line.differs for line in self.lines)


def side_by_side(before: Edition, after: Edition) -> tuple[Change, ...]:
    """Everything both say, part by part; what only `before` has closes its part."""
    old, new = _items(before), _items(after)
    keys = [*new, *(key for key in old if key not in new)]
    parts = list(Part)
    keys.sort(key=lambda key: parts.index(key[0]))
    return tuple(_change(key, old.get(key), new.get(key)) for key in keys)


def rubric_changes(before: Edition, after: Edition) -> tuple[Change, ...]:
    """Only what differs: the items, and of each the lines."""
    return tuple(
        Change(
            change.part,
            change.id,
            change.name_before,
            change.name_after,
            tuple(line for line in change.lines if line.differs),
        )
        for change in side_by_side(before, after)
        if change.differs
    )


def _change(key: tuple[Part, str], old: Item | None, new: Item | None) -> Change:
    part, id = key
    was = dict(old.fields) if old else {}
    now = dict(new.fields) if new else {}
    if old and new:
        _keep_common_order(was, now)
    return Change(
        part=part,
        id=id,
        name_before=old.name if old else "",
        name_after=new.name if new else "",
        lines=tuple(
            Line(field, was.get(field), now.get(field))
            for field in [*now, *(field for field in was if field not in now)]
        ),
    )


def _keep_common_order(was: dict[str, Value], now: dict[str, Value]) -> None:
    # Adding or removing one of a row moves none of the others.
    before, after = was.get("order"), now.get("order")
    if isinstance(before, tuple) and isinstance(after, tuple):
        was["order"] = tuple(str(id) for id in before if id in after)
        now["order"] = tuple(str(id) for id in after if id in before)


def _items(edition: Edition) -> dict[tuple[Part, str], Item]:
    return {(item.part, item.id): item for item in _all_items(edition)}


def _all_items(edition: Edition) -> Iterator[Item]:
    rules = edition.rules
    for band in rules.tiers:
        yield Item(
            Part.TIERS,
            band.tier,
            band.name,
            {
                "name": band.name,
                "minimum": band.minimum,
                "review": band.review,
                "lead_days": band.lead_days,
            },
        )
    for dimension in rules.dimensions:
        yield Item(
            Part.WEIGHTS,
            dimension.id,
            dimension.name,
            {"name": dimension.name, "weight": dimension.weight},
        )
        yield from _points(dimension, rules)
    yield Item(
        Part.FORMULA,
        "formula",
        "formula",
        {
            "depth_share": rules.depth_share,
            "depth_count": rules.depth_count,
            "planning_share": rules.planning_share,
            "ask_escalator_points": rules.ask_escalator_points,
        },
    )
    written = {item["id"]: item for item in edition.rubric["escalators"]}
    for escalator in rules.escalators:
        yield _escalator(escalator, str(written[escalator.id].get("basis", "")))
    yield from _lateness(rules)
    yield from _questions(edition.questionnaire)


def _points(dimension: Dimension, rules: Rubric) -> Iterator[Item]:
    for question in dimension.questions:
        yield Item(
            Part.POINTS,
            question.question,
            rules.questionnaire.questions[question.question].text,
            {"dimension": dimension.id}
            | {f"option:{value}": points for value, points in question.points.items()},
        )


def _escalator(escalator: Escalator, basis: str) -> Item:
    return Item(
        Part.ESCALATORS,
        escalator.id,
        escalator.name,
        {
            "name": escalator.name,
            "any_of": escalator.any_of,
            "all_of": escalator.all_of,
            "floor": escalator.floor,
            "small_floor": escalator.small_floor or "",
            "small_when": escalator.small_when,
            "reviews": escalator.reviews,
            "basis": basis,
        },
    )


def _lateness(rules: Rubric) -> Iterator[Item]:
    lateness = rules.lateness
    yield Item(
        Part.LATENESS,
        "index",
        "index",
        {
            "stage_weight": lateness.stage_weight,
            "gone_weight": lateness.gone_weight,
            "notice_weight": lateness.notice_weight,
        },
    )
    for stage in rules.stages:
        yield Item(
            Part.LATENESS,
            f"stage:{stage.stage}",
            stage.name,
            {"name": stage.name, "weight": stage.weight},
        )
    for place, band in enumerate(lateness.bands, start=1):
        yield Item(
            Part.LATENESS,
            f"band:{place}",
            band.name,
            {"name": band.name, "maximum": band.maximum},
        )


def _questions(data: Mapping[str, Any]) -> Iterator[Item]:
    yield Item(
        Part.QUESTIONS,
        "questionnaire",
        "questionnaire",
        {"order": tuple(section["id"] for section in data["sections"])},
    )
    for section in data["sections"]:
        yield Item(
            Part.QUESTIONS,
            f"section:{section['id']}",
            section["name"],
            {
                "name": section["name"],
                "plain": section.get("plain", ""),
                "order": tuple(question["id"] for question in section["questions"]),
            },
        )
        for question in section["questions"]:
            yield _question(question, section["id"])


def _question(item: Mapping[str, Any], section: str) -> Item:
    options = item["options"]
    return Item(
        Part.QUESTIONS,
        item["id"],
        item["text"],
        {
            "text": item["text"],
            "section": section,
            "help": item.get("help", ""),
            "why": item.get("why", ""),
            "answered_by": item["answered_by"],
            "effort": item["effort_to_answer"],
            "core": bool(item.get("core", False)),
            "unknown_label": item.get("unknown_label", ""),
            "order": tuple(option["value"] for option in options),
        }
        | {f"option:{option['value']}": option["label"] for option in options},
    )
