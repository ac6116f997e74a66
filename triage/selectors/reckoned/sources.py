"""Where the number of a cost line comes from, and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intake.models import CostLine, DriverPrice, ProjectRequest
from intake.selectors.drivers import current_price, lines_with_prices
from triage.inputs.money import line_key


@dataclass(frozen=True)
class WhereFrom:
    """`confidence` in words; `url` and `name` of the driver whose price it is.

    `kind` is quote, sourced, mixed, memory or own.
    """

    kind: str
    confidence: str
    name: str = ""
    url: str = ""
    note: str = ""
    counted: str = ""


OWN = "own"


def where_lines_come_from(project_request: ProjectRequest) -> Mapping[str, WhereFrom]:
    """By the key that assessments name a line by (three queries)."""
    rows = lines_with_prices(project_request.cost_lines.all())
    return {line_key(row): _where_from(row) for row in rows}


def no_longer_there() -> WhereFrom:
    """Of a line that was taken away, or judged before lines had keys."""
    return WhereFrom(OWN, _("as entered then; the line is no longer there"))


def _where_from(row: CostLine) -> WhereFrom:
    counted = row.driver.counted if row.driver else row.counted
    if row.quoted_on is not None:
        says = _("the city’s own quote of %(on)s") % {"on": date_format(row.quoted_on)}
        return WhereFrom("quote", says, note=row.source_note, counted=counted)
    has_own_price = row.price_low is not None or row.basis == CostLine.Basis.BY_YEAR
    if has_own_price or row.driver is None:
        says = _("the department’s own figure")
        return WhereFrom(OWN, says, note=row.source_note, counted=counted)
    price = current_price(row.driver)
    return WhereFrom(
        kind=price.confidence,
        confidence=_confidence(price),
        name=row.driver.name,
        url=_driver_url(row.driver.code),
        note=row.source_note,
        counted=counted,
    )


def _confidence(price: DriverPrice) -> str:
    if price.confidence == DriverPrice.Confidence.QUOTE:
        return _("the city’s own quote of %(on)s") % {"on": date_format(price.set_at)}
    return str(price.get_confidence_display())


def _driver_url(code: str) -> str:
    """Empty while the catalogue has no pages."""
    try:
        return reverse("intake:driver", args=[code])
    except NoReverseMatch:
        return ""
