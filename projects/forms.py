"""One form per act; the services check the rules again."""

from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from projects.lifecycle import MOVES, Phase
from projects.models import PHASE_LABELS


def _helper(*fields: str) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*fields)
    return helper


def _date_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MoveProjectForm(forms.Form):
    to_phase = forms.ChoiceField(
        label=_("Move it to"),
        error_messages={
            "required": _("Choose the next phase."),
            "invalid_choice": _("Choose one of the phases it can move to now."),
        },
    )
    on = forms.DateField(
        label=_("Since"),
        help_text=_("The day it happened, today at the latest."),
        error_messages={"required": _("Say on which day it happened.")},
        widget=_date_input(),
    )
    wake_on = forms.DateField(
        label=_("Look at it again on"),
        help_text=_("Deferred needs a day, sidelined may have one."),
        required=False,
        widget=_date_input(),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The owner's department reads it."),
        error_messages={"required": _("Say why, in a sentence others can read.")},
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, phase: Phase, **kwargs: object) -> None:
        kwargs.setdefault("auto_id", "move_%s")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(to.value, PHASE_LABELS[to]) for to in MOVES[phase]]
        self.fields["to_phase"].choices = choices  # type: ignore[attr-defined]
        self.helper = _helper("to_phase", "on", "wake_on", "reason", "seen_version")


class NoteProjectForm(forms.Form):
    on = forms.DateField(
        label=_("Day"),
        help_text=_("The day it happened, today at the latest."),
        error_messages={"required": _("Say on which day it happened.")},
        widget=_date_input(),
    )
    text = forms.CharField(
        label=_("What happened"),
        help_text=_("One or two sentences; the owner's department reads them."),
        error_messages={"required": _("Say in a sentence what happened.")},
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("auto_id", "note_%s")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.helper = _helper("on", "text")


def first_move(phase: Phase, version: int, today: date) -> MoveProjectForm:
    """The empty form, for the project as it stands."""
    return MoveProjectForm(phase=phase, initial={"on": today, "seen_version": version})
