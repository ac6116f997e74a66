"""The versioned data, read once, and answers in the shape the rules take."""

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from triage.scoring.answers import Answer, AnswerKind
from triage.scoring.parsing import load_json, parse_questionnaire, parse_rubric

ROOT = Path(__file__).resolve().parents[3]

UNKNOWN = Answer(AnswerKind.UNKNOWN)


def read_json(path):
    return load_json((ROOT / path).read_text(encoding="utf-8"))


@cache
def golden_lines():
    text = (ROOT / "tests/data/golden_assess.jsonl").read_text(encoding="utf-8")
    return [load_json(line) for line in text.splitlines()]


@cache
def cases():
    paths = sorted((ROOT / "data/cases").glob("[0-9]*.json"))
    return {path.stem: load_json(path.read_text(encoding="utf-8")) for path in paths}


def answers_of(raw):
    """Answers as `assess` takes them, as the values the rules take."""
    return {question: answer_of(value) for question, value in raw.items()}


def answer_of(value):
    if value == "unknown":
        return UNKNOWN
    if isinstance(value, str):
        return known(value)
    return not_applicable(value["not_applicable"])


def known(option):
    return Answer(AnswerKind.KNOWN, option=option)


def not_applicable(reason="nothing of the kind"):
    return Answer(AnswerKind.NOT_APPLICABLE, reason=reason)


QUESTIONNAIRE = parse_questionnaire(read_json("data/questionnaires/2026.1.json"))
RUBRIC = parse_rubric(read_json("data/rubrics/2026.1.json"), QUESTIONNAIRE)


def any_answer(question):
    """Settled or open answers of every kind."""
    options = [option.value for option in question.options]
    return st.one_of(
        st.sampled_from(options).map(known),
        st.just(UNKNOWN),
        st.just(Answer(AnswerKind.NOT_ASKED)),
        st.just(not_applicable()),
    )


# Every form: any question may be missing, open, not applicable or settled.
forms = st.fixed_dictionaries(
    {}, optional={q.id: any_answer(q) for q in QUESTIONNAIRE.questions.values()}
)

# Twenty of 51 questions about 60 plate readers, as docs/scoring.md tells it.
PLATE_READERS = answers_of(
    {
        "INT1": "two_three",
        "INT2": "cad_rms_911",
        "NET1": "to100",
        "NET2": "vendor_cell",
        "NET3": "city_needs_work",
        "NET4": "images",
        "SEC1": "money_legal",
        "SEC2": "monitor",
        "DAT1": "location_image",
        "DAT3": "yes",
        "OPS1": "247_best",
        "SKL1": "pilot",
        "VEN1": "coop",
        "PUB1": "no",
        "PUB2": "not_public",
        "PUB3": "yes",
        "TIM1": "fixed",
        "TIM2": "to6",
        "TIM3": "yes_without_it",
        "TIM4": "some",
    }
)
