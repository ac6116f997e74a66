"""Changes to the texts of a draft: JSON in, a whole new JSON out, nothing in place.

They keep what they do not know, and a number that says the same keeps the way it was
written, so that two texts differ only where somebody changed something. Whether the
result can be scored by is for `triage.scoring.parsing`.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from typing import Any

Data = Mapping[str, Any]
Edited = dict[str, Any]

# Keys of the three lists of conditions a rule may have.
ANY_OF, ALL_OF, SMALL_WHEN = "any_of", "all_of", "small_when"
# Answers are stored in a column of this length.
LONGEST_VALUE = 40
LONGEST_RULE_ID = 20
# In a form these stand for kinds of answers, so no choice may have them as its code.
KINDS = ("unknown", "not_asked", "not_applicable")


def set_weights(rubric: Data, weights: Mapping[str, Decimal]) -> Edited:
    """:param weights: dimension → weight; the others keep theirs."""
    edited = deepcopy(dict(rubric))
    for dimension in edited["dimensions"]:
        _put(dimension, "weight", weights.get(dimension["id"], dimension["weight"]))
    return edited


def set_formula(
    rubric: Data, *, depth_count: int, lam: Decimal, theta: Decimal, kappa: Decimal
) -> Edited:
    edited = deepcopy(dict(rubric))
    formula = edited["formula"]
    formula["k"] = depth_count
    _put(formula, "lam", lam)
    _put(formula, "theta", theta)
    _put(edited["ask_next"], "kappa", kappa)
    return edited


def set_points(rubric: Data, points: Mapping[str, Mapping[str, int]]) -> Edited:
    """:param points: question → option → points; only what is named changes."""
    edited = deepcopy(dict(rubric))
    for dimension in edited["dimensions"]:
        for question, by_option in dimension["points"].items():
            by_option.update(points.get(question, {}))
    return edited


def set_tiers(rubric: Data, tiers: Mapping[str, Data]) -> Edited:
    """:param tiers: tier → any of name, min, review, lead_days."""
    edited = deepcopy(dict(rubric))
    for band in edited["tiers"]:
        for key, value in tiers.get(band["id"], {}).items():
            _put(band, key, value)
    return edited


def set_lateness(
    rubric: Data,
    *,
    stages: Mapping[str, Decimal],
    shares: Mapping[str, Decimal],
    band_ends: Sequence[Decimal],
) -> Edited:
    """:param stages: stage → share; `shares`: of a, b and c; ends of bands in order."""
    edited = deepcopy(dict(rubric))
    for stage in edited["stages"]:
        _put(stage, "s", stages.get(stage["id"], stage["s"]))
    for name, share in shares.items():
        _put(edited["lateness"], name, share)
    for band, end in zip(edited["lateness"]["bands"], band_ends, strict=True):
        _put(band, "max_li", end)
    return edited


def put_rule(rubric: Data, rule: Data) -> Edited:
    """Replace the rule (escalator) of this id, or add it after the others."""
    edited = deepcopy(dict(rubric))
    rules = edited["escalators"]
    for at, old in enumerate(rules):
        if old["id"] == rule["id"]:
            rules[at] = {**old, **rule}
            return edited
    rules.append(dict(rule))
    return edited


def remove_rule(rubric: Data, rule_id: str) -> Edited:
    edited = deepcopy(dict(rubric))
    edited["escalators"] = [
        rule for rule in edited["escalators"] if rule["id"] != rule_id
    ]
    return edited


def put_question(
    rubric: Data,
    questionnaire: Data,
    *,
    section: str,
    question: Data,
    points: Mapping[str, int],
) -> tuple[Edited, Edited]:
    """Replace the question of this id, or add it at the end of its section.

    :param points: of every option; a new question counts where its section does.
    :returns: the new rubric and the new questionnaire.
    """
    asked, weighed = deepcopy(dict(questionnaire)), deepcopy(dict(rubric))
    questions = _section(asked, section)["questions"]
    found = _at(questions, question["id"])
    if found is None:
        questions.append(dict(question))
    else:
        questions[found] = _with_old_keys(questions[found], question)
    dimension = dimension_of(weighed, questionnaire, section, question["id"])
    dimension["points"][question["id"]] = dict(points)
    return weighed, asked


def remove_question(
    rubric: Data, questionnaire: Data, question: str
) -> tuple[Edited, Edited]:
    """:returns: the new rubric and the new questionnaire, neither knowing it."""
    asked, weighed = deepcopy(dict(questionnaire)), deepcopy(dict(rubric))
    for section in asked["sections"]:
        section["questions"] = [q for q in section["questions"] if q["id"] != question]
    for dimension in weighed["dimensions"]:
        dimension["points"].pop(question, None)
    return weighed, asked


def order_questions(
    questionnaire: Data, section: str, places: Mapping[str, int]
) -> Edited:
    """Move the questions of a section to the places given."""
    edited = deepcopy(dict(questionnaire))
    found = _section(edited, section)
    questions = found["questions"]
    wanted = [places.get(question["id"]) for question in questions]
    found["questions"] = in_places(questions, wanted)
    return edited


def in_places(items: Sequence[Any], places: Sequence[int | None]) -> list[Any]:
    """Items moved to their places, counted from 1; None stays where it is.

    Whatever moves up to a place comes before what is there, whatever moves down after.
    """
    wanted = [place or at for at, place in enumerate(places, start=1)]
    order = sorted(
        range(len(items)), key=lambda at: (wanted[at], _sign(wanted[at] - at - 1))
    )
    return [items[at] for at in order]


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def dimension_of(
    rubric: Data, questionnaire: Data, section: str, question: str = ""
) -> dict[str, Any]:
    """The dimension that weighs the question, else the first of its section.

    :raises KeyError: nothing of the section is weighed anywhere.
    """
    ids = [question, *(q["id"] for q in _section(questionnaire, section)["questions"])]
    for known in ids:
        for dimension in rubric["dimensions"]:
            if known in dimension["points"]:
                found: dict[str, Any] = dimension
                return found
    raise KeyError(section)


def points_of(rubric: Data, question: str) -> Mapping[str, int]:
    """Option → points of a question; empty for a new one."""
    for dimension in rubric["dimensions"]:
        if question in dimension["points"]:
            found: Mapping[str, int] = dimension["points"][question]
            return found
    return {}


def rules_asking(rubric: Data, question: str, value: str | None = None) -> list[str]:
    """Names of the rules that ask for a question, or for one choice of it."""
    return [
        rule["name"]
        for rule in rubric["escalators"]
        if any(
            condition["question"] == question
            and (value is None or value in condition["values"])
            for key in (ANY_OF, ALL_OF, SMALL_WHEN)
            for condition in rule[key]
        )
    ]


def weighs_nothing(rubric: Data) -> bool:
    """Whether some dimension has no points anywhere: nothing could be divided by it."""
    return any(
        not any(any(by_option.values()) for by_option in dimension["points"].values())
        for dimension in rubric["dimensions"]
    )


def new_question_id(section: str, taken: Collection[str]) -> str:
    """The section's id with the first number nobody has used, as INT6."""
    number = 1
    while f"{section}{number}" in taken:
        number += 1
    return f"{section}{number}"


def new_value(label: str, taken: Iterable[str]) -> str:
    """A code for a choice made of its words, as "one_to_three"."""
    return _free(_slug(label, "_"), {*taken, *KINDS}, "_", LONGEST_VALUE)


def new_rule_id(name: str, taken: Iterable[str]) -> str:
    """A code for a rule made of the first words of its name, as E-DRONES."""
    words = _slug(name, "-").upper()
    while len(words) > LONGEST_RULE_ID - 5 and "-" in words:
        words = words.rpartition("-")[0]
    return _free(f"E-{words}", set(taken), "-", LONGEST_RULE_ID)


def _put(holder: Edited, key: str, value: Any) -> None:
    """Write a value; a number that says the same stays as it was written."""
    if isinstance(value, Decimal):
        old = holder.get(key)
        if old is not None and Fraction(Decimal(str(old))) == Fraction(value):
            return
        value = int(value) if value == value.to_integral_value() else value.normalize()
    holder[key] = value


def _section(questionnaire: Data, section: str) -> Any:
    return next(item for item in questionnaire["sections"] if item["id"] == section)


def _at(items: Sequence[Data], wanted: str) -> int | None:
    return next((at for at, item in enumerate(items) if item["id"] == wanted), None)


def _with_old_keys(old: Data, new: Data) -> Edited:
    """The new question with whatever else was known of it and of its options."""
    known = {option["value"]: option for option in old["options"]}
    options = [
        {**known.get(option["value"], {}), **option} for option in new["options"]
    ]
    return {**old, **new, "options": options}


def _slug(text: str, dash: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", dash, plain.lower()).strip(dash) or "x"


def _free(wanted: str, taken: Collection[str], dash: str, longest: int) -> str:
    """The wanted code, cut to length and numbered until nobody else has it."""
    code, number = wanted[:longest].rstrip(dash), 1
    while code in taken:
        number += 1
        ending = f"{dash}{number}"
        code = wanted[: longest - len(ending)].rstrip(dash) + ending
    return code
