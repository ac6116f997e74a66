"""Funding lines."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from intake.forms.base import CrispyForm
from intake.forms.fields import DayField, DollarsField
from intake.forms.money import PAYERS
from intake.models import CostType, FundingLine, Payer, Timing
from intake.services import FundingDetails
from intake.services.funding_details import BOND_CLASSES, COST_CLASSES

_CLASS_LABELS = {
    f"{Timing.ONE_TIME}:{CostType.CAPITAL}": gettext_lazy("one-time purchases"),
    f"{Timing.ONE_TIME}:{CostType.OPERATING}": gettext_lazy("one-time services"),
    f"{Timing.RECURRING}:{CostType.CAPITAL}": gettext_lazy("recurring purchases"),
    f"{Timing.RECURRING}:{CostType.OPERATING}": gettext_lazy("recurring services"),
}


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
        choices=PAYERS,
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


def funding_initial(details: FundingDetails) -> dict[str, Any]:
    return {name: getattr(details, name) for name in FundingDetails.__annotations__} | {
        "allows": list(details.allows)
    }
