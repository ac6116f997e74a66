"""Forms of notifications, one per act, named after the service behind it."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.kinds import LABELS, Kind


class SetPreferencesForm(forms.Form):
    """One tick per kind the person may get; ticked is wanted."""

    wanted_kinds = forms.TypedMultipleChoiceField(
        label=_("Send me mail about"),
        coerce=Kind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What you untick is still shown on the pages."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        kinds: Collection[Kind],
        switched_off: Collection[str],
    ) -> None:
        wanted = [kind for kind in kinds if kind not in switched_off]
        super().__init__(data, initial={"wanted_kinds": wanted})
        self._kinds = kinds
        field = self.fields["wanted_kinds"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101
        field.choices = [(kind, LABELS[kind]) for kind in kinds]

    def wanted(self) -> dict[Kind, bool]:
        """Every kind shown, and whether it is wanted."""
        chosen = self.cleaned_data["wanted_kinds"]
        return {kind: kind in chosen for kind in self._kinds}
