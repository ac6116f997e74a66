"""The usual costs a line can be made from, as its form offers them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from intake.models import (
    Category,
    CostDriver,
    DefaultQuantity,
    ProjectRequest,
)
from intake.selectors.drivers import (
    counts_the_same,
    current_price,
    quantity_of,
    with_prices,
)
from intake.selectors.money_words import driver_url, usual_price_says, usual_says


@dataclass(frozen=True)
class DriverChoice:
    """A driver as the form proposes it: what it fills in, and what it says of itself."""

    driver: CostDriver
    price_says: str
    usual_says: str
    url: str


@dataclass(frozen=True)
class DriverChoices:
    """Groups in the order they are offered, the category's own drivers first."""

    groups: tuple[tuple[str, tuple[DriverChoice, ...]], ...]

    def __iter__(self) -> Iterator[DriverChoice]:
        for _name, choices in self.groups:
            yield from choices

    def find(self, code: str) -> DriverChoice | None:
        return next((one for one in self if one.driver.code == code), None)


def driver_choices(
    project_request: ProjectRequest, keep: CostDriver | None = None
) -> DriverChoices:
    """What is offered for the request, and `keep` though it be retired (three queries)."""
    category = project_request.category
    usual = quantity_of(category)
    wanted = Q(retired_on=None) | Q(pk=keep.pk if keep else None)
    drivers = list(with_prices(CostDriver.objects.filter(wanted)))
    own = [one for one in drivers if category and category.code in one.applies_to]
    groups: list[tuple[str, list[CostDriver]]] = [
        (_usual_for(category), own),
        *(
            (
                str(capfirst(label)),
                [one for one in drivers if one.group == group and one not in own],
            )
            for group, label in CostDriver.Group.choices
        ),
    ]
    return DriverChoices(
        tuple(
            (name, tuple(_choice(one, usual) for one in members))
            for name, members in groups
            if members
        )
    )


def _usual_for(category: Category | None) -> str:
    return _("Usual for “%s”") % category.name if category else ""


def _choice(driver: CostDriver, usual: DefaultQuantity | None) -> DriverChoice:
    return DriverChoice(
        driver=driver,
        price_says=usual_price_says(driver, current_price(driver)),
        usual_says=usual_says(usual) if counts_the_same(usual, driver) else "",
        url=driver_url(driver),
    )
