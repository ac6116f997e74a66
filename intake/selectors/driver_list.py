"""The catalogue of cost drivers: what things usually cost, found by what one asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.lifecycle import EDITABLE_STEPS
from intake.models import ANY_CATEGORY, Category, CostDriver, CostLine, DriverPrice
from intake.selectors.driver_figures import Confidence, PriceFigure
from intake.selectors.drivers import current_price, with_prices

_SHORT = {
    DriverPrice.Confidence.SOURCED: gettext_lazy("%s fully sourced"),
    DriverPrice.Confidence.MIXED: gettext_lazy("%s partly"),
    DriverPrice.Confidence.MEMORY: gettext_lazy("%s practitioners' estimate"),
    DriverPrice.Confidence.QUOTE: gettext_lazy("%s the city's own quote"),
}


@dataclass(frozen=True)
class DriverFilter:
    """What the address asks for; whatever it cannot mean is left out."""

    words: str = ""
    category: str = ""
    group: str = ""
    confidence: str = ""
    with_retired: bool = False

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "DriverFilter":
        group, confidence = query.get("group", ""), query.get("confidence", "")
        return cls(
            words=query.get("q", "").strip(),
            category=query.get("category", ""),
            group=group if group in CostDriver.Group else "",
            confidence=confidence if confidence in DriverPrice.Confidence else "",
            with_retired=bool(query.get("retired")),
        )

    def address(self, view: str = "intake:drivers") -> str:
        wanted = {
            "q": self.words,
            "category": self.category,
            "group": self.group,
            "confidence": self.confidence,
            "retired": "on" if self.with_retired else "",
        }
        given = {name: value for name, value in wanted.items() if value}
        return reverse(view) + (f"?{urlencode(given)}" if given else "")


@dataclass(frozen=True)
class DriverRow:
    """`price` is the version that counts; `open_lines` those of undecided requests."""

    driver: CostDriver
    price: DriverPrice
    figure: PriceFigure
    confidence: Confidence
    categories: str
    open_lines: int
    is_retired: bool


@dataclass(frozen=True)
class DriverGroup:
    label: str
    rows: tuple[DriverRow, ...]


@dataclass(frozen=True)
class View:
    """One tab over the list; the count is of what the other filters leave."""

    label: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class DriverList:
    groups: tuple[DriverGroup, ...]
    counts_say: str
    views: tuple[View, ...]
    categories: tuple[tuple[str, str], ...]
    group_choices: tuple[tuple[str, str], ...]
    chosen: DriverFilter
    export_url: str

    @property
    def is_filtered(self) -> bool:
        return self.chosen != DriverFilter()


def driver_list(chosen: DriverFilter) -> DriverList:
    """The whole catalogue, by group (four queries whatever its size)."""
    names = dict(Category.objects.values_list("code", "name"))
    rows = list(_rows(names))
    offered = [row for row in rows if not row.is_retired]
    fitting = [row for row in rows if _fits(row, replace(chosen, confidence=""))]
    found = [row for row in fitting if _fits(row, chosen)]
    return DriverList(
        groups=_by_group(found),
        counts_say=", ".join(_counts(offered)),
        views=tuple(_views(fitting, chosen)),
        categories=tuple(names.items()),
        group_choices=tuple((code, str(label)) for code, label in _groups()),
        chosen=chosen,
        export_url=chosen.address("intake:drivers_csv"),
    )


def driver_rows(chosen: DriverFilter) -> list[DriverRow]:
    """The rows of the list, in its order, for the export."""
    return [row for group in driver_list(chosen).groups for row in group.rows]


def categories_say(codes: Iterable[str], names: Mapping[str, str]) -> str:
    """Categories that bring a driver, by name."""
    if ANY_CATEGORY in codes:
        return _("any idea")
    return ", ".join(names.get(code, code) for code in codes)


def _rows(names: Mapping[str, str]) -> Iterable[DriverRow]:
    is_open = Q(project_request__step__in=EDITABLE_STEPS, driver__isnull=False)
    lines = CostLine.objects.filter(is_open).order_by().values_list("driver")
    open_lines = dict(lines.annotate(Count("pk")))
    for driver in with_prices(CostDriver.objects.all()):
        price = current_price(driver)
        yield DriverRow(
            driver=driver,
            price=price,
            figure=PriceFigure.of(price, driver),
            confidence=Confidence.of(price.confidence),
            categories=categories_say(driver.applies_to, names),
            open_lines=open_lines.get(driver.pk, 0),
            is_retired=driver.retired_on is not None,
        )


def _fits(row: DriverRow, chosen: DriverFilter) -> bool:
    # A catalogue is short: compared here, letters fold alike on every database.
    driver = row.driver
    text = f"{driver.code} {driver.name} {driver.unit} {row.price.note}".casefold()
    brought_by = {chosen.category, ANY_CATEGORY}
    return (
        (chosen.with_retired or not row.is_retired)
        and all(word in text for word in chosen.words.casefold().split())
        and (not chosen.category or bool(brought_by & set(driver.applies_to)))
        and chosen.group in ("", driver.group)
        and chosen.confidence in ("", row.confidence.code)
    )


def _groups() -> list[tuple[str, str]]:
    return [(group.value, str(group.label)) for group in CostDriver.Group]


def _by_group(rows: list[DriverRow]) -> tuple[DriverGroup, ...]:
    groups = (
        DriverGroup(
            label[:1].upper() + label[1:],
            tuple(row for row in rows if row.driver.group == code),
        )
        for code, label in _groups()
    )
    return tuple(group for group in groups if group.rows)


def _counts(rows: list[DriverRow]) -> Iterable[str]:
    for code, text in _SHORT.items():
        count = sum(row.confidence.code == code for row in rows)
        if count or code != DriverPrice.Confidence.QUOTE:
            yield str(text) % count


def _views(rows: list[DriverRow], chosen: DriverFilter) -> Iterable[View]:
    kinds = [("", _("All")), *((kind.value, kind.label) for kind in _SHORT)]
    for code, label in kinds:
        text = str(label)
        yield View(
            label=text[:1].upper() + text[1:],
            url=replace(chosen, confidence=code).address(),
            count=sum(code in ("", row.confidence.code) for row in rows),
            is_current=chosen.confidence == code,
        )
