"""`assess` as a command against a second check that shares no line with it."""

import json
import random
from datetime import date, timedelta

import pytest

from tests.servers import manage
from tests.triage.scoring.examples import QUESTIONNAIRE, ROOT, golden_lines
from tests.triage.second_check import check

_COUNT = 2_000
_STAGES = (None, "idea", "need", "budget_draft", "budget_submitted", "spec")
_LATER_STAGES = ("solicitation", "vendor_chosen", "contract", "installed")


def random_lines():
    """As many of each kind: all known, half known, empty, one section only."""
    chance = random.Random(2026)  # noqa: S311 - no secret, the same lines each time
    kinds = (all_known, half_known, empty, one_section)
    return [
        {
            "id": f"{kinds[number % 4].__name__} {number}",
            "answers": kinds[number % 4](chance),
            "lateness": some_lateness(chance),
        }
        for number in range(_COUNT)
    ]


def all_known(chance):
    return {q.id: settled(q, chance) for q in QUESTIONNAIRE.questions.values()}


def half_known(chance):
    questions = list(QUESTIONNAIRE.questions.values())
    chosen = chance.sample(questions, len(questions) // 2)
    return empty(chance) | {q.id: settled(q, chance) for q in chosen}


def empty(chance):
    """Don't know yet is said, or nothing is."""
    return {q: "unknown" for q in QUESTIONNAIRE.questions if chance.random() < 0.5}


def one_section(chance):
    section = chance.choice(QUESTIONNAIRE.sections)
    return {q.id: settled(q, chance) for q in section.questions}


def settled(question, chance):
    if chance.random() < 0.05:
        return {"not_applicable": "nothing of the kind"}
    return chance.choice(question.options).value


def some_lateness(chance):
    if chance.random() < 0.1:
        return None
    day = {
        name: date(2026, 1, 1) + timedelta(days=chance.randrange(first, first + 400))
        for name, first in (("idea", 0), ("commit", 400), ("invited", 0), ("needed", 0))
    }
    known = {name: str(d) for name, d in day.items() if chance.random() < 0.7}
    left_out = {name: None for name in day if chance.random() < 0.1}
    return {"stage": chance.choice(_STAGES + _LATER_STAGES), **left_out, **known}


def test_second_check_agrees_with_2000_random_lines_in_every_field(tmp_path):
    lines = random_lines()
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))

    results = manage("assess", str(source), env={"SECRET_KEY": "checking"}).splitlines()

    assert len(results) == _COUNT
    for line, result in zip(lines, results, strict=True):
        assert json.loads(result) == check(line), line


def test_second_check_is_short_and_imports_nothing_of_the_application():
    text = (ROOT / "tests/triage/second_check.py").read_text(encoding="utf-8")
    imported = [line.split()[1] for line in text.splitlines() if "import " in line]

    assert len(text.splitlines()) <= 80
    assert imported == ["json", "datetime", "fractions", "itertools", "math", "pathlib"]


@pytest.mark.parametrize(
    "line", golden_lines()[:40], ids=lambda line: line["input"]["id"]
)
def test_second_check_agrees_with_golden_lines(line):
    plain = json.loads(json.dumps(line, default=float))

    assert check(plain["input"]) == plain["expected"]
