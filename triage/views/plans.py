"""Choosing under limits: the limits, what is proposed, plans saved and compared."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import city
from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.models import User
from accounts.permissions import SignedInRequest, may, requires
from accounts.roles import Permission
from accounts.spreadsheets import csv_response
from triage import services
from triage.exports import plan as sheet
from triage.forms import show_refusal
from triage.forms.plan import LimitsForm, SavePlanForm, Sides, query_of
from triage.models import PortfolioScenario
from triage.plans import Plan, Terms, propose
from triage.selectors import plan as selector


@require_GET
@requires(Permission.TRIAGE_SEE)
def plan(request: SignedInRequest) -> HttpResponse:
    """What can be weighed, the limits to type, and what was saved."""
    data = request.GET if "first_year" in request.GET else None
    form = _limits(data)
    weighing = selector.weighing(request.user, Terms(form.years[0]))
    context = {
        "form": form,
        "weighing": weighing,
        "rows": [selector.plan_row(item) for item in weighing.weighed],
        "unvalued": sum(not item.candidate.points for item in weighing.weighed),
        "saved": selector.saved_plans(),
        "can_plan": may(request.user, Permission.PORTFOLIO_PLAN),
    }
    return render(request, "triage/plan.html", context)


@require_GET
@requires(Permission.TRIAGE_SEE)
def proposal(request: SignedInRequest) -> HttpResponse:
    form = _limits(request.GET)
    if "first_year" not in request.GET:
        return redirect("triage:plan")
    if not form.is_valid():
        return _limits_wrong(request, form)
    made = _propose(request.user, form.terms())
    return _proposal_page(request, made)


@require_GET
@requires(Permission.TRIAGE_SEE)
def proposal_csv(request: SignedInRequest) -> HttpResponseBase:
    form = _limits(request.GET)
    if not form.is_valid():
        return _limits_wrong(request, form)
    made = _propose(request.user, form.terms())
    return csv_response("plan", sheet.headers(made), sheet.rows(made))


@require_POST
@requires(Permission.PORTFOLIO_PLAN)
def save_plan(request: SignedInRequest) -> HttpResponse:
    form = SavePlanForm(request.POST)
    limits = _limits(QueryDict(request.POST.get("query", "")))
    if not limits.is_valid():
        return _limits_wrong(request, limits)
    made = _propose(request.user, limits.terms())
    if not form.is_valid():
        return _proposal_page(request, made, form, status=422)
    try:
        scenario = services.save_plan(
            name=form.cleaned_data["name"],
            plan=made,
            seen=form.cleaned_data["seen"],
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as error:
        show_refusal(error, form)
        return _proposal_page(request, made, form, status=422)
    except Conflict as error:
        return _proposal_page(request, made, form, status=409, conflict=str(error))
    messages.success(request, _("Saved. It stays as it is, whatever changes later."))
    return redirect("triage:saved_plan", scenario.pk)


@require_GET
@requires(Permission.TRIAGE_SEE)
def saved_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    scenario = _scenario(pk)
    made = selector.plan_of(scenario)
    now = selector.weighing(request.user, made.terms)
    context = {
        "scenario": scenario,
        "page": selector.plan_page(made),
        "moved": selector.moved_since(made, now),
        "again_url": _address("triage:proposal", made.terms),
        "csv_url": reverse("triage:saved_plan_csv", args=[pk]),
        "can_plan": may(request.user, Permission.PORTFOLIO_PLAN),
    }
    return render(request, "triage/saved_plan.html", context)


@require_GET
@requires(Permission.TRIAGE_SEE)
def saved_plan_csv(request: SignedInRequest, pk: int) -> HttpResponseBase:
    made = selector.plan_of(_scenario(pk))
    return csv_response(f"plan-{pk}", sheet.headers(made), sheet.rows(made))


@require_GET
@requires(Permission.TRIAGE_SEE)
def compare_plans(request: SignedInRequest) -> HttpResponse:
    """Two plans beside each other; the two newest until others are chosen."""
    saved = selector.saved_plans()
    sides = Sides.of(request.GET)
    newest = [item.pk for item in saved[:2]]
    if request.GET.keys().isdisjoint({"a", "b"}) and len(newest) == 2:
        sides = Sides(a=newest[1], b=newest[0])
    found = PortfolioScenario.objects.select_related("made_by").in_bulk(
        [pk for pk in (sides.a, sides.b) if pk]
    )
    a, b = (found.get(pk) if pk else None for pk in (sides.a, sides.b))
    context: dict[str, Any] = {"saved": saved, "a": a, "b": b}
    if a and b and a != b:
        plans = (selector.plan_of(a), selector.plan_of(b))
        context["comparison"] = selector.compare_plans(*plans)
    return render(request, "triage/compare_plans.html", context)


def _propose(reader: User, terms: Terms) -> Plan:
    return propose(terms, selector.weighing(reader, terms))


def _limits(data: QueryDict | None) -> LimitsForm:
    this_year = city.fiscal_year_of(timezone.localdate())
    return LimitsForm(data, first_year=this_year, teams=selector.usual_limits())


def _scenario(pk: int) -> PortfolioScenario:
    return get_object_or_404(PortfolioScenario.objects.select_related("made_by"), pk=pk)


def _address(name: str, terms: Terms) -> str:
    return f"{reverse(name)}?{query_of(terms)}"


def _limits_wrong(request: SignedInRequest, form: LimitsForm) -> HttpResponse:
    """The limits alone, to be put right; the rest of the page waits."""
    context = {"form": form, "form_has_errors": True}
    return render(request, "triage/plan_limits.html", context, status=422)


def _proposal_page(
    request: SignedInRequest,
    made: Plan,
    form: SavePlanForm | None = None,
    *,
    status: int = 200,
    conflict: str = "",
) -> HttpResponse:
    seen = {"seen": made.fingerprint, "query": query_of(made.terms)}
    typed = form.data.get("name", "") if form else ""
    if form is None or conflict:
        # Pressing again saves what the person has now seen.
        form = SavePlanForm(initial={**seen, "name": typed})
    context = {
        "page": selector.plan_page(made),
        "form": form,
        "conflict": conflict,
        "form_has_errors": status == 422,
        "change_url": _address("triage:plan", made.terms),
        "csv_url": _address("triage:proposal_csv", made.terms),
        "can_plan": may(request.user, Permission.PORTFOLIO_PLAN),
    }
    return render(request, "triage/proposal.html", context, status=status)
