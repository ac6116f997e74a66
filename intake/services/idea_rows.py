"""The rows an idea is stored in beside its request, and the money line it proposes."""

from datetime import date

from accounts import city
from accounts.calendar import FiscalYear
from accounts.services import name_contact
from intake.ideas import Idea
from intake.models import (
    FundingLine,
    Happening,
    Partner,
    Payer,
    ProjectRequest,
    SystemTouch,
)
from intake.services.funding_details import (
    BOND_CLASSES,
    COST_CLASSES,
    FundingDetails,
)


def write_rows(project_request: ProjectRequest, idea: Idea, *, today: date) -> None:
    """Replace the idea's rows, inside the caller's transaction."""
    _write_happenings(project_request, idea)
    _write_partners(project_request, idea)
    _write_touches(project_request, idea)
    _write_money(project_request, idea, today)


def _write_happenings(project_request: ProjectRequest, idea: Idea) -> None:
    project_request.happenings.all().delete()
    Happening.objects.bulk_create(
        Happening(
            project_request=project_request,
            kind=told.kind,
            on=told.on,
            precision=told.precision,
        )
        for told in idea.happenings
    )


def _write_partners(project_request: ProjectRequest, idea: Idea) -> None:
    project_request.partners.all().delete()
    Partner.objects.bulk_create(
        Partner(
            project_request=project_request,
            part=partner.part,
            name=partner.name,
            contact=name_contact(name=partner.name, email=partner.email)
            if partner.email
            else None,
        )
        for partner in idea.partners
    )


def _write_touches(project_request: ProjectRequest, idea: Idea) -> None:
    project_request.system_touches.all().delete()
    SystemTouch.objects.bulk_create(
        SystemTouch(
            project_request=project_request,
            system=touch.system,
            fit=touch.fit,
            because=touch.because,
        )
        for touch in idea.systems
    )


def _write_money(project_request: ProjectRequest, idea: Idea, today: date) -> None:
    """Keep one planned funding line in step with the idea's money.

    Once somebody works on the money page, that page has the word and this one keeps
    off. Without kind, amount and end there is nothing to spread over the years yet.
    """
    lines = project_request.funding_lines
    if lines.filter(is_from_idea=False).exists():
        return
    if not idea.money_type or idea.money_cents is None or idea.money_until_on is None:
        lines.all().delete()
        return
    is_bond = idea.money_type == FundingLine.SourceType.BOND
    line = lines.first() or FundingLine(
        project_request=project_request, start_on=today, version=0
    )
    before = FundingDetails.of(line) if line.pk else None
    line.source = idea.money_source or str(
        FundingLine.SourceType(idea.money_type).label
    )
    line.source_type = idea.money_type
    line.certainty = _certainty(idea)
    line.cents = idea.money_cents
    line.end_on = idea.money_until_on
    if line.start_on > line.end_on:
        line.start_on = _start_of_fiscal_year(line.end_on)
    line.payer = Payer.DEPARTMENT
    line.allows = list(BOND_CLASSES if is_bond else COST_CLASSES)
    line.is_from_idea = True
    if FundingDetails.of(line) != before:
        # Whoever has the line open on the money page conflicts with this change too.
        line.version += 1
    line.save()


def _certainty(idea: Idea) -> str:
    """A grant that was accepted is awarded; anything else is planned until said."""
    accepted = any(
        told.kind == Happening.Kind.GRANT_ACCEPTED for told in idea.happenings
    )
    if accepted and idea.money_type == FundingLine.SourceType.GRANT:
        return FundingLine.Certainty.AWARDED
    return FundingLine.Certainty.PLANNED


def _start_of_fiscal_year(day: date) -> date:
    start_month = city.current().fiscal_year_start_month
    return FiscalYear(city.fiscal_year_of(day), start_month).first
