"""Forms of triage, one per act and the filter of the queue.

They check shape and wording; the services behind them check the rules again.
"""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.errors import Refused
from intake.lifecycle import Outcome
from triage.figures import BAND_NAMES, GAP_NAMES, TIER_NAMES
from triage.models import TierOverride
from triage.selectors.queue import QueueChoices
from triage.selectors.queue_filter import (
    ANY,
    NOBODY,
    OPEN,
    ORDERS,
    SHOWN,
    VIEW_KEYS,
    WORST_FIRST,
    QueueFilter,
)
from triage.selectors.workbench import Workbench

Choices = Iterable[tuple[Any, str | Promise]]


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


def _any_of(label: str | Promise, choices: Choices) -> list[tuple[Any, str | Promise]]:
    return [("", label), *choices]


class QueueFilterForm(forms.Form):
    """The filter of the queue, read from the address; nothing in it is required."""

    view = forms.ChoiceField(
        choices=[(key, key) for key in VIEW_KEYS],
        required=False,
        widget=forms.HiddenInput,
    )
    q = forms.CharField(label=_("Words or number"), required=False, max_length=100)
    show = forms.ChoiceField(
        label=_("Show"), choices=[*SHOWN.items()], required=False, widget=_select()
    )
    department = forms.TypedChoiceField(
        label=_("Department"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=_select(),
    )
    tier = forms.ChoiceField(
        label=_("Tier, at worst"),
        choices=_any_of(_("Any"), reversed(TIER_NAMES.items())),
        required=False,
        widget=_select(),
    )
    gap = forms.ChoiceField(
        label=_("Gap"),
        choices=_any_of(_("Any"), GAP_NAMES.items()),
        required=False,
        widget=_select(),
    )
    told = forms.ChoiceField(
        label=_("IT was told"),
        choices=_any_of(_("Any time"), BAND_NAMES.items()),
        required=False,
        widget=_select(),
    )
    assignee = forms.ChoiceField(label=_("Assigned"), required=False, widget=_select())
    order = forms.ChoiceField(
        label=_("Order"),
        choices=[(key, label) for key, (label, _order) in ORDERS.items()],
        required=False,
        widget=_select(),
    )

    def __init__(self, *args: Any, choices: QueueChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments, assignee = self.fields["department"], self.fields["assignee"]
        departments.choices = _any_of(_("Any"), choices.departments)  # type: ignore[attr-defined]
        people = [(str(pk), name) for pk, name in choices.people]
        nobody = (NOBODY, _("Nobody yet"))
        assignee.choices = _any_of(_("Anybody"), [nobody, *people])  # type: ignore[attr-defined]

    def chosen(self) -> QueueFilter:
        """The filter as far as it makes sense; what does not is left out."""
        self.full_clean()
        value = self.cleaned_data.get
        # The search box in the masthead looks everywhere, not among the open ones only.
        show = value("show") or (ANY if value("q") else OPEN)
        return QueueFilter(
            view=value("view") or "all",
            words=value("q") or "",
            show=show,
            department=value("department"),
            tier=value("tier") or "",
            gap=value("gap") or "",
            told=value("told") or "",
            assignee=value("assignee") or "",
            order=value("order") or WORST_FIRST,
        )

    def applied(self) -> dict[str, str]:
        """What narrows the list beyond its view: field name → chip, in form order."""
        chosen = self.chosen()
        shown = {"show": "" if chosen.show == OPEN else chosen.show}
        labels = {}
        for name in ("q", "show", "department", "tier", "gap", "told", "assignee"):
            value = shown.get(name, self.cleaned_data.get(name))
            if value:
                words = dict(getattr(self.fields[name], "choices", ())).get(
                    value, value
                )
                labels[name] = f"{self.fields[name].label}: {words}"
        return labels

    @property
    def selects(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in ("view", "q")]

    def as_shown(self) -> dict[str, Any]:
        """What the controls show: the address, with the defaults it left out."""
        chosen = self.chosen()
        return {
            **self.cleaned_data,
            "view": chosen.view,
            "show": chosen.show,
            "order": chosen.order,
        }


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
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].choices = _any_of(_("Nobody yet"), people)  # type: ignore[attr-defined]


class PicksField(forms.MultipleChoiceField):
    """Ticked rows, "HB-2026-001:3": the number and the version that was seen.

    Whether they exist is for the view, which looks them up among the visible ones.
    """

    def valid_value(self, value: str) -> bool:
        return re.fullmatch(r"[\w-]+:\d{1,9}", value) is not None

    def clean(self, value: Any) -> list[tuple[str, int]]:
        pairs = (text.split(":") for text in super().clean(value))
        return [(number, int(version)) for number, version in pairs]


class AssignManyForm(forms.Form):
    """The bulk bar of the queue."""

    assignee = forms.TypedChoiceField(
        label=_("Assign to"),
        coerce=int,
        widget=_select(),
        error_messages={"required": _("Choose who takes them, then press Assign.")},
    )
    pick = PicksField(
        label=_("Requests"),
        error_messages={"required": _("Tick at least one request, then press Assign.")},
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].choices = _any_of(_("Assign to…"), people)  # type: ignore[attr-defined]


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
        self.fields["to"].choices = _any_of(_("Choose a person"), people)  # type: ignore[attr-defined]


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
        choices=_any_of(_("Choose a tier"), TIER_NAMES.items()),
        error_messages={"required": _("Choose a tier.")},
    )
    because = forms.ChoiceField(
        label=_("What is wrong with the computed tier"),
        choices=_any_of(_("Choose a kind of reason"), TierOverride.Because.choices),
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


def show_refusal(error: Refused, form: forms.Form) -> None:
    """Put what a service refused beside its field, or above the form without one."""
    for name, text in error.messages.items():
        form.add_error(name if name in form.fields else None, text)


def caught_up(form: forms.Form, page: Workbench) -> forms.Form:
    """The same form with all that was typed, about the request as it is now.

    Pressing its button again acts on what the person has now seen.
    """
    newly_seen = {"seen_version": page.version}
    if page.judged:
        newly_seen["assessment"] = page.judged.assessment_id
    form.data = {**form.data.dict(), **newly_seen}  # type: ignore[attr-defined]
    return form


def kept_texts(form: forms.Form) -> list[tuple[str, str]]:
    """What was typed, label by label, for a page where the form has gone."""
    return [
        (str(field.label), str(_shown_choices(field).get(field.value(), field.value())))
        for field in form.visible_fields()
        if field.value()
    ]


def _shown_choices(field: forms.BoundField) -> dict[Any, str | Promise]:
    """Codes with their labels; empty for a field one types into."""
    return dict(getattr(field.field, "choices", ()))
