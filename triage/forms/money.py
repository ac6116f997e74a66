"""The filter of the money page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from triage.figures import FLAG_NAMES, GAP_NAMES
from triage.forms.choices import Choices, any_of
from triage.selectors.portfolio_money import MoneyFilter


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


class MoneyFilterForm(forms.Form):
    """Read from the address; nothing in it is required."""

    department = forms.TypedChoiceField(
        label=_("Department"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=_select(),
    )
    gap = forms.ChoiceField(
        label=_("Gap"),
        choices=any_of(_("Any"), GAP_NAMES.items()),
        required=False,
        widget=_select(),
    )
    flag = forms.ChoiceField(
        label=_("What to beware of"),
        choices=any_of(_("Anything"), FLAG_NAMES.items()),
        required=False,
        widget=_select(),
    )

    def __init__(self, *args: object, departments: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["department"].choices = any_of(_("Any"), departments)  # type: ignore[attr-defined]

    def chosen(self) -> MoneyFilter:
        """The filter as far as it makes sense; what does not is left out."""
        self.full_clean()
        value = self.cleaned_data.get
        return MoneyFilter(
            department=value("department"),
            gap=value("gap") or "",
            flag=value("flag") or "",
        )
