"""Cost lines and funding lines."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import ITTeam
from intake.forms.base import CrispyForm
from intake.forms.fields import DayField, DollarsField, number_of, sum_in_words
from intake.models import STAFF_TYPES, CostType, FundingLine, Payer, Timing
from intake.services import CostDetails, FundingDetails
from intake.services.money_details import BOND_CLASSES, COST_CLASSES

_PAYERS = [
    (Payer.DEPARTMENT, gettext_lazy("The department")),
    (Payer.IT, gettext_lazy("IT")),
]
_CLASS_LABELS = {
    f"{Timing.ONE_TIME}:{CostType.CAPITAL}": gettext_lazy("one-time purchases"),
    f"{Timing.ONE_TIME}:{CostType.OPERATING}": gettext_lazy("one-time services"),
    f"{Timing.RECURRING}:{CostType.CAPITAL}": gettext_lazy("recurring purchases"),
    f"{Timing.RECURRING}:{CostType.OPERATING}": gettext_lazy("recurring services"),
}


class AmountField(forms.CharField):
    """A year's dollars or hours; cleans to Decimal or None."""

    def __init__(self, year: int) -> None:
        super().__init__(label=f"FY{year}", required=False, max_length=20)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return number_of(text) if text else None


class CostLineForm(CrispyForm):
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
        choices=_PAYERS,
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


class FundingLineForm(CrispyForm):
    """Cleans to `FundingDetails`."""

    source = forms.CharField(
        label=gettext_lazy("Where does the money come from?"), max_length=160
    )
    source_type = forms.ChoiceField(
        label=gettext_lazy("What kind of money is it?"),
        choices=FundingLine.SourceType.choices,
    )
    certainty = forms.ChoiceField(
        label=gettext_lazy("How certain is it?"),
        choices=FundingLine.Certainty.choices,
        initial=FundingLine.Certainty.PLANNED,
        help_text=gettext_lazy(
            "What is requested counts half, what is applied for 15 percent, and what is "
            "planned not at all."
        ),
    )
    cents = DollarsField(label=gettext_lazy("How much in all, in dollars?"))
    start_on = DayField(label=gettext_lazy("From when?"), required=True)
    end_on = DayField(
        label=gettext_lazy("Until when?"),
        required=True,
        help_text=gettext_lazy("The last day it may be spent."),
    )
    payer = forms.ChoiceField(
        label=gettext_lazy("Whose costs may it pay?"),
        choices=_PAYERS,
        widget=forms.RadioSelect,
        initial=Payer.DEPARTMENT,
    )
    allows = forms.MultipleChoiceField(
        label=gettext_lazy("What may it pay for?"),
        choices=[(code, _CLASS_LABELS[code]) for code in COST_CLASSES],
        widget=forms.CheckboxSelectMultiple,
        initial=list(COST_CLASSES),
        help_text=gettext_lazy("A bond pays for one-time purchases only."),
    )
    lump_sum = forms.BooleanField(
        label=gettext_lazy("It is paid as a lump sum in its first year"),
        required=False,
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def details(self) -> FundingDetails:
        values = dict(self.cleaned_data)
        del values["seen_version"]
        if values["source_type"] == FundingLine.SourceType.BOND:
            # All ticks are there to begin with; a bond takes its own without asking.
            ticked_all = set(values["allows"]) == set(COST_CLASSES)
            values["allows"] = BOND_CLASSES if ticked_all else values["allows"]
        return FundingDetails(**{**values, "allows": tuple(values["allows"])})


def cost_initial(details: CostDetails) -> dict[str, Any]:
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


def funding_initial(details: FundingDetails) -> dict[str, Any]:
    return {name: getattr(details, name) for name in FundingDetails.__annotations__} | {
        "allows": list(details.allows)
    }


def _cents(amounts: Mapping[int, Decimal]) -> dict[int, int]:
    return {year: int(amount * 100) for year, amount in amounts.items()}
