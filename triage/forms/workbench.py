"""What is done on the workbench, a form for each act."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.lifecycle import Outcome
from triage.figures import TIER_NAMES
from triage.forms.choices import Choices, any_of
from triage.models import TierOverride


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _OnWorkbench(forms.Form):
    """One of several forms on a page: ids carry the form's name, so none is there twice."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = f"{type(self).__name__}_%s"
        super().__init__(*args, **kwargs)


class AssignForm(_OnWorkbench):
    """Who takes it; empty takes it back from everybody."""

    assignee = forms.TypedChoiceField(
        label=_("Assigned to"), coerce=int, empty_value=None, required=False
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].choices = any_of(_("Nobody yet"), people)  # type: ignore[attr-defined]


class AskForm(_OnWorkbench):
    """Who is asked the next question, by when; handed to `intake:ask`."""

    to = forms.ChoiceField(label=_("Send it to"), required=False)
    to_name = forms.CharField(label=_("Name of somebody else"), required=False)
    to_email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("They need no account. Leave both empty to ask the person above."),
        required=False,
    )
    due_on = forms.DateField(label=_("Answer wanted by"), widget=_day_input())
    note = forms.CharField(
        label=_("Why you ask, in your words"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[str, Any]], **kwargs: Any
    ) -> None:
        """:param people: by group, as a select takes them."""
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = any_of(_("Choose a person"), people)  # type: ignore[attr-defined]


class DecideForm(_OnWorkbench):
    """The decision, with what the decider saw: assessment and version."""

    OUTCOMES: Choices = (
        (Outcome.ACCEPTED, _("Accept")),
        (Outcome.DEFERRED, _("Defer until a date or event")),
        (Outcome.DECLINED, _("Decline")),
        (Outcome.MERGED, _("Merge into another")),
        (Outcome.NOT_IT, _("Not IT’s")),
    )

    assessment = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an outcome.")},
    )
    reason = forms.CharField(
        label=_("Reason, sent to the department"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Give the reason in a sentence or two.")},
    )
    would_change = forms.CharField(
        label=_("What would change the answer"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    defer_until_on = forms.DateField(
        label=_("Deferred until"),
        widget=_day_input(),
        required=False,
    )
    defer_event = forms.CharField(
        label=_("or until this happens"), max_length=200, required=False
    )
    merged_into = forms.CharField(
        label=_("Number of the request it is merged into"),
        max_length=20,
        required=False,
    )
    unknown_accepted = forms.CharField(
        label=_("I accept what is not known yet, because"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    @property
    def says_more(self) -> bool:
        """Whether the fields few decisions need hold anything, or an error."""
        rare = (
            "defer_until_on",
            "defer_event",
            "merged_into",
        )
        return any(self[name].value() or self[name].errors for name in rare)


class SetTierForm(_OnWorkbench):
    """Another tier than the computed one, with what the manager saw."""

    assessment = forms.IntegerField(widget=forms.HiddenInput)
    tier = forms.ChoiceField(
        label=_("Tier"),
        choices=any_of(_("Choose a tier"), TIER_NAMES.items()),
        error_messages={"required": _("Choose a tier.")},
    )
    because = forms.ChoiceField(
        label=_("What is wrong with the computed tier"),
        choices=any_of(_("Choose a kind of reason"), TierOverride.Because.choices),
        error_messages={"required": _("Choose the kind of reason nearest to yours.")},
    )
    reason = forms.CharField(
        label=_("Why, in your words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the computed tier is wrong here.")},
    )


class LiftTierForm(_OnWorkbench):
    """Back to the computed tier."""

    assessment = forms.IntegerField(widget=forms.HiddenInput)


class ConfirmDecisionForm(_OnWorkbench):
    """A leader agrees with the decision that waits."""


class SendBackDecisionForm(_OnWorkbench):
    """A leader does not agree, and says why."""

    reason = forms.CharField(
        label=_("Why it goes back"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what has to change.")},
    )
