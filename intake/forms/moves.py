"""Sending, withdrawing and asking."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Contact
from accounts.models.person import LONGEST_EMAIL
from intake.forms.base import CrispyForm
from intake.questionnaire import LiveQuestionnaire
from intake.services import Addressee


class SubmitRequestForm(forms.Form):
    seen_version = forms.IntegerField()


class WithdrawRequestForm(CrispyForm):
    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        help_text=_("IT and your department read this. It stays on record."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": _("Say in a few words why it is withdrawn.")},
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class AskQuestionForm(CrispyForm):
    """One question to one person; the workbench posts the same fields."""

    question = forms.ChoiceField(label=_("Which question?"))
    to = forms.ModelChoiceField(
        queryset=Contact.objects.none(),
        label=_("Who knows?"),
        empty_label=_("Choose a person"),
        required=False,
    )
    to_name = forms.CharField(
        label=_("Name of somebody else"), max_length=120, required=False
    )
    to_email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("They need no account. Leave both empty to ask the person above."),
        max_length=LONGEST_EMAIL,
        required=False,
    )
    note = forms.CharField(
        label=_("Why you ask, in your words"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due_on = forms.DateField(
        label=_("Answer wanted by"), widget=forms.DateInput(attrs={"type": "date"})
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        questions: LiveQuestionnaire,
        people: Iterable[Contact],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["question"]
        choice.choices = [
            (section.name, [(q.id, q.text) for q in section.questions])
            for section in questions.sections
        ]
        to: Any = self.fields["to"]
        to.queryset = Contact.objects.filter(pk__in=[person.pk for person in people])

    def clean(self) -> dict[str, Any]:
        """Somebody typed comes before somebody chosen; one of the two there must be."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = (
            self.data.get("to_name", "").strip(),
            self.data.get("to_email", "").strip(),
        )
        if any(typed):
            self._check_typed(*typed)
        elif not cleaned.get("to") and "to" not in self.errors:
            self.add_error("to", _("Choose who knows, or name somebody else."))
        return cleaned

    def _check_typed(self, name: str, email: str) -> None:
        if not name:
            self.add_error("to_name", _("Give the name of the person you ask."))
        if not email:
            self.add_error("to_email", _("Give the address the question goes to."))

    def values(self) -> dict[str, Any]:
        """What `ask_question` takes."""
        values = dict(self.cleaned_data)
        typed = Addressee(values.pop("to_name"), values.pop("to_email"))
        return {**values, "to": typed if typed.email else values["to"]}
