"""Sending, withdrawing and asking."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Contact
from intake.forms.base import CrispyForm
from intake.questionnaire import LiveQuestionnaire


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
        queryset=Contact.objects.none(), label=_("Who knows?"), empty_label=None
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
