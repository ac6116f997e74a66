"""Correcting what stood when IT was first asked."""

from typing import Any

from crispy_forms.layout import HTML, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from intake.first_contacts import ToldFirstContact
from intake.forms.fields import DayField
from intake.forms.happenings import HappeningsForm, ticked


class CorrectFirstContactForm(HappeningsForm):
    """Cleans to a `ToldFirstContact`, with the reason beside it."""

    invited_on = DayField(
        label=_("When was IT first asked?"),
        required=True,
        help_text=_("The first time anybody in IT was told, on any channel."),
        error_messages={"required": _("Give the day IT was first asked.")},
    )
    commit_on = DayField(
        label=_("When did money become binding, or when will it?"),
        help_text=_("A month will do; it counts as its first day."),
    )
    needed_on = DayField(
        label=_("By when was it needed, as was known then?"),
        help_text=_("The date that cannot move, else the wanted go-live."),
    )
    reason = forms.CharField(
        label=_("How do you know?"),
        help_text=_(
            "The department reads this beside what it said itself. It stays on record."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": _("Say how you know. It stays on record.")},
    )
    seen_id = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_happenings()

    def layout(self) -> Layout:
        return Layout(
            "invited_on",
            HTML('{% include "intake/_happenings_then.html" %}'),
            "commit_on",
            "needed_on",
            "reason",
            "seen_id",
        )

    def told(self) -> ToldFirstContact:
        return ToldFirstContact(
            invited_on=self.cleaned_data["invited_on"],
            happenings=tuple(self.happenings()),
            commit_on=self.cleaned_data["commit_on"],
            needed_on=self.cleaned_data["needed_on"],
        )


def initial_of(told: ToldFirstContact, *, seen_id: int) -> dict[str, Any]:
    """What the form shows for what is on record."""
    return {
        "invited_on": told.invited_on,
        "commit_on": told.commit_on,
        "needed_on": told.needed_on,
        "seen_id": seen_id,
        **ticked(told.happenings),
    }
