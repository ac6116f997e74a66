from typing import Any

from tests.triage.rubric_forms.sending import draft_of, section_of, sent
from triage.rubric_forms import QuestionsForm


def test_questions_move_to_their_places():
    draft = draft_of()
    options: dict[str, Any] = {"draft": draft, "section": section_of(draft, "NET")}

    form = QuestionsForm(sent(QuestionsForm(**options), **{"place-NET5": 1}), **options)

    assert form.is_valid(), form.errors
    moved = section_of(draft_of(questionnaire=form.texts()["questionnaire"]), "NET")
    assert [q["id"] for q in moved["questions"]][:3] == ["NET5", "NET1", "NET2"]
