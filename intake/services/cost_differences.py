"""What two versions of a cost line say differently, in words."""

from collections.abc import Callable, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.differences import Difference, differences
from intake.models import CostLine
from intake.services.money_details import CostDetails, dollars

# What a line says in one column each; the rest it says in several.
_COLUMNS = (
    "description",
    "payer",
    "timing",
    "cost_type",
    "team",
    "driver",
    "counted",
    "quoted_on",
    "from_on",
    "until_on",
    "fiscal_years",
    "repeat_years",
    "life_years",
    "is_reserve",
    "source_note",
)


def cost_differences(
    stored: CostDetails, wanted: CostDetails
) -> tuple[Difference, ...]:
    """What is wanted of the line otherwise than it is stored, field by field."""
    same = differences(
        CostLine,
        {name: getattr(stored, name) for name in _COLUMNS},
        {name: getattr(wanted, name) for name in _COLUMNS},
        words={"fiscal_years": _years_say},
    )
    return (
        *same,
        *(
            Difference(name, str(label), before, after)
            for name, label, words in _IN_SEVERAL
            if (before := words(stored)) != (after := words(wanted))
        ),
    )


def _years_say(years: Sequence[int]) -> str:
    return ", ".join(f"FY{year}" for year in years)


def _quantity_says(details: CostDetails) -> str:
    return details.quantity.in_full if details.quantity else _("don't know yet")


def _price_says(details: CostDetails) -> str:
    return details.price.in_full if details.price else _("the usual price")


def _amounts_say(details: CostDetails) -> str:
    says = [
        *(
            f"FY{year} {dollars(cents)}"
            for year, cents in details.cents_by_year.items()
        ),
        *(f"FY{year} {hours:f}" for year, hours in details.hours_by_year.items()),
    ]
    return ", ".join(says) or _("nothing")


_IN_SEVERAL: tuple[tuple[str, Promise, Callable[[CostDetails], str]], ...] = (
    ("quantity", gettext_lazy("how many"), _quantity_says),
    ("price", gettext_lazy("price"), _price_says),
    ("amounts", gettext_lazy("amounts by year"), _amounts_say),
)
