"""The order of the questions of one section."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from triage.rubric_forms.base import PlaceField, SectionForm
from triage.scoring import edits


class QuestionsForm(SectionForm):
    def build(self) -> None:
        self.rows = [
            (
                question,
                self.add(
                    f"place-{question['id']}",
                    PlaceField(
                        label=_("Place of %(question)s") % {"question": question["id"]}
                    ),
                    place,
                ),
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
