"""The order of the questions of one section."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from triage.models import RubricDraft
from triage.rubric_forms.base import DraftForm, WholeField
from triage.scoring import edits


class QuestionsForm(DraftForm):
    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        draft: RubricDraft,
        section: Mapping[str, Any],
    ) -> None:
        self.section = section
        super().__init__(data, draft=draft)

    def build(self) -> None:
        self.rows = [
            (
                question,
                self.add(f"place-{question['id']}", place_field(question), place),
            )
            for place, question in enumerate(self.section["questions"], start=1)
        ]

    def texts(self) -> Mapping[str, Mapping[str, Any]]:
        places = {
            question["id"]: self.cleaned_data[field.name]
            for question, field in self.rows
        }
        edited = edits.order_questions(
            self.draft.questionnaire, self.section["id"], places
        )
        return {"questionnaire": edited}

    def says(self) -> str:
        return _("order of the questions on %(section)s") % {
            "section": self.section["name"]
        }


def place_field(question: Mapping[str, Any]) -> WholeField:
    return WholeField(
        label=_("Place of %(question)s") % {"question": question["id"]},
        min_value=1,
        max_value=999,
    )
