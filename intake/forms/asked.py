"""What somebody may say who opened the link of a question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.forms.base import CrispyForm
from intake.models import AnswerKind
from intake.questionnaire import Question
from intake.services import GivenAnswer


class AnswerByLinkForm(CrispyForm):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer, or “Don't know yet”.")},
    )

    use_required_attribute = False

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer: Any = self.fields["answer"]
        answer.choices = [
            *((option.value, option.label) for option in question.options),
            (AnswerKind.UNKNOWN, question.unknown_label),
        ]

    def given(self) -> GivenAnswer:
        choice = self.cleaned_data["answer"]
        if choice == AnswerKind.UNKNOWN:
            return GivenAnswer(AnswerKind.UNKNOWN)
        return GivenAnswer(AnswerKind.KNOWN, choice)


class ReturnAskForm(CrispyForm):
    note = forms.CharField(
        label=_("Who knows it, or why you cannot say"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Say who knows it, or why you cannot answer."),
        },
    )

    use_required_attribute = False
