"""Who pays when money ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.forms.base import CrispyForm
from triage.services import Successor


class NameSuccessorForm(CrispyForm):
    """Cleans to a `Successor`."""

    source = forms.CharField(
        label=_("Which money pays afterwards?"),
        max_length=160,
        required=False,
        help_text=_("Such as “General Fund, Police operations, from FY2030”."),
    )
    owner = forms.CharField(
        label=_("Who answers for that?"),
        max_length=120,
        required=False,
        help_text=_("A name or an office. Without one, the money does not count."),
    )
    switch_off_plan = forms.CharField(
        label=_("Or how will it be switched off?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "When, by whom, and what becomes of equipment, data and contracts."
        ),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def successor(self) -> Successor:
        return Successor(
            source=self.cleaned_data["source"],
            owner=self.cleaned_data["owner"],
            switch_off_plan=self.cleaned_data["switch_off_plan"],
        )


def successor_initial(successor: Successor, *, version: int) -> dict[str, Any]:
    return {
        "source": successor.source,
        "owner": successor.owner,
        "switch_off_plan": successor.switch_off_plan,
        "seen_version": version,
    }
