"""One cost driver: its price, how sure it is, where it stands, and who relies on it."""

from dataclasses import dataclass
from datetime import date

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from accounts.models import User
from intake.models import (
    ANY_CATEGORY,
    Category,
    CostDriver,
    DefaultQuantity,
    DriverPrice,
    ProjectRequest,
)
from intake.price_words import amount_says, timing_says
from intake.selectors.driver_figures import Confidence, PriceFigure
from intake.selectors.driver_list import categories_say
from intake.selectors.driver_uses import LineUse, count_open_lines, lines_using
from intake.selectors.driver_versions import (
    PriceVersion,
    Repricing,
    price_versions,
    repricing_of,
)
from intake.selectors.drivers import counts_the_same
from intake.selectors.systems import Fact


@dataclass(frozen=True)
class Source:
    text: str
    url: str
    on: date | None


@dataclass(frozen=True)
class UsualQuantity:
    category: str
    says: str


@dataclass(frozen=True)
class DriverPage:
    driver: CostDriver
    version: int
    figure: PriceFigure
    base_year: str
    confidence: Confidence
    note: str
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    per_example: str
    versions: tuple[PriceVersion, ...]
    lines: tuple[LineUse, ...]
    hidden_lines: int
    usual: tuple[UsualQuantity, ...]
    resting: int
    repricing: Repricing | None


def driver_page(driver: CostDriver, *, reader: User) -> DriverPage:
    """A driver with its lines as far as the reader may see them (seven queries)."""
    prices = list(driver.prices.select_related("set_by").order_by("-version"))
    price = prices[0]
    names = dict(Category.objects.values_list("code", "name"))
    usual = _usual(driver)
    lines = lines_using(driver, reader)
    return DriverPage(
        driver=driver,
        version=price.version,
        figure=PriceFigure.of(price, driver),
        base_year=f"FY{price.base_year}",
        confidence=Confidence.of(price.confidence),
        note=price.note,
        sources=tuple(map(_source, price.sources)),
        facts=_facts(driver, names),
        per_example=_per_example(driver, price),
        versions=price_versions(prices, driver),
        lines=lines,
        hidden_lines=count_open_lines(driver) - len(lines),
        usual=tuple(
            UsualQuantity(one.category.name, _quantity_says(one)) for one in usual
        ),
        resting=resting_requests(driver),
        repricing=repricing_of(price),
    )


def resting_requests(driver: CostDriver) -> int:
    """How many undecided requests a new price would reach."""
    return ProjectRequest.objects.undecided().resting_on(driver).count()


def _facts(driver: CostDriver, names: dict[str, str]) -> tuple[Fact, ...]:
    life = driver.life_years
    return (
        Fact(_("Group"), driver.get_group_display()),
        Fact(_("Priced per"), driver.unit),
        Fact(_("Paid"), timing_says(driver) or _("as the line says")),
        Fact(_("Kind"), driver.get_cost_type_display() or _("an hourly rate")),
        Fact(
            _("Wears out after"),
            _("%s years") % life if life else _("not something that wears out"),
        ),
        Fact(_("Usually brought by"), categories_say(driver.applies_to, names)),
    )


def _per_example(driver: CostDriver, price: DriverPrice) -> str:
    """What the price comes to for many, in one line of arithmetic."""
    times = 10 if driver.per == 1 else 2
    facts = {
        "count": times * driver.per,
        "times": times,
        "price": amount_says(price.likely, driver.cost_type),
        "total": amount_says(times * price.likely, driver.cost_type),
        "often": timing_says(driver),
    }
    text = (
        _("%(count)s of them: %(times)s times %(price)s is %(total)s %(often)s") % facts
    )
    return f"{text.strip()}."


def _source(source: dict[str, str]) -> Source:
    url = source.get("url", "")
    is_link = url.startswith(("https://", "http://"))
    day = parse_date(source["on"]) if source.get("on") else None
    return Source(source.get("text", ""), url if is_link else "", day)


def _usual(driver: CostDriver) -> list[DefaultQuantity]:
    quantities = DefaultQuantity.objects.select_related("category")
    brought_by = set(driver.applies_to)
    return [
        one
        for one in quantities.order_by("category__position", "pk")
        if counts_the_same(one, driver)
        and brought_by & {ANY_CATEGORY, one.category.code}
    ]


def _quantity_says(usual: DefaultQuantity) -> str:
    return _("%(low)s–%(high)s, likely %(likely)s (%(counted)s)") % {
        "low": f"{usual.low:,}",
        "high": f"{usual.high:,}",
        "likely": f"{usual.likely:,}",
        "counted": usual.counted,
    }
