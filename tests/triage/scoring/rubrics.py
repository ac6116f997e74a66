"""Any questionnaire and rubric the parser accepts, small enough to be drawn often.

Built as JSON and parsed, so that nothing is tried which a city could not publish. All
share ids and option values, so that two of them are two versions of one another.
"""

import copy

from hypothesis import strategies as st

from tests.triage.scoring.examples import any_answer, read_json
from triage.scoring.parsing import parse_questionnaire, parse_rubric
from triage.scoring.rules import Tier

_IDS = [f"Q{number}" for number in range(1, 8)]
_VALUES = list("abcde")
# Now and then points so many that no machine word holds the score.
_POINTS_OF = [1, 1, 1, 1, 10**9, 10**25]
# A share of 1 in a thousandth, as text, which is how decimals are stored.
_shares = st.integers(0, 1000).map(lambda number: str(number / 1000))


@st.composite
def questionnaires(draw):
    ids = draw(st.lists(st.sampled_from(_IDS), min_size=1, unique=True))
    questions = [_question(draw, question_id) for question_id in ids]
    cut = draw(st.integers(1, len(questions)))
    sections = [
        {"id": f"S{number}", "name": f"Section {number}", "questions": part}
        for number, part in enumerate((questions[:cut], questions[cut:]))
        if part
    ]
    return parse_questionnaire({"version": "drawn", "sections": sections})


def _question(draw, question_id):
    values = draw(st.lists(st.sampled_from(_VALUES), min_size=2, unique=True))
    return {
        "id": question_id,
        "text": question_id,
        "effort_to_answer": draw(st.integers(1, 3)),
        "answered_by": "department",
        "options": [{"value": value, "label": value} for value in values],
    }


@st.composite
def rubrics(draw):
    questionnaire = draw(questionnaires())
    return parse_rubric(draw(rubric_data(questionnaire)), questionnaire)


@st.composite
def rubric_data(draw, questionnaire):
    """The JSON of a rubric for this questionnaire."""
    dimensions = _dimensions(draw, list(questionnaire.questions.values()))
    edges = draw(st.sets(st.integers(1, 1100), min_size=3, max_size=3))
    data = copy.deepcopy(read_json("data/rubrics/2026.1.json")) | {
        "questionnaire_version": "drawn",
        "dimensions": dimensions,
        "formula": {
            "k": draw(st.integers(1, len(dimensions))),
            "lam": draw(_shares),
            "theta": draw(_shares),
        },
        "ask_next": {"kappa": draw(st.integers(0, 20))},
        "escalators": [
            _escalator(draw, f"E-{number}", questionnaire)
            for number in range(draw(st.integers(1, 4)))
        ],
    }
    for tier, edge in zip(data["tiers"], [0, *sorted(edges)], strict=True):
        tier["min"] = str(edge / 10)
    return data


def _dimensions(draw, questions):
    among = [draw(st.integers(0, 3)) for _ in questions]
    groups = [
        [q for q, place in zip(questions, among, strict=True) if place == number]
        for number in sorted(set(among))
    ]
    cuts = [draw(st.integers(0, 1000)) for _ in groups[1:]]
    ends = [0, *sorted(cuts), 1000]
    return [
        {
            "id": f"D{number}",
            "name": f"Dimension {number}",
            "weight": str((ends[number + 1] - ends[number]) / 10),
            "points": _points(draw, group),
        }
        for number, group in enumerate(groups)
    ]


def _points(draw, questions):
    of = draw(st.sampled_from(_POINTS_OF))
    points = {
        q.id: {option.value: of * draw(st.integers(0, 4)) for option in q.options}
        for q in questions
    }
    if not any(any(options.values()) for options in points.values()):
        points[questions[0].id][questions[0].options[0].value] = of
    return points


def _escalator(draw, escalator_id, questionnaire):
    conditions = st.lists(_conditions(questionnaire), max_size=3)
    any_of, all_of, small_when = draw(conditions), draw(conditions), draw(conditions)
    floor = draw(st.sampled_from(list(Tier)))
    small = draw(st.sampled_from(list(Tier)[: floor.rank + 1])) if small_when else None
    return {
        "id": escalator_id,
        "name": escalator_id,
        "any_of": any_of,
        "all_of": all_of if any_of or all_of else [draw(_conditions(questionnaire))],
        "floor": floor,
        "small_floor": small,
        "small_when": small_when,
        "reviews": ["Review"],
    }


@st.composite
def _conditions(draw, questionnaire):
    question = draw(st.sampled_from(list(questionnaire.questions.values())))
    values = draw(st.sets(st.sampled_from(sorted(question.values)), min_size=1))
    return {"question": question.id, "values": sorted(values)}


def forms_of(questionnaire):
    """Every way of filling in the form: any question may be missing, open or settled."""
    return st.fixed_dictionaries(
        {}, optional={q.id: any_answer(q) for q in questionnaire.questions.values()}
    )
