import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.triage.selectors.coded import answers_drawn, coded


def run(*args):
    out = io.StringIO()
    call_command("recut_tiers", *args, stdout=out)
    return out.getvalue()


def test_recut_tiers_says_where_each_tier_would_begin(requester, rubric):
    for seed in range(8):
        coded(requester, answers_drawn(seed))

    found = json.loads(run("--json", "--shares", "25,25,25,25", "--last", "8"))

    assert (found["rubric"], found["requests"]) == ("2026.1", 8)
    assert [tier["by_points"] for tier in found["tiers"]] == [2, 2, 2, 2]
    assert found["tiers"][1]["begins_now"] == "25"


def test_recut_tiers_prints_a_table_for_people(requester, rubric):
    coded(requester, answers_drawn(1))

    lines = run().splitlines()

    assert lines[0] == "rubric 2026.1, last 1 requests"
    assert [line.split()[0] for line in lines[2:6]] == [
        "low",
        "moderate",
        "high",
        "critical",
    ]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--shares", "50,50"], "4 shares"),
        (["--shares", "many"], "whole percents"),
        (["--last", "0"], "from 1 to 1000"),
    ],
)
def test_recut_tiers_refuses_what_makes_no_sense(rubric, args, says):
    with pytest.raises(CommandError, match=says):
        run(*args)


def test_recut_tiers_without_a_rubric_says_what_to_do(db):
    with pytest.raises(CommandError, match="run prepare first"):
        run()
