"""Cost lines whose amounts are entered year by year, as a payment plan has them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import ITTeam
from intake.forms.base import CrispyForm
from intake.forms.fields import number_of, sum_in_words
from intake.models import STAFF_TYPES, CostType, Payer, Timing
from intake.services import CostDetails

PAYERS = [
    (Payer.DEPARTMENT, gettext_lazy("The department")),
    (Payer.IT, gettext_lazy("IT")),
]


class AmountField(forms.CharField):
    """A year's dollars or hours; cleans to Decimal or None."""

    def __init__(self, year: int) -> None:
        super().__init__(label=f"FY{year}", required=False, max_length=20)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return number_of(text) if text else None


class CostByYearForm(CrispyForm):
    """Cleans to `CostDetails`; a year left empty is not part of the line."""

    description = forms.CharField(
        label=gettext_lazy("What has to be paid for?"), max_length=160
    )
    cost_type = forms.ChoiceField(
        label=gettext_lazy("What kind of cost is it?"),
        choices=[
            (CostType.CAPITAL, gettext_lazy("Something bought: equipment, building")),
            (
                CostType.OPERATING,
                gettext_lazy("A service: subscription, support, fees"),
            ),
            (CostType.STAFF_HOURS, gettext_lazy("Hours of an IT team")),
            (CostType.FTE, gettext_lazy("A new position in an IT team, in hours")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Staff time is given in hours, never in dollars."),
    )
    team = forms.ModelChoiceField(
        queryset=ITTeam.objects.all(),
        label=gettext_lazy("Whose time? (for staff time)"),
        required=False,
        empty_label=gettext_lazy("No staff time"),
    )
    timing = forms.ChoiceField(
        label=gettext_lazy("Once, or every year?"),
        choices=[
            (Timing.ONE_TIME, gettext_lazy("Once")),
            (Timing.RECURRING, gettext_lazy("Every year")),
        ],
        widget=forms.RadioSelect,
    )
    payer = forms.ChoiceField(
        label=gettext_lazy("Who would pay for it?"),
        choices=PAYERS,
        widget=forms.RadioSelect,
    )
    source_note = forms.CharField(
        label=gettext_lazy("Where does the figure come from?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A quote, another city, a guess."),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = tuple(years)
        for year in self.years:
            self.fields[f"year_{year}"] = AmountField(year)

    def layout(self) -> Layout:
        return Layout(
            "description",
            "cost_type",
            "team",
            "timing",
            "payer",
            Fieldset(
                _("The likely amount by fiscal year: dollars, or hours of staff time"),
                *(f"year_{year}" for year in self.years),
                css_class="gw-years",
            ),
            "source_note",
            "seen_version",
        )

    def details(self) -> CostDetails:
        amounts = {
            year: amount
            for year in self.years
            if (amount := self.cleaned_data[f"year_{year}"]) is not None
        }
        is_staff_time = self.cleaned_data["cost_type"] in STAFF_TYPES
        return CostDetails(
            **{
                name: self.cleaned_data[name]
                for name in (
                    "description",
                    "payer",
                    "timing",
                    "cost_type",
                    "team",
                    "source_note",
                )
            },
            cents_by_year={} if is_staff_time else _cents(amounts),
            hours_by_year=amounts if is_staff_time else {},
        )


def by_year_initial(details: CostDetails) -> dict[str, Any]:
    """What the form shows for a stored line."""
    initial: dict[str, Any] = {
        name: getattr(details, name)
        for name in (
            "description",
            "payer",
            "timing",
            "cost_type",
            "team",
            "source_note",
        )
    }
    for year, cents in details.cents_by_year.items():
        initial[f"year_{year}"] = sum_in_words(cents)
    for year, hours in details.hours_by_year.items():
        initial[f"year_{year}"] = f"{hours.normalize():f}"
    return initial


def _cents(amounts: Mapping[int, Decimal]) -> dict[int, int]:
    return {year: int(amount * 100) for year, amount in amounts.items()}
