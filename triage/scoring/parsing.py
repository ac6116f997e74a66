"""Read a questionnaire or a rubric from its JSON, refusing what could not be scored."""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from triage.scoring import fields
from triage.scoring.coding import PLACES
from triage.scoring.rules import (
    Condition,
    Dimension,
    Escalator,
    LatenessBand,
    LatenessRules,
    Option,
    Question,
    Questionnaire,
    QuestionPoints,
    Rubric,
    RubricError,
    Section,
    Stage,
    StageWeight,
    Tier,
    TierBand,
)


def load_json(text: str) -> Any:
    """Parse JSON with its decimals kept as the text that was written."""
    return json.loads(text, parse_float=Decimal)


def parse_questionnaire(data: Mapping[str, Any]) -> Questionnaire:
    """:raises RubricError: a part is missing, of the wrong shape, or there twice."""
    sections = tuple(
        Section(
            id=fields.text(item, "id", "section"),
            name=fields.text(item, "name", "section"),
            questions=tuple(map(_question, fields.items(item, "questions", "section"))),
        )
        for item in fields.items(data, "sections", "questionnaire")
    )
    fields.refuse_twice("section", (section.id for section in sections))
    fields.refuse_twice("question", (q.id for s in sections for q in s.questions))
    return Questionnaire(fields.text(data, "version", "questionnaire"), sections)


def _question(item: Mapping[str, Any]) -> Question:
    where = f"question {fields.text(item, 'id', 'question')}"
    options = tuple(
        Option(fields.text(option, "value", where), fields.text(option, "label", where))
        for option in fields.items(item, "options", where)
    )
    fields.require(len(options) > 1, f"{where}: at least two options are needed")
    fields.refuse_twice(f"{where}: option", (option.value for option in options))
    fields.require(
        len(options) <= len(PLACES), f"{where}: at most {len(PLACES)} options"
    )
    # "unknown" stands for "don't know yet" wherever an answer is one word.
    fields.require(
        all(option.value != "unknown" for option in options),
        f"{where}: no option may be called unknown",
    )
    effort = fields.integer(item, "effort_to_answer", where)
    fields.require(effort > 0, f"{where}: effort_to_answer must be above 0")
    return Question(
        id=item["id"],
        text=fields.text(item, "text", where),
        core=bool(item.get("core", False)),
        effort=effort,
        answered_by=fields.text(item, "answered_by", where),
        options=options,
    )


def parse_rubric(data: Mapping[str, Any], questionnaire: Questionnaire) -> Rubric:
    """Read a rubric made for this questionnaire.

    Decimals may arrive as text, Decimal, or as the float JSON made of them: the
    shortest decimal text of a float is the number that was written.

    :raises RubricError: a part is missing or does not fit; the message names it.
    """
    made_for = fields.text(data, "questionnaire_version", "rubric")
    fields.require(
        made_for == questionnaire.version,
        f"rubric: made for questionnaire {made_for}, not {questionnaire.version}",
    )
    formula = fields.mapping(data, "formula", "rubric")
    ask_next = fields.mapping(data, "ask_next", "rubric")
    dimensions = _dimensions(data, questionnaire)
    depth_count = fields.integer(formula, "k", "formula")
    fields.require(
        0 < depth_count <= len(dimensions),
        f"formula: k must be from 1 to {len(dimensions)}",
    )
    return Rubric(
        version=fields.text(data, "version", "rubric"),
        questionnaire=questionnaire,
        dimensions=dimensions,
        depth_count=depth_count,
        depth_share=fields.share(formula, "lam", "formula"),
        planning_share=fields.share(formula, "theta", "formula"),
        ask_escalator_points=fields.number(ask_next, "kappa", "ask_next"),
        tiers=_tiers(fields.items(data, "tiers", "rubric")),
        stages=_stages(fields.items(data, "stages", "rubric")),
        lateness=_lateness(fields.mapping(data, "lateness", "rubric")),
        escalators=_escalators(
            fields.items(data, "escalators", "rubric"), questionnaire
        ),
    )


def _dimensions(
    data: Mapping[str, Any], questionnaire: Questionnaire
) -> tuple[Dimension, ...]:
    dimensions = tuple(
        _dimension(item, questionnaire)
        for item in fields.items(data, "dimensions", "rubric")
    )
    fields.refuse_twice("dimension", (dimension.id for dimension in dimensions))
    scored = [q.question for d in dimensions for q in d.questions]
    fields.refuse_twice("scored question", scored)
    left_out = [
        question for question in questionnaire.questions if question not in scored
    ]
    fields.require(
        not left_out, f"rubric: no points for question {', '.join(left_out)}"
    )
    total = sum((dimension.weight for dimension in dimensions), Fraction(0))
    fields.require(
        total == 100, f"dimensions: weights sum to {float(total):g}, not 100"
    )
    return dimensions


def _dimension(item: Mapping[str, Any], questionnaire: Questionnaire) -> Dimension:
    where = f"dimension {fields.text(item, 'id', 'dimension')}"
    weight = fields.number(item, "weight", where)
    fields.require(weight >= 0, f"{where}: weight is below 0")
    points = fields.mapping(item, "points", where)
    dimension = Dimension(
        id=item["id"],
        name=fields.text(item, "name", where),
        weight=weight,
        questions=tuple(
            _question_points(
                question, fields.mapping(points, question, where), questionnaire
            )
            for question in points
        ),
    )
    fields.require(dimension.points_max > 0, f"{where}: no option has any points")
    return dimension


def _question_points(
    question_id: str, points: Mapping[str, Any], questionnaire: Questionnaire
) -> QuestionPoints:
    question = _known_question(question_id, "points", questionnaire)
    _refuse_unknown_options(question, points, "points")
    where = f"points of {question_id}"
    by_option = {
        option.value: fields.integer(points, option.value, where)
        for option in question.options
    }
    fields.require(min(by_option.values()) >= 0, f"{where}: an option has fewer than 0")
    return QuestionPoints(question_id, by_option)


def _tiers(items: Sequence[Mapping[str, Any]]) -> tuple[TierBand, ...]:
    ids = [fields.text(item, "id", "tier") for item in items]
    fields.require(
        ids == list(Tier),
        f"tiers: expected {', '.join(Tier)} in this order, not {', '.join(ids)}",
    )
    bands = tuple(
        TierBand(
            tier=Tier(item["id"]),
            name=fields.text(item, "name", f"tier {item['id']}"),
            minimum=fields.number(item, "min", f"tier {item['id']}"),
            review=fields.text(item, "review", f"tier {item['id']}"),
            lead_days=fields.integer(item, "lead_days", f"tier {item['id']}"),
        )
        for item in items
    )
    fields.require(bands[0].minimum == 0, f"tier {bands[0].tier}: must begin at 0")
    for below, band in pairwise(bands):
        fields.require(
            below.minimum < band.minimum,
            f"tier {band.tier}: must begin above {below.tier}",
        )
    for band in bands:
        fields.require(
            band.lead_days > 0, f"tier {band.tier}: lead_days must be above 0"
        )
    return bands


def _stages(items: Sequence[Mapping[str, Any]]) -> tuple[StageWeight, ...]:
    ids = [fields.text(item, "id", "stage") for item in items]
    fields.require(
        ids == list(Stage),
        f"stages: expected {', '.join(Stage)} in this order, not {', '.join(ids)}",
    )
    stages = tuple(
        StageWeight(
            stage=Stage(item["id"]),
            name=fields.text(item, "name", f"stage {item['id']}"),
            weight=fields.share(item, "s", f"stage {item['id']}"),
        )
        for item in items
    )
    for before, stage in pairwise(stages):
        fields.require(
            before.weight <= stage.weight,
            f"stage {stage.stage}: weighs less than {before.stage}",
        )
    return stages


def _lateness(item: Mapping[str, Any]) -> LatenessRules:
    rules = LatenessRules(
        stage_weight=fields.share(item, "a", "lateness"),
        gone_weight=fields.share(item, "b", "lateness"),
        notice_weight=fields.share(item, "c", "lateness"),
        bands=tuple(
            LatenessBand(
                fields.text(band, "name", "band"), fields.number(band, "max_li", "band")
            )
            for band in fields.items(item, "bands", "lateness")
        ),
    )
    weights = rules.stage_weight + rules.gone_weight + rules.notice_weight
    fields.require(weights == 1, "lateness: a, b and c do not sum to 1")
    for below, band in pairwise(rules.bands):
        fields.require(
            below.maximum < band.maximum,
            f"band {band.name}: must end above {below.name}",
        )
    fields.require(
        rules.bands[-1].maximum == 100, f"band {rules.bands[-1].name}: must end at 100"
    )
    return rules


def _escalators(
    items: Sequence[Mapping[str, Any]], questionnaire: Questionnaire
) -> tuple[Escalator, ...]:
    escalators = tuple(_escalator(item, questionnaire) for item in items)
    fields.refuse_twice("escalator", (escalator.id for escalator in escalators))
    return escalators


def _escalator(item: Mapping[str, Any], questionnaire: Questionnaire) -> Escalator:
    where = f"escalator {fields.text(item, 'id', 'escalator')}"
    escalator = Escalator(
        id=item["id"],
        name=fields.text(item, "name", where),
        any_of=_conditions(item, "any_of", where, questionnaire),
        all_of=_conditions(item, "all_of", where, questionnaire),
        floor=_floor(fields.text(item, "floor", where), where),
        small_floor=_floor(item["small_floor"], where)
        if item.get("small_floor")
        else None,
        small_when=_conditions(item, "small_when", where, questionnaire),
        reviews=tuple(fields.items(item, "reviews", where)),
    )
    fields.require(bool(escalator.conditions), f"{where}: has no condition")
    has_small_floor = escalator.small_floor is not None
    fields.require(
        has_small_floor == bool(escalator.small_when),
        f"{where}: small_floor and small_when belong together",
    )
    fields.require(
        escalator.small_floor is None
        or escalator.small_floor.rank <= escalator.floor.rank,
        f"{where}: small_floor is above floor",
    )
    return escalator


def _conditions(
    item: Mapping[str, Any], key: str, where: str, questionnaire: Questionnaire
) -> tuple[Condition, ...]:
    conditions = []
    for entry in fields.items(item, key, where, may_be_empty=True):
        question_id = fields.text(entry, "question", where)
        question = _known_question(question_id, where, questionnaire)
        values = fields.items(entry, "values", where)
        _refuse_unknown_options(question, values, where)
        conditions.append(Condition(question_id, frozenset(values)))
    return tuple(conditions)


def _floor(name: str, where: str) -> Tier:
    # A floor of "none" or "low" lifts nothing: the escalator only forces its reviews.
    fields.require(
        name == "none" or name in list(Tier), f"{where}: unknown floor {name}"
    )
    return Tier.LOW if name == "none" else Tier(name)


def _known_question(
    question_id: str, where: str, questionnaire: Questionnaire
) -> Question:
    if question_id not in questionnaire.questions:
        raise RubricError(f"{where}: unknown question {question_id}")
    return questionnaire.questions[question_id]


def _refuse_unknown_options(
    question: Question, values: Iterable[str], where: str
) -> None:
    for value in values:
        fields.require(
            value in question.values,
            f"{where}: unknown option {value} of question {question.id}",
        )
