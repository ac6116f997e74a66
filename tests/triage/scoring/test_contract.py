import json

import pytest

from tests.triage.scoring.examples import ROOT
from triage.scoring.contract import assess_line

GOLDEN = [
    json.loads(line)
    for line in (ROOT / "tests/data/golden_assess.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("line", GOLDEN, ids=lambda line: line["input"]["id"])
def test_golden_line_gives_exactly_the_expected_object(rubric, line):
    result = assess_line(json.dumps(line["input"]), 1, rubric)

    assert result == line["expected"]
    assert json.dumps(result) == json.dumps(line["expected"])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", "not a JSON object"),
        ("no json", "not a JSON object"),
        ('["id"]', "not a JSON object"),
        ('{"id": "a"} {}', "not a JSON object"),
        ('{"id": "a", "answers": {"INT1": NaN}}', "not a JSON object"),
        ("[" * 100_000, "not a JSON object"),
        (b'{"id": "\xff"}', "not a JSON object"),
        ("{}", "no id, which must be text or a number"),
        ('{"id": null}', "no id, which must be text or a number"),
        ('{"id": true}', "no id, which must be text or a number"),
        ('{"id": ["a"]}', "no id, which must be text or a number"),
        ('{"id": 1e999}', "no id, which must be text or a number"),
    ],
)
def test_line_without_object_or_id_is_answered_by_its_number(rubric, line, problem):
    assert assess_line(line, 7, rubric) == {"id": None, "error": f"line 7: {problem}"}


DATE_PROBLEM = "must be a date such as 2026-02-28, not"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"priority": 1}, "unknown key priority"),
        ({"answers": []}, "answers must be an object"),
        ({"answers": {"XYZ1": "none"}}, "unknown question XYZ1"),
        ({"answers": {"XYZ1": "unknown"}}, "unknown question XYZ1"),
        ({"answers": {"INT1": "dozens"}}, "unknown option dozens of question INT1"),
        ({"answers": {"INT1": ""}}, "unknown option  of question INT1"),
        (
            {"answers": {"INT1": None}},
            "question INT1: the answer must be text or an object",
        ),
        (
            {"answers": {"INT1": 3}},
            "question INT1: the answer must be text or an object",
        ),
        ({"answers": {"INT1": {}}}, "question INT1: not_applicable needs a reason"),
        (
            {"answers": {"INT1": {"not_applicable": " "}}},
            "question INT1: not applicable needs a reason",
        ),
        (
            {"answers": {"INT1": {"not_applicable": True}}},
            "question INT1: not_applicable needs a reason",
        ),
        (
            {"answers": {"INT1": {"not_applicable": "no", "by": "IT"}}},
            "question INT1: unknown key by",
        ),
        ({"lateness": "early"}, "lateness must be an object"),
        ({"lateness": {"asked": "2026-01-01"}}, "lateness: unknown key asked"),
        ({"lateness": {"stage": "dream"}}, "lateness: unknown stage dream"),
        ({"lateness": {"stage": 3}}, "lateness: unknown stage 3"),
        (
            {"lateness": {"idea": "2026-02-30"}},
            f"lateness: idea {DATE_PROBLEM} 2026-02-30",
        ),
        (
            {"lateness": {"needed": "20260228"}},
            f"lateness: needed {DATE_PROBLEM} 20260228",
        ),
        ({"lateness": {"invited": 2026}}, f"lateness: invited {DATE_PROBLEM} 2026"),
        (
            {"lateness": {"idea": "2026-03-01", "commit": "2026-03-01"}},
            "the idea date 2026-03-01 is not before the commitment date 2026-03-01",
        ),
    ],
)
def test_line_that_breaks_the_contract_is_answered_by_what_breaks_it(
    rubric, fields, problem
):
    line = json.dumps({"id": "a"} | fields)

    assert assess_line(line, 7, rubric) == {"id": "a", "error": problem}


@pytest.mark.parametrize("id_", ["", "ä", 0, -3, 1.5])
def test_id_comes_back_as_it_was(rubric, id_):
    assert assess_line(json.dumps({"id": id_}), 1, rubric)["id"] == id_


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"answers": None, "lateness": None},
        {"answers": {}},
        {"answers": {"INT1": "unknown"}},
    ],
)
def test_what_is_missing_or_null_is_unknown(rubric, fields):
    result = assess_line(json.dumps({"id": "a"} | fields), 1, rubric)

    assert (result["low"], result["planning"], result["high"]) == (0.0, 50.0, 100.0)
    assert result["lateness"] is None
    assert len(result["ask_next"]) == 3


@pytest.mark.parametrize("lateness", [{}, {"stage": None, "invited": None}])
def test_lateness_with_nothing_known_is_the_whole_range(rubric, lateness):
    result = assess_line(json.dumps({"id": "a", "lateness": lateness}), 1, rubric)

    assert result["lateness"] == {
        "low": 0.0,
        "high": 100.0,
        "band_low": "Early",
        "band_high": "After the fact",
    }


def test_bytes_are_read_as_utf_8_with_or_without_a_mark(rubric):
    line = '\ufeff{"id": "ä"}'.encode()

    assert assess_line(line, 1, rubric)["id"] == "ä"
