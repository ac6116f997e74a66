"""A whole rubric in words."""

import copy

from django.utils import translation

from tests.triage.scoring.test_changes import SHIPPED
from triage.scoring.changes import Edition
from triage.selectors.rubric_page import RubricWords


def test_what_people_wrote_is_escaped():
    rubric = copy.deepcopy(dict(SHIPPED.rubric))
    rubric["escalators"][1]["name"] = "<script>"
    questionnaire = copy.deepcopy(dict(SHIPPED.questionnaire))
    questionnaire["sections"][4]["questions"][1]["options"][1]["label"] = "<i>cards"
    edition = Edition(rubric, questionnaire)

    says = [str(rule.says) for rule in RubricWords.of(edition).rules]

    assert not any("<i>" in text for text in says)


def test_rubric_in_words_draws_tiers_that_fill_the_line():
    with translation.override("de"):
        said = RubricWords.of(SHIPPED)

    ends = [float(t.start_percent) + float(t.width_percent) for t in said.tiers]
    starts = [float(t.start_percent) for t in said.tiers]
    assert (starts[0], ends[-1]) == (0, 100)
    assert ends[:-1] == starts[1:]


def test_rubric_in_words_puts_each_choice_under_its_points():
    [cost] = [
        question
        for area in RubricWords.of(SHIPPED).points
        for question in area.questions
        if question.id == "INT2"
    ]

    assert [(cell.points, len(cell.labels)) for cell in cost.cells] == [
        (0, 1),
        (1, 1),
        (2, 1),
        (3, 0),
        (4, 2),
    ]
