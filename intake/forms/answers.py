"""Questions of the questionnaire as radio groups, each with *Don't know yet*."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.forms.base import CrispyForm
from intake.models import Answer, AnswerKind
from intake.questionnaire import Question
from intake.services import GivenAnswer

WHO_ANSWERS = {
    "department": gettext_lazy("your department"),
    "vendor": gettext_lazy("the vendor"),
    "legal": gettext_lazy("the city attorney"),
    "IT": gettext_lazy("IT"),
}


class AnswerField(forms.ChoiceField):
    """One question; leaving it out means it stays not asked."""

    default_error_messages = {
        "invalid_choice": gettext_lazy(
            "This is not among the choices any more. Choose again, or say that you don't "
            "know yet."
        )
    }

    def __init__(
        self, question: Question, *, may_exclude: bool, answered: Answer | None = None
    ) -> None:
        choices = [(option.value, option.label) for option in question.options]
        choices.append((AnswerKind.UNKNOWN, question.unknown_label))
        if may_exclude:
            choices.append((AnswerKind.NOT_APPLICABLE, _("Not applicable (say why)")))
        super().__init__(
            choices=choices,
            widget=forms.RadioSelect,
            label=question.text,
            help_text=_hint(question, answered),
        )

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class AnswerQuestionsForm(CrispyForm):
    """Some questions of one request, with what the person saw when the page was made.

    `seen_<question>` holds "version:choice", so that saving a section neither clashes
    with nor repeats answers the person did not touch.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        questions: Iterable[Question],
        stored: Mapping[str, Answer],
        may_exclude: bool = False,
    ) -> None:
        """:param may_exclude: offer *not applicable*, which is IT's to say."""
        self.questions = tuple(questions)
        self.stored = stored
        self.may_exclude = may_exclude
        super().__init__(data, initial=self._initial())
        for question in self.questions:
            self.fields[question.id] = AnswerField(
                question, may_exclude=may_exclude, answered=stored.get(question.id)
            )
            if may_exclude:
                self.fields[f"reason_{question.id}"] = forms.CharField(
                    label=_("Why it does not apply"), max_length=300, required=False
                )
            self.fields[f"seen_{question.id}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, max_length=60
            )

    def _initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = {}
        for question in self.questions:
            answer = self.stored.get(question.id)
            initial[question.id] = choice_of(answer)
            initial[f"reason_{question.id}"] = answer.reason if answer else ""
            initial[f"seen_{question.id}"] = seen_text(answer)
        return initial

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for question in self.questions:
            excluded = cleaned.get(question.id) == AnswerKind.NOT_APPLICABLE
            if excluded and not cleaned.get(f"reason_{question.id}"):
                self.add_error(f"reason_{question.id}", _("Say why it does not apply."))
        return cleaned

    def given(self, *, with_unchanged: bool = False) -> dict[str, GivenAnswer]:
        """What was chosen, by question; unless asked, only where it was not so before."""
        given = {}
        for question in self.questions:
            choice = self.cleaned_data.get(question.id)
            if choice and (with_unchanged or self._is_changed(question.id)):
                given[question.id] = self._given(question.id, choice)
        return given

    @property
    def seen(self) -> dict[str, int]:
        return {
            question.id: self._seen(question.id).version for question in self.questions
        }

    def with_seen_renewed(self, stored: Mapping[str, Answer]) -> "AnswerQuestionsForm":
        """The same choices on top of what is stored now: sending it again overwrites."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for question in self.questions:
            data[f"seen_{question.id}"] = seen_text(stored.get(question.id))
        return AnswerQuestionsForm(
            data,
            questions=self.questions,
            stored=stored,
            may_exclude=self.may_exclude,
        )

    def _is_changed(self, question: str) -> bool:
        seen = self._seen(question)
        chosen = self.cleaned_data[question]
        # Another reason for "not applicable" is a change as well.
        return bool(chosen != seen.choice or chosen == AnswerKind.NOT_APPLICABLE)

    def _seen(self, question: str) -> "Seen":
        return Seen.read(self.cleaned_data.get(f"seen_{question}", ""))

    def _given(self, question: str, choice: str) -> GivenAnswer:
        if choice == AnswerKind.NOT_APPLICABLE:
            reason = self.cleaned_data[f"reason_{question}"]
            return GivenAnswer(AnswerKind.NOT_APPLICABLE, reason=reason)
        if choice == AnswerKind.UNKNOWN:
            return GivenAnswer(AnswerKind.UNKNOWN)
        return GivenAnswer(AnswerKind.KNOWN, choice)


@dataclass(frozen=True)
class Seen:
    version: int
    choice: str

    @classmethod
    def read(cls, text: str) -> "Seen":
        version, _colon, choice = text.partition(":")
        return cls(int(version) if version.isdecimal() else 0, choice)


def seen_text(answer: Answer | None) -> str:
    return f"{answer.version if answer else 0}:{choice_of(answer)}"


def choice_of(answer: Answer | None) -> str:
    """The value of the radio button that stands for an answer."""
    if answer is None:
        return ""
    return answer.option if answer.kind == AnswerKind.KNOWN else answer.kind


def who_answers(code: str) -> str:
    return str(WHO_ANSWERS.get(code, code))


def _hint(question: Question, answered: Answer | None) -> SafeString:
    why = _("%(why)s Usually answered by %(who)s.") % {
        "why": question.why,
        "who": who_answers(question.answered_by),
    }
    parts = [question.help, why, _once_said(answered)]
    return format_html_join("", "<p>{}</p>", ([part] for part in parts if part))


def _once_said(answered: Answer | None) -> str:
    if answered is None or not answered.once_said:
        return ""
    return _("%(by)s said “%(text)s”; this choice is no longer offered.") % {
        "by": answered.answered_by.name,
        "text": answered.once_said,
    }
