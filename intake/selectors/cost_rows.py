"""Cost lines as rows of the money page."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intake.models import (
    STAFF_TYPES,
    CostAmount,
    CostDriver,
    CostLine,
    CostType,
    DefaultQuantity,
    ProjectRequest,
    Timing,
)
from intake.price_words import amount_says
from intake.selectors.drivers import (
    counts_the_same,
    current_price,
    lines_with_prices,
    quantity_of,
)
from intake.selectors.money_words import (
    KIND_SAYS,
    driver_url,
    each_says,
    ends_of,
    likely_says,
    span_says,
    usual_says,
    when_says,
)


@dataclass(frozen=True)
class Said:
    """A number in words, and below it how far it can be trusted."""

    text: str
    note: str = ""
    sure: str = ""
    """How far a driver's price can be trusted."""
    is_open: bool = False
    """Nobody knows it yet: what counts is what is usual, if anything is."""
    is_missing: bool = False
    """Nobody knows it and nothing is usual: it counts as nothing until somebody says."""


@dataclass(frozen=True)
class CostRow:
    """One line. What it comes to over five years is triage's to say.

    `source` is the name of the driver its price comes from, where the line is not called
    like it, and `source_url` its page.
    """

    pk: int
    version: int
    description: str
    detail: str
    source: str
    source_url: str
    is_staff_time: bool
    is_by_year: bool
    quantity: Said
    price: Said
    kind: str
    team: str
    timing: str
    when: str
    payer: str


def cost_rows(project_request: ProjectRequest) -> tuple[CostRow, ...]:
    """Every line in order (five queries, four where no line has a driver)."""
    usual = quantity_of(project_request.category)
    lines = lines_with_prices(project_request.cost_lines.all())
    return tuple(_row(line, usual) for line in lines)


def cost_row(project_request: ProjectRequest, pk: int) -> CostRow | None:
    """One line, None where it is gone."""
    line = lines_with_prices(project_request.cost_lines.filter(pk=pk)).first()
    return _row(line, quantity_of(project_request.category)) if line else None


def _row(line: CostLine, usual: DefaultQuantity | None) -> CostRow:
    is_by_year = line.basis == CostLine.Basis.BY_YEAR
    name = line.driver.name if line.driver else ""
    return CostRow(
        pk=line.pk,
        version=line.version,
        description=line.description,
        detail=line.source_note,
        source="" if name == line.description else name,
        source_url=driver_url(line.driver) if line.driver else "",
        is_staff_time=line.cost_type in STAFF_TYPES,
        is_by_year=is_by_year,
        quantity=Said(_("by year")) if is_by_year else _quantity(line, usual),
        price=_by_year(line.amounts.all()) if is_by_year else _price(line),
        kind=str(KIND_SAYS[CostType(line.cost_type)]),
        team=line.team.name if line.team else "",
        timing=_("once") if line.timing == Timing.ONE_TIME else _("every year"),
        when=when_says(line),
        payer=str(line.get_payer_display()),
    )


def _quantity(line: CostLine, usual: DefaultQuantity | None) -> Said:
    ends = ends_of(line, "quantity")
    if ends:
        return Said(span_says(ends), likely_says(ends))
    unknown = _("don't know yet")
    if counts_the_same(usual, line.driver):
        return Said(unknown, usual_says(usual), is_open=True)
    return Said(unknown, _("say how many, or a range"), is_open=True, is_missing=True)


def _price(line: CostLine) -> Said:
    ends = ends_of(line, "price")
    each = each_says(line.driver, line.counted)
    if ends:
        trust = _("quote of %s") % date_format(line.quoted_on) if line.quoted_on else ""
        notes = [each, likely_says(ends, line.cost_type), trust]
        return Said(span_says(ends, line.cost_type), ", ".join(filter(None, notes)))
    # A constraint asks for a price or a driver.
    price = current_price(cast(CostDriver, line.driver))
    usually = (price.low, price.likely, price.high)
    notes = [each, likely_says(usually, line.cost_type)]
    return Said(
        span_says(usually, line.cost_type),
        ", ".join(filter(None, notes)),
        sure=str(price.get_confidence_display()),
    )


def _by_year(amounts: Iterable[CostAmount]) -> Said:
    says = [
        f"FY{one.fiscal_year} "
        + (
            amount_says(Decimal(one.cents) / 100, CostType.CAPITAL)
            if one.cents is not None
            else amount_says(one.hours or Decimal(0), CostType.STAFF_HOURS)
        )
        for one in amounts
    ]
    return Said(", ".join(says))
