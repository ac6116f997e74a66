"""What money of one request ends and leaves cost behind, as lines on its pages."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intake.models import ProjectRequest
from triage.figures.ending import time_left
from triage.figures.numbers import money
from triage.models import EndingMoney
from triage.services.successors import Successor


@dataclass(frozen=True)
class EndingLine:
    """As `components/money_flags.html` prints it."""

    says: str
    todo: str
    url: str


def ending_lines(
    project_request: ProjectRequest, *, today: date
) -> tuple[EndingLine, ...]:
    """By their end (one query); none once the request is over."""
    found = EndingMoney.objects.alive().filter(
        funding_line__project_request=project_request
    )
    return tuple(
        _line(ending, project_request.number, today)
        for ending in found.select_related("funding_line").in_order()
    )


def _line(ending: EndingMoney, number: str, today: date) -> EndingLine:
    line = ending.funding_line
    text = _("“%(source)s” ends %(day)s, %(left)s; then %(money)s a year is missing.")
    if ending.ends_on < today:
        text = _("“%(source)s” ended %(day)s, %(left)s; %(money)s a year is missing.")
    says = text % {
        "source": line.source,
        "day": date_format(ending.ends_on),
        "left": time_left(ending.ends_on, today),
        "money": money(ending.missing_cents),
    }
    after = str(Successor.of(line))
    return EndingLine(
        says=says,
        todo=_("Then: %(after)s") % {"after": after}
        if ending.is_answered
        else _("Nobody is named to pay then: name who does"),
        url=reverse("triage:after", args=[number, line.pk]),
    )
