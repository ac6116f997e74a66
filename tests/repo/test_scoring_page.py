"""The worked examples of docs/scoring.md are computed again."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.triage.scoring.examples import RUBRIC
from triage.scoring.contract import assess_line

PAGE = (Path(settings.BASE_DIR) / "docs" / "scoring.md").read_text()
BLOCKS = [
    json.loads(block) for block in re.findall(r"```json\n(.+?)\n```", PAGE, re.DOTALL)
]
EXAMPLES = list(zip(BLOCKS[::2], BLOCKS[1::2], strict=True))


def test_page_has_worked_examples():
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize(("given", "told"), EXAMPLES)
def test_worked_example_is_true(given, told):
    result = assess_line(json.dumps({"id": "example", **given}), 1, RUBRIC)

    result["ask_next"] = [ask["question"] for ask in result["ask_next"]]
    assert {name: result[name] for name in told} == told
