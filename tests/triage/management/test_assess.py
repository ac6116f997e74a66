import io
import json
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from tests.triage.scoring.examples import ROOT

GOLDEN = ROOT / "tests/data/golden_assess.jsonl"


def run(*args):
    out = io.StringIO()
    call_command("assess", *args, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_assess_file_answers_every_golden_line_in_order(tmp_path):
    golden = [
        json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(line["input"]) + "\n" for line in golden))

    assert run(str(source)) == [line["expected"] for line in golden]


def test_assess_reads_standard_input_without_a_file(monkeypatch):
    stdin = SimpleNamespace(buffer=io.BytesIO(b'{"id": "a"}\n{"id": "b"}'))
    monkeypatch.setattr("sys.stdin", stdin)

    assert [result["id"] for result in run("--rubric", "2026.1")] == ["a", "b"]


def test_assess_with_errors_answers_the_other_lines_and_fails(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "answers": {"X": "y"}}\nnonsense\n{"id": "c"}\n')
    out = io.StringIO()

    with pytest.raises(CommandError, match="could not be assessed: 2") as failure:
        call_command("assess", str(source), stdout=out)

    results = [json.loads(line) for line in out.getvalue().splitlines()]
    assert failure.value.returncode == 1
    assert results[:2] == [
        {"id": "a", "error": "unknown question X"},
        {"id": None, "error": "line 2: not a JSON object"},
    ]
    assert (results[2]["id"], results[2]["planning"]) == ("c", 50.0)


def test_assess_takes_a_rubric_and_its_questionnaire_from_files(tmp_path):
    rubric = json.loads((ROOT / "data/rubrics/2026.1.json").read_text())
    rubric["formula"]["theta"] = 0.25
    own = tmp_path / "own.json"
    own.write_text(json.dumps(rubric))
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a"}')

    found = run(str(source), "--rubric", str(own))
    asked = str(ROOT / "data/questionnaires/2026.1.json")
    given = run(str(source), "--rubric", str(own), "--questionnaire", asked)

    assert found == given
    assert (found[0]["planning"], found[0]["high"]) == (25.0, 100.0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["missing.jsonl"], "missing.jsonl: No such file or directory"),
        (["--rubric", "1999.1"], "no rubric 1999.1; there is 2026.1"),
        (["--rubric", "../rubrics/2026.1"], "no rubric ../rubrics/2026.1"),
        (["--rubric", "missing.json"], "missing.json: No such file or directory"),
        (["--questionnaire", "missing.json"], "missing.json: No such file"),
    ],
)
def test_assess_without_input_or_rubric_says_what_is_missing(args, message):
    with pytest.raises(CommandError, match=message):
        run(*args)
