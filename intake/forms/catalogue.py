"""The catalogue of cost drivers: a price of the city's own, a driver of the city's own."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import city
from intake.forms.base import CrispyForm
from intake.forms.estimates import EstimateField
from intake.forms.fields import DayField
from intake.models import ANY_CATEGORY, Category, CostDriver, CostType, DriverPrice
from intake.models import Timing as When
from intake.price_words import per_says
from intake.services import DriverDetails, PriceDetails

_DOLLARS: Promise = gettext_lazy("Dollars %(per)s")
_UNITS: dict[str, Promise] = {
    CostType.STAFF_HOURS: gettext_lazy("Hours %(per)s"),
    CostType.FTE: gettext_lazy("Full-time equivalents %(per)s"),
}
_FISCAL_YEAR = re.compile(r"^FY\s*(\d{4})$", re.IGNORECASE)


@dataclass(frozen=True)
class Given:
    """The fiscal year whose prices these are; `on` where a day was told."""

    base_year: int
    on: date | None = None


class GivenField(DayField):
    """The day of a quote, or "FY2027"; cleans to `Given`."""

    def clean(self, value: Any) -> Any:
        match = _FISCAL_YEAR.match(str(value or "").strip())
        if match:
            return Given(int(match[1]))
        day = super().clean(value)
        return Given(city.fiscal_year_of(day), day) if day else None


class PriceForm(CrispyForm):
    """Cleans to `PriceDetails`."""

    price = EstimateField(
        label=gettext_lazy("What does it cost?"),
        required=True,
        help_text=gettext_lazy(
            "One price, such as 2800. Or a range: 2300-3600, or low, likely and high: "
            "2300 3000 3600."
        ),
        error_messages={"required": gettext_lazy("Write a price or a range.")},
    )
    confidence = forms.ChoiceField(
        label=gettext_lazy("What kind of figure is it?"),
        choices=[
            (
                DriverPrice.Confidence.QUOTE,
                gettext_lazy("The city's own quote, contract or invoice"),
            ),
            (
                DriverPrice.Confidence.SOURCED,
                gettext_lazy("Published: a contract or report of another city"),
            ),
            (
                DriverPrice.Confidence.MIXED,
                gettext_lazy("Published in part, the rest estimated"),
            ),
            (
                DriverPrice.Confidence.MEMORY,
                gettext_lazy("An estimate of people who buy such things"),
            ),
        ],
        widget=forms.RadioSelect,
        initial=DriverPrice.Confidence.QUOTE,
    )
    given = GivenField(
        label=gettext_lazy("Of which day or fiscal year are the prices?"),
        required=True,
        help_text=gettext_lazy(
            "The day of the quote, such as 15 Sep 2026, or FY2027. Prices rise from "
            "there."
        ),
    )
    source = forms.CharField(
        label=gettext_lazy("Where does it stand?"),
        max_length=200,
        help_text=gettext_lazy(
            "So that somebody else can check it: vendor and number of the quote, or the "
            "document and its page."
        ),
    )
    url = forms.CharField(
        label=gettext_lazy("Its web address"), max_length=400, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Why is the price set?"),
        max_length=300,
        help_text=gettext_lazy("Everybody who looks at the driver reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def price_details(self) -> PriceDetails:
        told: Given = self.cleaned_data["given"]
        return PriceDetails(
            price=self.cleaned_data["price"],
            base_year=told.base_year,
            confidence=self.cleaned_data["confidence"],
            source=self.cleaned_data["source"],
            url=self.cleaned_data["url"],
            quoted_on=told.on,
        )

    def clean_price(self) -> Any:
        price = self.cleaned_data["price"]
        if price is None:
            raise forms.ValidationError(
                _("A price nobody knows cannot stand here: write a range.")
            )
        return price


class SetDriverPriceForm(PriceForm):
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, driver: CostDriver, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _UNITS.get(driver.cost_type, _DOLLARS)
        self.fields["price"].label = label % {"per": per_says(driver)}


class AddDriverForm(PriceForm):
    """Cleans to `DriverDetails` as well."""

    name = forms.CharField(
        label=gettext_lazy("What is it?"),
        max_length=120,
        help_text=gettext_lazy(
            "As a cost line would say it: “Parking sensor, installed”."
        ),
    )
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=30,
        help_text=gettext_lazy(
            "Short and for good, in capital letters: PARK_SENSOR. Files and the address "
            "of its page use it."
        ),
    )
    group = forms.ChoiceField(
        label=gettext_lazy("Group"), choices=CostDriver.Group.choices
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
            (CostType.FTE, gettext_lazy("Positions, in full-time equivalents")),
        ],
        widget=forms.RadioSelect,
    )
    timing = forms.ChoiceField(
        label=gettext_lazy("Once, or every year?"),
        choices=[
            (When.ONE_TIME, gettext_lazy("Once")),
            (When.RECURRING, gettext_lazy("Every year")),
        ],
        widget=forms.RadioSelect,
    )
    counted = forms.CharField(
        label=gettext_lazy("What is counted?"),
        max_length=60,
        help_text=gettext_lazy("One of it, in the singular: “sensor”."),
    )
    per = forms.IntegerField(
        label=gettext_lazy("The price is for how many?"),
        min_value=1,
        max_value=10_000,
        initial=1,
        help_text=gettext_lazy("Mostly 1; 100 where a price is for each hundred."),
    )
    applies_to = forms.MultipleChoiceField(
        label=gettext_lazy("Which ideas usually bring it?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    repeat_years = forms.IntegerField(
        label=gettext_lazy("Bought again after how many years?"),
        required=False,
        min_value=1,
        max_value=50,
        help_text=gettext_lazy("For a test or review that comes back."),
    )
    life_years = forms.IntegerField(
        label=gettext_lazy("Worn out after how many years?"),
        required=False,
        min_value=1,
        max_value=50,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        categories = Category.objects.values_list("code", "name")
        choices = [(ANY_CATEGORY, _("Any idea")), *categories]
        self.fields["applies_to"].choices = choices  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        return Layout(
            *("name", "code", "group", "cost_type", "timing", "counted", "per"),
            "applies_to",
            *(
                "repeat_years",
                "life_years",
                "price",
                "confidence",
                "given",
                "source",
                "url",
                "reason",
            ),
        )

    def driver_details(self) -> DriverDetails:
        values = self.cleaned_data
        names = ("code", "name", "group", "counted", "timing", "cost_type", "per")
        return DriverDetails(
            **{name: values[name] for name in names},
            unit=_unit(values),
            applies_to=tuple(values["applies_to"]),
            repeat_years=values["repeat_years"],
            life_years=values["life_years"],
        )


def _unit(values: dict[str, Any]) -> str:
    """The unit as the catalogue writes it: "camera-year", "FTE per 100 intersections"."""
    counted, per = values["counted"], values["per"]
    many = counted if per == 1 else f"{per} {counted}s"
    if values["cost_type"] == CostType.FTE:
        return f"FTE per {many}"
    if per > 1:
        return f"price per {many}"
    return f"{counted}-year" if values["timing"] == When.RECURRING else str(counted)
