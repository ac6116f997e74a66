"""Cost lines as quantity times price."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import ITTeam
from intake.forms.base import CrispyForm
from intake.forms.drivers import DriverField
from intake.forms.estimates import EstimateField, FiscalYearsField
from intake.forms.fields import DayField
from intake.forms.money import PAYERS
from intake.models import CostLine, CostType, Timing
from intake.selectors.driver_choices import DriverChoice, DriverChoices
from intake.services import CostDetails

_BLANK = ("", gettext_lazy("choose"))
# What the form and the details call the same.
_SAME = (
    "description",
    "payer",
    "timing",
    "cost_type",
    "team",
    "source_note",
    "counted",
    "quantity",
    "price",
    "quoted_on",
    "from_on",
    "until_on",
    "fiscal_years",
    "repeat_years",
    "life_years",
    "is_reserve",
)
# Folded away until one of them says something.
MORE = (
    "quoted_on",
    "counted",
    "from_on",
    "until_on",
    "fiscal_years",
    "repeat_years",
    "life_years",
    "is_reserve",
    "source_note",
)


class PricedLineForm(CrispyForm):
    """Cleans to `CostDetails`. What is left empty a chosen driver says.

    :param choices: the drivers offered.
    :param key: keeps the ids of several forms on one page apart.
    :param focus: the field to begin with, where the form is swapped in.
    """

    driver = DriverField(label=gettext_lazy("Usual cost"))
    description = forms.CharField(
        label=gettext_lazy("In your words"), max_length=160, required=False
    )
    quantity = EstimateField(label=gettext_lazy("How many"))
    price = EstimateField(label=gettext_lazy("Price of one"))
    cost_type = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[
            _BLANK,
            (CostType.CAPITAL, gettext_lazy("bought: equipment, building")),
            (CostType.OPERATING, gettext_lazy("service, subscription, fees")),
            (CostType.STAFF_HOURS, gettext_lazy("hours of an IT team")),
            (CostType.FTE, gettext_lazy("IT staff, full-time equivalents")),
        ],
    )
    team = forms.ModelChoiceField(
        queryset=ITTeam.objects.all(),
        label=gettext_lazy("IT team"),
        required=False,
        empty_label=gettext_lazy("choose"),
    )
    timing = forms.ChoiceField(
        label=gettext_lazy("When"),
        required=False,
        choices=[
            _BLANK,
            (Timing.ONE_TIME, gettext_lazy("once")),
            (Timing.RECURRING, gettext_lazy("every year")),
        ],
    )
    payer = forms.ChoiceField(label=gettext_lazy("Paid by"), choices=PAYERS)
    quoted_on = DayField(label=gettext_lazy("Date of the quote"))
    counted = forms.CharField(
        label=gettext_lazy("One of what"), max_length=60, required=False
    )
    from_on = DayField(label=gettext_lazy("From"))
    until_on = DayField(label=gettext_lazy("Until"))
    fiscal_years = FiscalYearsField(label=gettext_lazy("Only in fiscal years"))
    repeat_years = forms.IntegerField(
        label=gettext_lazy("Bought again after years"), required=False
    )
    life_years = forms.IntegerField(
        label=gettext_lazy("Worn out after years"), required=False
    )
    is_reserve = forms.BooleanField(
        label=gettext_lazy("Puts money aside for replacement"), required=False
    )
    source_note = forms.CharField(
        label=gettext_lazy("Where the figure comes from"),
        max_length=200,
        required=False,
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        choices: DriverChoices,
        key: str = "new",
        focus: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"line-{key}-%s"
        self.choices = choices
        cast(DriverField, self.fields["driver"]).offer(choices)
        for name in ("repeat_years", "life_years"):
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric"})
        if focus:
            self.fields[focus].widget.attrs["autofocus"] = True

    @property
    def chosen(self) -> DriverChoice | None:
        """The driver as typed, whatever else is wrong."""
        return self.choices.find(str(self["driver"].value() or ""))

    @property
    def says_more(self) -> bool:
        """Whether a field that is folded away says something, or is wrong."""
        return any(self[name].value() or self[name].errors for name in MORE)

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        driver = values.get("driver")
        if driver:
            values["description"] = values.get("description") or driver.name
            values["timing"] = values.get("timing") or driver.timing
            values["cost_type"] = values.get("cost_type") or driver.cost_type
        for name, says in (
            ("timing", _("Say whether it comes once or every year.")),
            ("cost_type", _("Say what kind of cost it is.")),
        ):
            if name in values and not values[name]:
                self.add_error(name, says)
        return values

    def details(self) -> CostDetails:
        return CostDetails(
            basis=CostLine.Basis.PRICED,
            driver=self.cleaned_data["driver"],
            **{name: self.cleaned_data[name] for name in _SAME},
        )


def priced_initial(details: CostDetails) -> dict[str, Any]:
    """What the form shows for a stored line."""
    initial = {name: getattr(details, name) for name in _SAME}
    return initial | {"driver": details.driver.code if details.driver else ""}


def with_proposals(typed: dict[str, Any], choice: DriverChoice) -> dict[str, Any]:
    """What was typed, and what the driver proposes where nothing was."""
    driver = choice.driver
    proposed = {
        "description": driver.name,
        "timing": driver.timing,
        "cost_type": driver.cost_type,
        "repeat_years": driver.repeat_years,
        "life_years": driver.life_years,
    }
    return typed | {name: typed.get(name) or value for name, value in proposed.items()}
