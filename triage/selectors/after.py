"""One source of money that ends, and who pays then."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from intake.models import FundingLine, ProjectRequest
from triage.figures.ending import time_left
from triage.figures.numbers import money
from triage.models import EndingMoney
from triage.services.successors import Successor, may_name_successor


@dataclass(frozen=True)
class Fact:
    """As `components/facts.html` prints it."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class AfterPage:
    """`request_url` is empty for whoever may not open the request."""

    number: str
    title: str
    request_url: str
    source: str
    verdict: str
    stored: str
    is_named: bool
    facts: tuple[Fact, ...]
    may_name: bool


def after_page(line: FundingLine, *, reader: User, today: date) -> AfterPage:
    """:param line: with its request and department."""
    request, now = line.project_request, Successor.of(line)
    visible = ProjectRequest.objects.visible_to(reader).filter(pk=request.pk).exists()
    url = reverse("triage:request", args=[request.number]) if visible else ""
    return AfterPage(
        number=request.number,
        title=request.title,
        request_url=url,
        source=line.source,
        verdict=_verdict(line, now, today),
        stored=str(now),
        is_named=now.is_named,
        facts=_facts(line, now, today),
        may_name=may_name_successor(reader, request),
    )


def _verdict(line: FundingLine, now: Successor, today: date) -> str:
    words = {"source": line.source, "day": date_format(line.end_on)}
    if now.is_named:
        return _("“%(source)s” ends %(day)s, and it is known what comes then") % words
    if line.end_on < today:
        return _("“%(source)s” ended %(day)s: who pays now?") % words
    return _("“%(source)s” ends %(day)s: who pays then?") % words


def _facts(line: FundingLine, now: Successor, today: date) -> tuple[Fact, ...]:
    ends = _("%(day)s, %(left)s") % {
        "day": date_format(line.end_on),
        "left": time_left(line.end_on, today),
    }
    facts = [
        Fact(_("Kind of money"), _start_large(line.get_source_type_display())),
        Fact(_("Ends"), ends),
    ]
    ending = EndingMoney.objects.filter(funding_line=line).first()
    if ending is not None:
        missing = _("%(money)s a year from FY%(year)d") % {
            "money": money(ending.missing_cents),
            "year": ending.missing_year,
        }
        facts += [
            Fact(_("Pays of yearly cost"), money(ending.pays_cents)),
            Fact(_("Missing afterwards"), missing),
        ]
    return (*facts, Fact(_("On record for afterwards"), _start_large(str(now))))


def _start_large(text: str) -> str:
    return text[:1].upper() + text[1:]
