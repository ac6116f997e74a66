"""One request's money as rows of a spreadsheet: what a finance officer redoes it from."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.models import ProjectRequest
from triage.exports import cells
from triage.models import Assessment
from triage.scoring.budget import CostLine
from triage.selectors.reckoned import Reckoned, Triple, reckoned
from triage.selectors.reckoned.sources import WhereFrom, where_lines_come_from


def headers() -> list[str]:
    return [
        _("What"),
        _("Name"),
        _("Paid by"),
        _("When"),
        _("Kind"),
        _("Fiscal year"),
        _("Low"),
        _("Likely"),
        _("High"),
        _("Unit"),
        _("Driver"),
        _("Where the price comes from"),
        _("Note"),
    ]


def rows(project_request: ProjectRequest) -> Iterator[list[str]]:
    """A row for each line, source, payment and missing amount in each fiscal year."""
    assessment = Assessment.objects.current_for(project_request)
    if assessment is None or not assessment.judgement.is_costed:
        return
    apart = reckoned(assessment.judgement, assessment.judged)
    where = where_lines_come_from(project_request)
    for what, row, of in _tables(apart, where):
        is_hours = what == _STAFF_TIME
        unit = _("hours") if is_hours else _("dollars")
        for year, amount in zip(apart.years, row, strict=True):
            ends = _hours(amount) if is_hours else _dollars(amount)
            yield [str(what), *of[:4], f"FY{year}", *ends, unit, *of[4:]]


_STAFF_TIME = gettext_lazy("Staff time")
_Told = tuple[str | Promise, Sequence[Triple], list[str]]


def _tables(apart: Reckoned, where: Mapping[str, WhereFrom]) -> Iterator[_Told]:
    for cost in apart.costs:
        yield _("Cost"), cost.amounts, _of_line(cost.of, where)
    for time in apart.hours:
        yield _STAFF_TIME, time.amounts, _of_line(time.of, where)
    for source in apart.funding:
        of = source.of
        told = [of.source, of.payer, "", of.source_type, "", of.certainty, ""]
        yield _("Money counted on"), source.amounts, told
    for paid in apart.paid:
        part, name = paid.of.payment, paid.of.source.source if paid.of.source else ""
        told = [name, part.payer, part.timing, part.cost_type, "", "", ""]
        yield _("Paid"), paid.amounts, told
    for missing in apart.missing:
        item = missing.of.of
        told = ["", item.payer, item.timing, item.cost_type, "", "", ""]
        yield _("Missing"), missing.amounts, told


def _of_line(line: CostLine, where: Mapping[str, WhereFrom]) -> list[str]:
    """Name, payer, timing, kind, driver, confidence and note."""
    source = where.get(line.key)
    kind = line.team or line.cost_type
    of_line = [line.description, line.payer, line.timing, kind, line.driver]
    return [*of_line, *([source.confidence, source.note] if source else ["", ""])]


def _dollars(amount: Triple) -> list[str]:
    ends = (amount.low, amount.likely, amount.high)
    return [cells.dollars(int(end)) for end in ends]


def _hours(amount: Triple) -> list[str]:
    return [f"{end:.2f}" for end in (amount.low, amount.likely, amount.high)]
