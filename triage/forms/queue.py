"""The filter of the queue, and assigning what is ticked in it."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from triage.figures import BAND_NAMES, GAP_NAMES, TIER_NAMES
from triage.forms.choices import any_of
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


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


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
        choices=any_of(_("Any"), reversed(TIER_NAMES.items())),
        required=False,
        widget=_select(),
    )
    gap = forms.ChoiceField(
        label=_("Gap"),
        choices=any_of(_("Any"), GAP_NAMES.items()),
        required=False,
        widget=_select(),
    )
    told = forms.ChoiceField(
        label=_("IT was told"),
        choices=any_of(_("Any time"), BAND_NAMES.items()),
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
        departments.choices = any_of(_("Any"), choices.departments)  # type: ignore[attr-defined]
        people = [(str(pk), name) for pk, name in choices.people]
        nobody = (NOBODY, _("Nobody yet"))
        assignee.choices = any_of(_("Anybody"), [nobody, *people])  # type: ignore[attr-defined]

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
        self.fields["assignee"].choices = any_of(_("Assign to…"), people)  # type: ignore[attr-defined]
