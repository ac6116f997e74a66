"""Taking a question or a rule out of a draft: one button each."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from triage.models import RubricDraft
from triage.rubric_forms.base import DraftForm, SectionForm
from triage.scoring import edits


class RemoveQuestionForm(SectionForm):
    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        draft: RubricDraft,
        section: Mapping[str, Any],
        question: Mapping[str, Any],
    ) -> None:
        self.question = question
        super().__init__(data, draft=draft, section=section)

    def has_changed(self) -> bool:
        return True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        rules = edits.rules_asking(self.draft.rubric, self.question["id"])
        if rules:
            self.add_error(None, asked_by(rules))
        elif len(self.section["questions"]) == 1:
            self.add_error(None, _("A section keeps at least one question."))
        elif edits.weighs_nothing(self.texts()["rubric"]):
            self.add_error(
                None,
                _("No other question of this section has points; give some first."),
            )
        return cleaned

    def texts(self) -> Mapping[str, Mapping[str, Any]]:
        rubric, questionnaire = edits.remove_question(
            self.draft.rubric, self.draft.questionnaire, self.question["id"]
        )
        return {"rubric": rubric, "questionnaire": questionnaire}

    def says(self) -> str:
        return _("without the question “%(text)s”") % {"text": self.question["text"]}


class RemoveRuleForm(DraftForm):
    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        draft: RubricDraft,
        rule: Mapping[str, Any],
    ) -> None:
        self.rule = rule
        super().__init__(data, draft=draft)

    def has_changed(self) -> bool:
        return True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if len(self.draft.rubric["escalators"]) == 1:
            self.add_error(None, _("A rubric keeps at least one rule."))
        return cleaned

    def texts(self) -> Mapping[str, Mapping[str, Any]]:
        return {"rubric": edits.remove_rule(self.draft.rubric, self.rule["id"])}

    def says(self) -> str:
        return _("without the rule “%(name)s”") % {"name": self.rule["name"]}


def asked_by(rules: list[str]) -> str:
    return _("A rule asks for it: %(rules)s. Change the rule first.") % {
        "rules": "; ".join(rules)
    }
