"""Lines a request of its category usually has, and does not have yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import ITTeam
from intake.models import (
    STAFF_TYPES,
    CostDriver,
    DefaultQuantity,
    ProjectRequest,
    RefusedSuggestion,
)
from intake.selectors.drivers import (
    counts_the_same,
    current_price,
    quantity_of,
    with_prices,
)
from intake.selectors.money_words import driver_url, usual_price_says, usual_says

# Of the drivers any project may bring, those that most bring and forget: the reviews, one
# connection and its upkeep, training and somebody to run the project.
MOST_BRING = ("SEC_REVIEW", "PENTEST", "INT_API", "INT_RUN", "TRAIN_IT", "PM")


@dataclass(frozen=True)
class Suggestion:
    """A line that could be taken. `usual` is what counts while nobody knows how many."""

    code: str
    name: str
    price: str
    url: str
    counted: str
    usual: str
    is_staff_time: bool


@dataclass(frozen=True)
class LeftOut:
    code: str
    name: str
    because: str
    by: str


@dataclass(frozen=True)
class Suggestions:
    """`own` come with the category, `common` with most projects."""

    category: str
    own: tuple[Suggestion, ...]
    common: tuple[Suggestion, ...]
    left_out: tuple[LeftOut, ...]
    teams: tuple[tuple[int, str], ...]

    def __bool__(self) -> bool:
        return bool(self.own or self.common or self.left_out)

    @property
    def count(self) -> int:
        return len(self.own) + len(self.common)


def suggested_drivers() -> QuerySet[CostDriver]:
    """What can be suggested at all: no retired driver, and no hourly rate."""
    return CostDriver.objects.filter(retired_on=None).exclude(cost_type="")


def suggestions(project_request: ProjectRequest) -> Suggestions:
    """What the request could still have, and what was left out (six queries).

    :param project_request: with its category.
    """
    category = project_request.category
    usual = quantity_of(category)
    refused = {
        row.driver_id: row
        for row in project_request.refused_suggestions.select_related(
            "driver", "refused_by"
        )
    }
    there = set(project_request.cost_lines.values_list("driver_id", flat=True))
    open_ones = [
        driver
        for driver in with_prices(suggested_drivers())
        if driver.pk not in there and driver.pk not in refused
    ]
    own = [d for d in open_ones if category and category.code in d.applies_to]
    common = {d.code: d for d in open_ones if d not in own}
    return Suggestions(
        category=category.name if category else "",
        own=tuple(_suggestion(driver, usual) for driver in own),
        common=tuple(
            _suggestion(common[code], usual) for code in MOST_BRING if code in common
        ),
        left_out=_left_out(refused, there),
        teams=tuple(ITTeam.objects.values_list("pk", "name")),
    )


def _suggestion(driver: CostDriver, usual: DefaultQuantity | None) -> Suggestion:
    return Suggestion(
        code=driver.code,
        name=driver.name,
        price=usual_price_says(driver, current_price(driver)),
        url=driver_url(driver),
        counted=driver.counted,
        usual=usual_says(usual) if counts_the_same(usual, driver) else "",
        is_staff_time=driver.cost_type in STAFF_TYPES,
    )


def _left_out(
    refused: Mapping[int, RefusedSuggestion], there: Collection[int | None]
) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(
            row.driver.code,
            row.driver.name,
            row.because or _("no reason given"),
            row.refused_by.name,
        )
        for pk, row in refused.items()
        if pk not in there
    )
