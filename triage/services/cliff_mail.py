"""Who is told of money that ends, and in which words."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import city
from accounts.models import AuditEntry, BudgetEvent, Contact
from intake.models import FundingLine, Partner, ProjectRequest
from intake.services import may_still_see_request
from intake.services.letters import about
from notifications import outbox
from triage.figures.ending import time_left
from triage.figures.numbers import money
from triage.models import Assessment, EndingMoney
from triage.scoring.budget.alarms import calls_until

_PARTS = (Partner.Part.OWNER, Partner.Part.FUNDER)
_A_YEAR_AND_A_BIT = timedelta(days=500)


def recipients(project_request: ProjectRequest) -> dict[Contact, list[str]]:
    """Owner, funder and IT finance, each once with why, those without an address not."""
    partners = project_request.partners.filter(part__in=_PARTS).select_related(
        "contact"
    )
    named = [
        (partner.contact, _named_as(partner.part))
        for partner in partners.order_by("pk")
    ]
    named.append((city.current().it_finance, _("you look after IT's finances")))
    why: dict[Contact, list[str]] = {}
    for contact, because in named:
        if contact is not None and contact.email:
            why.setdefault(contact, []).append(because)
    return why


def tell(
    to: Mapping[Contact, list[str]],
    context: Mapping[str, Any],
    *,
    line: FundingLine,
    cause: AuditEntry,
    now: datetime,
) -> None:
    for contact, because in to.items():
        outbox.enqueue(
            "money_ends",
            to=contact,
            subject=line,
            context={**context, "because": because, "signs_in": bool(contact.user_id)},
            cause=cause,
            now=now,
        )


def letter(ending: EndingMoney, *, today: date) -> dict[str, Any]:
    """What the mail says, as plain values.

    :param ending: with its line and request.
    """
    line = ending.funding_line
    request, finance = line.project_request, city.current().it_finance
    return {
        **about(request, path=reverse("triage:after", args=[request.number, line.pk])),
        "source": line.source,
        "ends_on": ending.ends_on.isoformat(),
        "left": time_left(ending.ends_on, today),
        "is_over": ending.ends_on < today,
        "pays": money(ending.pays_cents),
        "missing": money(ending.missing_cents),
        "missing_year": f"FY{ending.missing_year}",
        "years": _years(request),
        "ask": f"{finance.name}, {finance.email}" if finance and finance.email else "",
        **_next_call(today),
    }


def may_still_see_funding_line(*, subject_id: int, contact: Contact) -> bool:
    """Whoever may be told of its request, and IT finance, of whichever department."""
    line = FundingLine.objects.filter(pk=subject_id).first()
    if line is None:
        return False
    if contact.pk == city.current().it_finance_id:
        return True
    return may_still_see_request(subject_id=line.project_request_id, contact=contact)


def _named_as(part: str) -> str:
    if part == Partner.Part.OWNER:
        return _("you are named as its owner")
    return _("you are named as its funder")


def _years(project_request: ProjectRequest) -> list[dict[str, str]]:
    """Cost and what is missing by fiscal year, from the current assessment."""
    assessment = Assessment.objects.current_for(project_request)
    if assessment is None:
        return []
    return [
        {"year": f"FY{y.year}", "cost": money(y.cost), "missing": money(y.gap)}
        for y in assessment.judgement.budget.years
    ]


def _next_call(today: date) -> dict[str, Any]:
    known = BudgetEvent.objects.filter(kind=BudgetEvent.Kind.CALL)
    calls = calls_until(
        list(known.values_list("on", flat=True)), today + _A_YEAR_AND_A_BIT
    )
    call = next((call for call in calls if call.on >= today), None)
    return {
        "call_on": call.on.isoformat() if call else "",
        "call_is_expected": bool(call and call.is_expected),
    }
