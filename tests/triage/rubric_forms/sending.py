"""What a browser sends for a form of the rubric editors, without a browser."""

from django import forms
from django.http import QueryDict

from tests.triage.conftest import load_json
from triage.models import RubricDraft
from triage.rubric_forms import DraftForm, RuleForm
from triage.rubric_forms.rule import GROUPS
from triage.scoring.parsing import parse_questionnaire, parse_rubric

RUBRIC = load_json("rubrics/2026.1.json")
QUESTIONNAIRE = load_json("questionnaires/2026.1.json")


def draft_of(rubric=RUBRIC, questionnaire=QUESTIONNAIRE) -> RubricDraft:
    return RubricDraft(title="Next", rubric=rubric, questionnaire=questionnaire)


def section_of(draft: RubricDraft, wanted: str) -> dict:
    [found] = [s for s in draft.questionnaire["sections"] if s["id"] == wanted]
    return found


def sent(form: DraftForm, **changes: object) -> QueryDict:
    """The fresh form's fields as they stand, but for the changes; None leaves one out."""
    data = QueryDict(mutable=True)
    for field in form:
        value = field.value()
        if isinstance(field.field, forms.BooleanField):
            value = "on" if value else None
        _put(data, field.html_name, value)
    if isinstance(form, RuleForm):
        for group in GROUPS:
            data.setlist(group, [row.question for row in form.groups[group].rows])
    for name, value in changes.items():
        _put(data, name, value)
    return data


def parsed(form: DraftForm):
    """The rubric a valid form leads to, as requests would be judged by it."""
    texts = {
        "rubric": form.draft.rubric,
        "questionnaire": form.draft.questionnaire,
        **form.texts(),
    }
    return parse_rubric(texts["rubric"], parse_questionnaire(texts["questionnaire"]))


def _put(data: QueryDict, name: str, value: object) -> None:
    if isinstance(value, list | tuple):
        data.setlist(name, [str(each) for each in value])
    elif value is None:
        data.pop(name, None)
    else:
        data[name] = str(value)
